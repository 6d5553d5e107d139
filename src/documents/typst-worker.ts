import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parentPort } from "node:worker_threads";
import { deflateSync } from "node:zlib";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import type { FieldFont } from "#documents/field-font.ts";
import { completeFields } from "#documents/fields.ts";
import { fontFolder, templateFolder } from "#documents/paths.ts";
import { safeValue } from "#documents/safe-text.ts";
import { readTrueType } from "#documents/true-type.ts";
import type { Answer, DocumentJob } from "#documents/typst.ts";

/** The worker thread: Typst is synchronous, so it never runs in the thread that answers requests. */

const fonts = readdirSync(fontFolder)
  .filter((file) => file.endsWith(".ttf"))
  .map((file) => {
    const bytes = readFileSync(join(fontFolder, file));
    return { file, bytes, metrics: readTrueType(bytes) };
  });
const regular = fonts.find(({ file }) => file === "Figtree-Regular.ttf")!;
const fieldFont: FieldFont = {
  name: "Figtree-Regular",
  metrics: regular.metrics,
  length: regular.bytes.length,
  deflated: deflateSync(regular.bytes),
};
const metrics = fonts.map((font) => font.metrics);
const compiler = NodeCompiler.create({
  workspace: templateFolder,
  fontArgs: [{ fontBlobs: fonts.map((font) => font.bytes) }],
});

function typeset({ template, data, fields, images = {} }: DocumentJob): Uint8Array {
  const json = (value: unknown) => JSON.stringify(safeValue(value, metrics));
  for (const [name, bytes] of Object.entries(images))
    compiler.mapShadow(join(templateFolder, "images", name), Buffer.from(bytes));
  const compiled = compiler.compile({
    mainFilePath: join(templateFolder, template),
    inputs: { donnees: json(data), champs: json(fields) },
  });
  const error = compiled.takeError();
  if (error) throw new Error(`${template}: ${JSON.stringify(compiler.fetchDiagnostics(error))}`);
  // ua-1 refuses rather than give an untagged file: never fall back to a file without it
  return compiler.pdf(compiled.result!, { pdfStandard: "ua-1" });
}

async function make(job: DocumentJob): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await completeFields(typeset(job), job.fields, fieldFont));
  } finally {
    compiler.resetShadow();
    // kept for a few documents, it grew to a gigabyte in a dozen classes, and made none faster
    compiler.evictCache(0);
  }
}

/** Typst's errors carry their text in `code`, with an empty message. */
const reason = (error: unknown): string =>
  error instanceof Error ? error.message || String((error as { code?: unknown }).code) : String(error);

parentPort!.on("message", async ({ id, job }: { id: number; job: DocumentJob }) => {
  try {
    const bytes = await make(job);
    parentPort!.postMessage({ id, bytes } satisfies Answer, [bytes.buffer]);
  } catch (error) {
    parentPort!.postMessage({ id, failure: reason(error) } satisfies Answer);
  }
});
