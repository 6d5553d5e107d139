import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readAssets } from "#ui/assets.ts";

it("gives the addresses of the build, and plain names without one", () => {
  const folder = mkdtempSync(join(tmpdir(), "assets-"));
  expect(readAssets(folder)).toEqual({
    css: "/static/styles.css",
    js: "/static/islands.js",
    icons: "/static/icones.svg",
  });
  const manifest = {
    "src/ui/styles.css": { file: "assets/styles-1.css" },
    "src/islands/index.ts": { file: "assets/islands-2.js" },
  };
  writeFileSync(join(folder, "manifest.json"), JSON.stringify(manifest));
  expect(readAssets(folder)).toMatchObject({
    css: "/static/assets/styles-1.css",
    js: "/static/assets/islands-2.js",
  });
});
