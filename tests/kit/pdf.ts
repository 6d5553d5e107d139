import { getDocument, VerbosityLevel } from "pdfjs-dist/legacy/build/pdf.mjs";

type StructNode = { role?: string; children?: StructNode[] };
const roles = (node: StructNode): string[] => [
  ...(node.role ? [node.role] : []),
  ...(node.children ?? []).flatMap(roles),
];

/** What a reader finds in a PDF, by pdf.js: its words page by page, its annotations, and the structure a voice follows. */
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
  const info = (await file.getMetadata()).info as { Title?: string; Language?: string };
  const found = {
    pages: file.numPages,
    texts,
    text: texts.join(" "),
    fields: (await Promise.all(pages.map((page) => page.getAnnotations()))).flat(),
    roles: (await Promise.all(pages.map((page) => page.getStructTree()))).flatMap((tree) =>
      roles(tree as StructNode),
    ),
    // typed as an object by pdf.js, given as a map
    marked: ((await file.getMarkInfo()) as unknown as Map<string, boolean>).get("Marked"),
    title: info.Title,
    language: info.Language,
  };
  await task.destroy();
  return found;
}
