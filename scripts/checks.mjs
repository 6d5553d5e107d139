import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "./build.mjs";
import { Failure, root } from "./prepare.mjs";
import { capture } from "./processes.mjs";

/** Everything CI runs, in order. A step takes (node, filters) and resolves with what it found. */
const steps = {
  types: tool("node_modules/typescript7/bin/tsc", "-p", "."),
  lint: tool("node_modules/@biomejs/biome/bin/biome", "check", "."),
  boundaries: tool("scripts/boundaries.mjs"),
  unused: tool("node_modules/knip/bin/knip.js"),
  lockfile: tool("scripts/lockfile.mjs", "--check"),
  build: buildStep,
  tests,
};

/**
 * Runs all the steps, or the one that is named with its filters; each runs even when an earlier one failed.
 * Resolves with the exit code: 1 when something failed or nothing ran.
 */
export async function check(node, [only, ...filters]) {
  if (only && !Object.hasOwn(steps, only)) {
    throw new Failure(`Étape inconnue : « ${only} ». Choisissez parmi : ${Object.keys(steps).join(", ")}.`);
  }
  let passed = 0;
  let failed = 0;
  for (const name of only ? [only] : Object.keys(steps)) {
    const start = Date.now();
    const result = await steps[name](node, filters);
    passed += result.passed;
    failed += result.failed;
    const seconds = ((Date.now() - start) / 1000).toFixed(1).replace(".", ",");
    console.log(`${result.failed > 0 ? "✗" : "✓"} ${name}${result.detail ?? ""} (${seconds} s)`);
    if (result.failed > 0) console.log(`\n${result.output.trim()}\n`);
  }
  console.log(`${passed} passed, ${failed} failed`);
  return failed > 0 || passed === 0 ? 1 : 0;
}

function tool(...args) {
  return async (node, filters) => {
    const { code, output } = await capture(node, [...args, ...filters], root);
    return code === 0 ? { passed: 1, failed: 0, output } : { passed: 0, failed: 1, output };
  };
}

async function buildStep(node) {
  try {
    await build(node, { always: false });
    return { passed: 1, failed: 0, output: "" };
  } catch (error) {
    return { passed: 0, failed: 1, output: error.message };
  }
}

/** Each test counts as one; so does a run that broke outside any test, or that found none. */
async function tests(node, filters) {
  const folder = mkdtempSync(join(tmpdir(), "passerelle-compte-"));
  try {
    const report = join(folder, "tests.json");
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    const vitest = ["node_modules/vitest/vitest.mjs", "run", ...reporters, ...filters];
    const { code, output } = await capture(node, vitest, root);
    const { passed, failed, skipped } = count(report);
    const broken = failed === 0 && (code !== 0 || passed === 0) ? 1 : 0;
    const detail = ` : ${passed} réussis${skipped.length > 0 ? `, non exécutés ici : ${skipped.join(" ; ")}` : ""}`;
    return {
      passed,
      failed: failed + broken,
      output: passed === 0 ? `${output}\nAucun test réussi.` : output,
      detail,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function count(report) {
  let files = [];
  try {
    files = JSON.parse(readFileSync(report, "utf8")).testResults;
  } catch {
    // vitest did not come to the end: its output is shown
  }
  const all = files.flatMap((file) => file.assertionResults);
  const brokenFiles = files.filter(
    (file) => file.status === "failed" && !file.assertionResults.some(isFailed),
  );
  return {
    passed: all.filter(({ status }) => status === "passed").length,
    failed: all.filter(isFailed).length + brokenFiles.length,
    skipped: all.filter((test) => test.status !== "passed" && !isFailed(test)).map((test) => test.fullName),
  };
}

const isFailed = ({ status }) => status === "failed";
