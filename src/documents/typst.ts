import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import type { Fields } from "#documents/fields.ts";
import { packageRoot } from "#documents/paths.ts";

/** A document to make: a template of `src/documents`, the JSON it reads, the fields left to complete. */
export type DocumentJob = {
  template: string;
  data: unknown;
  fields: Fields;
  /** pictures the template reads with `image("images/<name>")`: PNG, JPEG or SVG by their name's end */
  images?: Record<string, Uint8Array>;
};

/** What the worker sends back for the job of that id. */
export type Answer = { id: number; bytes: Uint8Array<ArrayBuffer> } | { id: number; failure: string };

export type Compiler = {
  /**
   * The document as a tagged PDF. One is made at a time, in the order asked. Rejects when the template fails,
   * when the worker dies on it, or when it takes longer than the limit; the following ones are then made all the same.
   */
  compile: (job: DocumentJob) => Promise<Uint8Array<ArrayBuffer>>;
  /** Ends the worker; what was asked and not yet made is rejected. A later `compile` starts a new worker. */
  stop: () => Promise<void>;
};

type Request = {
  id: number;
  job: DocumentJob;
  resolve: (bytes: Uint8Array<ArrayBuffer>) => void;
  reject: (error: Error) => void;
};

/**
 * A compiler on one worker thread, started at the first document and again after it died. An idle worker does not keep
 * the process alive. `limit`: milliseconds after which a document is given up.
 */
export function createCompiler(worker: URL, limit = 60_000): Compiler {
  let thread: Worker | undefined;
  let running: Request | undefined;
  let timer: NodeJS.Timeout | undefined;
  let lastId = 0;
  const waiting: Request[] = [];

  const start = (): Worker => {
    const started = new Worker(worker, { execArgv: [] });
    started.on("message", (answer: Answer) => {
      if (answer.id === running?.id) settle((request) => give(request, answer));
    });
    const lost = (error: Error) => {
      if (thread !== started) return;
      thread = undefined;
      settle((request) => request.reject(error));
    };
    started.on("error", lost);
    started.on("exit", (code) => lost(new Error(`the document worker ended with code ${code}`)));
    return started;
  };

  const settle = (end: (request: Request) => void): void => {
    clearTimeout(timer);
    const request = running;
    running = undefined;
    if (request) end(request);
    next();
  };

  const next = (): void => {
    if (running) return;
    running = waiting.shift();
    if (!running) {
      thread?.unref();
      return;
    }
    thread ??= start();
    thread.ref();
    timer = setTimeout(() => abandon(new Error(`a document took more than ${limit} ms`)), limit);
    thread.postMessage({ id: running.id, job: running.job });
  };

  const abandon = (error: Error): Promise<unknown> => {
    const ended = thread?.terminate();
    thread = undefined;
    settle((request) => request.reject(error));
    return Promise.resolve(ended);
  };

  return {
    compile: (job) =>
      new Promise((resolve, reject) => {
        waiting.push({ id: ++lastId, job, resolve, reject });
        next();
      }),
    stop: async () => {
      const error = new Error("the document worker was stopped");
      for (const request of waiting.splice(0)) request.reject(error);
      await abandon(error);
    },
  };
}

const give = (request: Request, answer: Answer): void =>
  "bytes" in answer ? request.resolve(answer.bytes) : request.reject(new Error(answer.failure));

// from the sources Node reads the .ts beside this file; the bundle has its own entry, wherever this chunk lies
const workerUrl = import.meta.url.endsWith(".ts")
  ? new URL("./typst-worker.ts", import.meta.url)
  : pathToFileURL(join(packageRoot, "dist/server/typst-worker.js"));

/** A compiler of documents, on a thread of its own. */
export const createDocuments = (): Compiler => createCompiler(workerUrl);

/** The application's compiler: what somebody waits for. */
export const documents: Compiler = createDocuments();
