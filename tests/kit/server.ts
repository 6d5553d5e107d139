import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { startEmbedded } from "#db/embedded.ts";
import { migrate } from "#db/migrate.ts";
import { createDatabase } from "#db/pool.ts";
import { fillDemo } from "#demo/fill.ts";
import { loadReferentiels } from "#referentiel/load.ts";
import { root } from "#root.ts";

declare module "vitest" {
  interface ProvidedContext {
    server: { connection: pg.ClientConfig; template: string };
  }
}

/** The day of every journey: a Monday. */
export const NOW = new Date("2026-11-23T09:00:00Z");

const TEMPLATE = `passerelle_modele_${process.pid}`;

/** One server for the run (ours, or DATABASE_URL's), and a migrated, filled database that each test file copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "passerelle-tests-"));
  // as root the server runs under another account, which must be able to walk through
  chmodSync(folder, 0o711);
  const server = process.env.DATABASE_URL ? null : await startEmbedded({ folder, durable: false });
  const given = server ? server.connection("postgres") : { connectionString: process.env.DATABASE_URL };
  const at = (database: string): pg.ClientConfig =>
    server
      ? server.connection(database)
      : { connectionString: withDatabase(process.env.DATABASE_URL ?? "", database) };
  const admin = new pg.Client(given);
  await admin.connect();
  await admin.query(`create database ${TEMPLATE} template template0`);
  await migrate(at(TEMPLATE), join(root, "src/db/migrations"));
  const db = createDatabase({ connection: at(TEMPLATE), max: 2 });
  await fillDemo(db, { referentiels: loadReferentiels(join(root, "referentiels")), now: NOW });
  await db.destroy();
  project.provide("server", { connection: at("postgres"), template: TEMPLATE });
  return async () => {
    await admin.query(`drop database if exists ${TEMPLATE} with (force)`);
    await admin.end();
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

export function withDatabase(url: string, database: string): string {
  const address = new URL(url);
  address.pathname = `/${database}`;
  return address.toString();
}
