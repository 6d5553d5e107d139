import { randomBytes } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Hono } from "hono";
import pg from "pg";
import { pino } from "pino";
import { afterAll, afterEach, expect, inject } from "vitest";
import { createApplication } from "#application.ts";
import { openSession, sessions } from "#comptes/sessions.ts";
import { readConfig } from "#config.ts";
import { type ReadLetter, readOutbox } from "#courriels/outbox.ts";
import { createPostman } from "#courriels/postman.ts";
import { createDatabase, type Database } from "#db/pool.ts";
import { openFiles } from "#files/files.ts";
import { createGeographie } from "#geographie/geographie.ts";
import { letterWriters } from "#letters.ts";
import { loadLivres } from "#referentiel/load.ts";
import { root } from "#root.ts";
import { readAssets } from "#ui/assets.ts";
import type { Deps, Env } from "#web/deps.ts";
import { Client } from "./client.ts";
import { NOW, withDatabase } from "./server.ts";

export type World = {
  app: Hono<Env>;
  deps: Deps;
  db: Database;
  /** the owner's eyes: sees every school's rows, for assertions only */
  owner: pg.Client;
  /** sends what waits, then every mail sent so far, oldest first; those to one address when it is given */
  mails: (to?: string) => Promise<ReadLetter[]>;
  /** moves the clock; the day is 2026-11-23 until then */
  setNow: (instant: Date) => void;
  /** statements run since the last call, BEGIN, SET and COMMIT apart */
  statements: () => string[];
  /** a browser without JavaScript, not signed in */
  visitor: () => Client;
  /** the same, signed in with a demonstration account ("enseignant@lycee-demo.test") */
  as: (courriel: string) => Promise<Client>;
  /** the tuteur de stage invited for a dossier, in his space as the link of his mail opens it */
  asTutor: (dossier: string) => Promise<Client>;
};

const geographie = createGeographie();
const livres = loadLivres(join(root, "referentiels"));
let number = 0;

/**
 * A whole application on its own copy of the demonstration's database, thrown away after the file.
 * Any logged error fails the test during which it was logged.
 */
export async function createWorld(): Promise<World> {
  const { connection, template } = inject("server");
  const admin = new pg.Client(connection);
  await admin.connect();
  const database = `passerelle_test_${process.pid}_${process.env.VITEST_WORKER_ID ?? 0}_${++number}_${Date.now()}`;
  await copy(admin, database, template);
  const own: pg.ClientConfig = connection.connectionString
    ? { connectionString: withDatabase(connection.connectionString, database) }
    : { ...connection, database };
  const seen: string[] = [];
  const db = createDatabase({ connection: own, max: 6, onQuery: (sql) => seen.push(sql) });
  const owner = new pg.Client(own);
  await owner.connect();
  const logged: string[] = [];
  const log = pino({ level: "error", base: null }, { write: (line: string) => void logged.push(line) });
  const folder = mkdtempSync(join(tmpdir(), "passerelle-monde-"));
  let now = NOW;
  const config = readConfig({ PASSERELLE_DEMO: "1", PASSERELLE_DONNEES: folder });
  if (!config.ok) throw new Error(config.problems.join());
  const deps: Deps = {
    db,
    config: config.value,
    clock: () => now,
    randomBytes,
    log,
    sessions,
    referentiels: livres.referentiels,
    livres,
    assets: readAssets(join(root, "dist/client")),
    origin: "http://localhost",
    annuaireOfficiel: null,
    geographie,
    geocodeur: null,
    fondDeCarte: null,
    mailWaiting: () => undefined,
    tirageWaiting: () => undefined,
    files: openFiles(folder, null),
    mailFolder: join(folder, "courriels"),
    staticFolder: join(root, "dist/client"),
  };
  const app = createApplication(deps);
  const postman = createPostman(deps, letterWriters);
  afterEach(() => expect(logged.splice(0), "errors logged").toEqual([]));
  afterAll(async () => {
    await db.destroy();
    await owner.end();
    await admin.query(`drop database if exists ${database} with (force)`);
    await admin.end();
    await rm(folder, { recursive: true, force: true });
  });
  return {
    app,
    deps,
    db,
    owner,
    mails: async (to) => {
      await postman.deliver();
      const letters = await readOutbox(deps.mailFolder);
      return letters.reverse().filter((letter) => to === undefined || letter.to === to);
    },
    setNow: (instant) => {
      now = instant;
    },
    statements: () =>
      seen.splice(0).filter((sql) => !/^(begin|commit|rollback|select set_config)/i.test(sql)),
    visitor: () => new Client(app),
    as: async (courriel) => {
      const client = new Client(app);
      await client.signIn(courriel);
      return client;
    },
    asTutor: async (dossier) => {
      const { rows } = await owner.query(
        "select h.* from accueil_tuteur t join habilitation h on h.id = t.tuteur_id where t.dossier_id = $1",
        [dossier],
      );
      const { id: habilitation, identite_id: identite, etablissement_id: etablissement } = rows[0];
      const token = randomBytes(32).toString("base64url");
      await openSession(db, {
        identite,
        espace: { etablissement, habilitation, role: "tuteur" },
        token,
        now,
      });
      const client = new Client(app);
      client.cookies.set("passerelle-session", token);
      return client;
    },
  };
}

/** A template is copied by one connection at a time; files run side by side wait for each other. */
async function copy(admin: pg.Client, database: string, template: string): Promise<void> {
  for (let attempt = 0; ; attempt++)
    try {
      await admin.query(`create database ${database} template ${template}`);
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== "55006" || attempt > 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
}
