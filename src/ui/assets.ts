import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { SPRITE } from "#ui/icon.tsx";

/** Addresses of what a page loads. */
export type Assets = { css: string; js: string; icons: string };

type Manifest = Record<string, { file: string }>;

/**
 * The addresses of the client build.
 * @param folder where `vite build` wrote (with manifest.json); without a build, the names used by tests.
 */
export function readAssets(folder = resolve("dist/client")): Assets {
  const path = resolve(folder, "manifest.json");
  const manifest: Manifest = existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : {};
  const address = (source: string, otherwise: string) => {
    const built = manifest[source];
    return built ? `/static/${built.file}` : `/static/${otherwise}`;
  };
  return {
    css: address("src/ui/styles.css", "styles.css"),
    js: address("src/islands/index.ts", "islands.js"),
    icons: SPRITE,
  };
}
