import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { root } from "#root.ts";

/** Pixels as the decoder gives them: four bytes each, from the top left. */
export type Pixels = { width: number; height: number; data: Uint8Array };
export type HeicAsked = { bytes: Uint8Array; pixelsMax: number };

const worker = import.meta.url.endsWith(".ts")
  ? new URL("./heic-worker.ts", import.meta.url)
  : pathToFileURL(join(root, "dist/server/heic-worker.js"));

/**
 * The photo of an iPhone: a WebAssembly decoder in a thread of its own, thrown away after each photo, so that neither
 * its seconds nor its memory are anybody else's. Rejects when the file is not one, is larger than `pixelsMax`, or takes
 * longer than `limite` milliseconds.
 */
export async function decodeHeic(bytes: Uint8Array, pixelsMax: number, limite = 30_000): Promise<Pixels> {
  const thread = new Worker(worker, {
    workerData: { bytes, pixelsMax },
    execArgv: [],
    stdout: true,
    stderr: true,
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<Pixels>((resolve, reject) => {
      timer = setTimeout(() => reject(new Error("the photo took too long")), limite);
      thread.once("message", resolve);
      thread.once("error", reject);
      thread.once("exit", () => reject(new Error("the decoder stopped")));
    });
  } finally {
    clearTimeout(timer);
    await thread.terminate();
  }
}
