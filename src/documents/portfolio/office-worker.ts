import { parentPort } from "node:worker_threads";
import type { Block } from "#documents/portfolio/blocks.ts";
import { toDocx } from "#documents/portfolio/docx.ts";
import { toOdt } from "#documents/portfolio/odt.ts";
import type { Answer, DocumentJob } from "#documents/typst.ts";

/** The worker thread of the files to edit: half a second of a full DOCX would be half a second of everybody's time. */
parentPort!.on("message", async ({ id, job }: { id: number; job: DocumentJob }) => {
  try {
    const blocks = job.data as Block[];
    const pictures = job.images ?? {};
    const bytes = job.template === "docx" ? await toDocx(blocks, pictures) : toOdt(blocks, pictures);
    parentPort!.postMessage({ id, bytes } satisfies Answer, [bytes.buffer]);
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error);
    parentPort!.postMessage({ id, failure } satisfies Answer);
  }
});
