import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder that holds package.json, found upwards from this module: the same from the sources and from the bundle. */
function findPackageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json"))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error("package.json not found above the documents module");
    folder = parent;
  }
  return folder;
}

export const packageRoot = findPackageRoot();

/** Where the Typst templates stand; its `fonts/` folder holds the shipped fonts. */
export const templateFolder = join(packageRoot, "src/documents");
export const fontFolder = join(templateFolder, "fonts");
