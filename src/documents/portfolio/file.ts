import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { packageRoot } from "#documents/paths.ts";
import type { Block, Pictures } from "#documents/portfolio/blocks.ts";
import { typstData } from "#documents/portfolio/to-typst.ts";
import { createCompiler, documents } from "#documents/typst.ts";
import { fileName } from "#files/download.ts";
import { fullName } from "#kernel/french.ts";

export type Format = "docx" | "odt" | "pdf";

export const MEDIA_TYPES: Readonly<Record<Format, string>> = {
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  odt: "application/vnd.oasis.opendocument.text",
  pdf: "application/pdf",
};

// from the sources Node reads the .ts beside this file; the bundle has its own entry, wherever this chunk lies
const workerUrl = import.meta.url.endsWith(".ts")
  ? new URL("./office-worker.ts", import.meta.url)
  : pathToFileURL(join(packageRoot, "dist/server/office-worker.js"));

/** The thread of DOCX and ODT, apart from Typst's: a class of pré-conventions does not hold a portfolio back. */
export const office = createCompiler(workerUrl);

/** The portfolio as a file of this format, made off the main thread; the same blocks give the same DOCX and ODT. */
export const portfolioFile = (
  format: Format,
  blocks: readonly Block[],
  pictures: Pictures,
): Promise<Uint8Array<ArrayBuffer>> =>
  format === "pdf"
    ? documents.compile({
        template: "portfolio/portfolio.typ",
        data: typstData(blocks),
        fields: {},
        images: pictures,
      })
    : office.compile({ template: format, data: blocks, fields: {}, images: pictures });

/** « Portfolio-PFMP 3-Aline Accardo.docx » (S-56) */
export const portfolioFileName = (
  periode: string,
  apprenant: { nom: string; prenom: string },
  format: Format,
): string => fileName(`Portfolio-${periode}-${fullName(apprenant)}`, format);
