import { afterEach, describe, expect, it } from "vitest";
import { type Compiler, createCompiler, type DocumentJob, documents } from "#documents/typst.ts";

/** A worker that obeys the name of the template: it dies, hangs, fails, or answers with its own thread id. */
const obedient = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort, threadId } from "node:worker_threads";
    parentPort.on("message", ({ id, job }) => {
      if (job.template === "die") process.exit(3);
      if (job.template === "throw") setImmediate(() => { throw new Error("boum"); });
      if (job.template === "hang") for (;;);
      if (job.template === "fail") parentPort.postMessage({ id, failure: "refus" });
      if (job.template === "answer") parentPort.postMessage({ id, bytes: Uint8Array.of(threadId, job.data) });
    });`)}`,
);
const job = (template: string, data: unknown = 0): DocumentJob => ({ template, data, fields: {} });

describe("le fil qui compose les documents", () => {
  let compiler: Compiler;
  afterEach(() => compiler.stop());

  it("ne démarre qu'un fil et répond dans l'ordre demandé", async () => {
    compiler = createCompiler(obedient);
    const answers = await Promise.all([1, 2, 3].map((n) => compiler.compile(job("answer", n))));
    expect(answers.map(([, n]) => n)).toEqual([1, 2, 3]);
    expect(new Set(answers.map(([thread]) => thread)).size).toBe(1);
  });

  it("redémarre après une mort : seul le document fautif échoue", async () => {
    compiler = createCompiler(obedient);
    const results = await Promise.allSettled(
      ["answer", "die", "answer", "throw", "fail", "answer"].map((template) =>
        compiler.compile(job(template)),
      ),
    );
    expect(
      results.map((result) => (result.status === "rejected" ? result.reason.message : result.status)),
    ).toEqual([
      "fulfilled",
      "the document worker ended with code 3",
      "fulfilled",
      "boum",
      "refus",
      "fulfilled",
    ]);
  });

  it("abandonne un document interminable, fait le suivant", async () => {
    compiler = createCompiler(obedient, 300);
    const stuck = compiler.compile(job("hang"));
    const next = compiler.compile(job("answer", 7));
    await expect(stuck).rejects.toThrow("300 ms");
    expect((await next)[1]).toBe(7);
  });

  it("s'arrête proprement, refuse ce qui attendait, et sait repartir", async () => {
    compiler = createCompiler(obedient);
    const refused = Promise.allSettled([compiler.compile(job("hang")), compiler.compile(job("answer"))]);
    await compiler.stop();
    expect((await refused).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect((await compiler.compile(job("answer", 9)))[1]).toBe(9);
  });

  it("dit pourquoi un gabarit est refusé", async () => {
    compiler = documents;
    await expect(compiler.compile(job("absent.typ"))).rejects.toThrow("absent.typ");
  });
});
