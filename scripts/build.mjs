import { readdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { exclusively, Failure, root, say } from "./prepare.mjs";
import { capture } from "./processes.mjs";

const MARK = join(root, "dist", ".construit");
const SOURCES = ["src", "referentiels", "package-lock.json", "vite.config.ts"];

/** Builds dist/ (islands and styles, then the server) when a source is newer than it, or always. */
export async function build(node, { always }) {
  if (!always && isFresh()) return;
  await exclusively(async () => {
    if (!always && isFresh()) return;
    say("construction…");
    const start = new Date(); // a source saved during the build is then newer than it
    rmSync(MARK, { force: true });
    for (const target of [[], ["--ssr"]]) {
      const { code, output } = await capture(
        node,
        ["node_modules/vite/bin/vite.js", "build", ...target],
        root,
      );
      if (code !== 0) throw new Failure(`La construction a échoué :\n\n${output.trim()}`);
    }
    writeFileSync(MARK, "");
    utimesSync(MARK, start, start);
  });
}

function isFresh() {
  const built = changed(MARK);
  return SOURCES.every((path) => newest(join(root, path)) < built);
}

/** The last change in a tree, in ms; a folder counts too, so that a removed file is seen. */
function newest(path) {
  const own = changed(path);
  if (!statSync(path).isDirectory()) return own;
  const inside = readdirSync(path, { withFileTypes: true }).map((entry) =>
    entry.isDirectory() ? newest(join(path, entry.name)) : changed(join(path, entry.name)),
  );
  return Math.max(own, ...inside);
}

const changed = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
