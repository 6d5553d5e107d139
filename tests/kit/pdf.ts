import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getDocument, VerbosityLevel } from "pdfjs-dist/legacy/build/pdf.mjs";

export type DrawnField = {
  subtype: string;
  fieldName?: string;
  fieldType: string;
  fieldValue: string;
  checkBox: boolean;
  multiLine: boolean;
  readOnly: boolean;
  alternativeText: string;
  url?: string;
};

type StructNode = { role?: string; children?: StructNode[] };
const rolesOf = (node: StructNode | null): string[] => [
  ...(node?.role ? [node.role] : []),
  ...(node?.children ?? []).flatMap(rolesOf),
];

/** What a reader finds in a file, by pdf.js: the text of each page, its annotations, its structure, what it says of itself. */
export async function readPdf(pdf: Uint8Array | ArrayBuffer) {
  const task = getDocument({ data: new Uint8Array(pdf.slice(0)), verbosity: VerbosityLevel.ERRORS });
  const file = await task.promise;
  const pages = await Promise.all(Array.from({ length: file.numPages }, (_, i) => file.getPage(i + 1)));
  const texts = await Promise.all(
    pages.map(async (page) =>
      (await page.getTextContent()).items
        .map((item) => ("str" in item ? item.str : ""))
        .join(" ")
        .replace(/\s+/g, " "),
    ),
  );
  const annotations = (await Promise.all(pages.map((page) => page.getAnnotations()))).flat() as DrawnField[];
  const trees = await Promise.all(pages.map((page) => page.getStructTree()));
  const { Title: title, Language: language } = (await file.getMetadata()).info as Record<string, string>;
  const found = {
    pages: file.numPages,
    texts,
    text: texts.join(" "),
    /** every annotation: fields to complete, links */
    fields: annotations,
    rolesByPage: trees.map((tree) => rolesOf(tree as StructNode)),
    roles: trees.flatMap((tree) => rolesOf(tree as StructNode)),
    // typed as an object by pdf.js, given as a map
    marked: ((await file.getMarkInfo()) as unknown as Map<string, boolean> | null)?.get("Marked"),
    title,
    language,
  };
  await task.destroy();
  return found;
}

/**
 * What `qpdf --check` says against these files, when it is on this machine.
 * @returns one line a file it finds wrong; null where it is not installed
 */
export function qpdfCheck(files: Record<string, Uint8Array>): string[] | null {
  if (spawnSync("qpdf", ["--version"]).status !== 0) return null;
  const folder = mkdtempSync(join(tmpdir(), "passerelle-pdf-"));
  try {
    return Object.entries(files).flatMap(([name, bytes]) => {
      const path = join(folder, "one.pdf");
      writeFileSync(path, bytes);
      const { status, stderr } = spawnSync("qpdf", ["--check", path], { encoding: "utf8" });
      return status === 0 ? [] : [`${name}: ${stderr.trim()}`];
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
