import { parentPort, workerData } from "node:worker_threads";
import decode from "heic-decode";
import type { HeicAsked, Pixels } from "#files/heic.ts";

/** The worker thread of `decodeHeic`: one photo, then it ends. */
const { bytes, pixelsMax } = workerData as HeicAsked;
// the sizes are known before any pixel is unfolded
const [first] = await decode.all({ buffer: bytes });
if (!first || first.width * first.height > pixelsMax) throw new Error("no photo, or too large a one");
const { width, height, data } = await first.decode();
const pixels: Pixels = { width, height, data: new Uint8Array(data.buffer) };
parentPort?.postMessage(pixels, [data.buffer as ArrayBuffer]);
