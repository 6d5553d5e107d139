import { type ChildProcess, fork } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbedded } from "#db/embedded.ts";
import { migrate } from "#db/migrate.ts";
import { createDatabase } from "#db/pool.ts";
import { fillDemo } from "#demo/fill.ts";
import { loadReferentiels } from "#referentiel/load.ts";
import { root } from "#root.ts";

export const freePort = () =>
  new Promise<number>((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });

/** A PostgreSQL of its own with the demonstration school, and the built application started on it as often as asked. */
export async function openHouse() {
  const folder = mkdtempSync(join(tmpdir(), "passerelle-bench-"));
  chmodSync(folder, 0o711);
  const server = await startEmbedded({ folder });
  const connection = server.connection("passerelle");
  await migrate(connection, join(root, "src/db/migrations"));
  const db = createDatabase({ connection, max: 2 });
  await fillDemo(db, { referentiels: loadReferentiels(join(root, "referentiels")), now: new Date() });
  await db.destroy();

  const record = join(folder, "statements.jsonl");
  const url = `postgres://localhost/passerelle?host=${encodeURIComponent(connection.host)}&port=${connection.port}&user=${connection.user}`;

  const startApplication = async (recording = false): Promise<{ address: string; child: ChildProcess }> => {
    const port = await freePort();
    const address = `http://127.0.0.1:${port}`;
    writeFileSync(record, "");
    const child = fork(join(root, "dist/server/main.js"), {
      execArgv: recording ? ["--import", join(root, "bench/record.ts")] : [],
      env: {
        ...process.env,
        DATABASE_URL: url,
        PORT: String(port),
        LOG_LEVEL: "error",
        BENCH_RECORD: record,
        PASSERELLE_DONNEES: folder,
        PASSERELLE_DEMO: "1",
      },
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    for (let i = 0; i < 200; i++) {
      const up = await fetch(`${address}/healthz`).catch(() => null);
      if (up?.ok) return { address, child };
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error("the application did not start");
  };

  const stop = (child: ChildProcess) =>
    new Promise((resolve) => {
      child.once("exit", resolve);
      child.kill("SIGTERM");
    });

  const close = async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { folder, server, connection, record, startApplication, stop, close };
}

export const median = (numbers: readonly number[]) => quantile(numbers, 0.5);

/** The value below which this share of the numbers lies; 0 of none. */
export const quantile = (numbers: readonly number[], share: number) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? 0;
};
