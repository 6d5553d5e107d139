import { realpathSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "pg";
import { EmbeddedError, prepareHome } from "#db/embedded-account.ts";
import { installBinaries, removeLeftovers } from "#db/embedded-binaries.ts";
import { initialise, locate, type Place } from "#db/embedded-place.ts";
import { serve, shutDown } from "#db/embedded-server.ts";

/** The PostgreSQL that comes with the application, running on one data folder. */
export type EmbeddedServer = {
  /** What `pg` needs to reach a database of this server as its superuser. */
  connection(database: string): {
    host: string;
    port: number;
    user: string;
    database: string;
    password?: string;
  };
  folder: string;
  /** Stops the server (fast shutdown) and waits for its end. May be called twice. */
  stop(): Promise<void>;
};

/**
 * Why an advisory lock rather than a file: the server frees it at the instant its holder dies, however it dies, so it
 * is never stale, and neither a reused process number nor a second container on the same folder deceives it.
 * One application at a time holds APPLICATION; commands that run beside it share COMMAND.
 */
const LOCKS = 0x70617373;
const APPLICATION = 1;
const COMMAND = 2;

/**
 * Starts the PostgreSQL of `<folder>/postgresql`, or adopts it when it still runs after its application was killed; makes the folder
 * and the database `passerelle` the first time. If the server dies meanwhile it is started again.
 * Throws an EmbeddedError, French and to be shown as is, when the folder cannot be used or another application uses it.
 * - `durable: false` (tests only): no flush to disk.
 * - `beside: true`: for a command (backup) that may run while the application does; stops the server only if it is the last.
 */
export async function startEmbedded(options: {
  folder: string;
  durable?: boolean;
  beside?: boolean;
}): Promise<EmbeddedServer> {
  const { home, account } = prepareHome(resolve(options.folder));
  const folder = realpathSync(resolve(options.folder));
  const binaries = installBinaries(home, account);
  const place = await locate(realpathSync(home), account, binaries, options.durable ?? true);
  initialise(place);

  let client = await hold(place, options.beside ?? false);
  if (!options.beside) removeLeftovers(place.home, binaries);
  await createDatabase(client);

  let stopping: Promise<void> | undefined;
  let recovery: Promise<void> = Promise.resolve();
  const recover = async () => {
    while (!stopping) {
      try {
        client = await hold(place, options.beside ?? false);
        client.once("end", onEnd);
        return;
      } catch {
        await sleep(1000); // disk full, no memory: the application answers 503 and this goes on trying
      }
    }
  };
  const onEnd = () => {
    if (!stopping) recovery = recover();
  };
  client.once("end", onEnd);

  const stop = async () => {
    await recovery;
    if (!options.beside || (await isLast(client))) await shutDown(place);
    await client.end().catch(() => {});
  };
  return {
    folder,
    connection: (database) => ({ ...place.access, database }),
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
}

/** A connection that holds the lock of the data folder, to a server that is then running. */
async function hold(place: Place, beside: boolean): Promise<Client> {
  for (;;) {
    const client = await serve(place);
    let lost = false;
    client.once("end", () => {
      lost = true;
    });
    try {
      if (await lock(client, beside)) return client;
    } catch (error) {
      if (!lost) await client.end();
      // the server was being stopped by an application that ends: the next turn starts it again
      if (lost || (error as { code?: string }).code === "57P01") continue;
      throw error;
    }
    await client.end();
    throw new EmbeddedError(
      `Passerelle est déjà ouverte sur le dossier de données « ${place.home} ». Fermez l’autre, ou indiquez un autre dossier par la variable PASSERELLE_DONNEES.`,
    );
  }
}

/** Waits a little: the server may need an instant to notice that the last holder was killed. */
async function lock(client: Client, beside: boolean): Promise<boolean> {
  const take = beside
    ? `select pg_try_advisory_lock_shared(${LOCKS}, ${COMMAND}) as held`
    : `select pg_try_advisory_lock(${LOCKS}, ${APPLICATION}) as held`;
  for (let attempt = 0; attempt < 20; attempt++) {
    if ((await client.query<{ held: boolean }>(take)).rows[0]?.held) return true;
    await sleep(100);
  }
  return false;
}

/** Whether neither the application nor another command uses the server any more. */
async function isLast(client: Client): Promise<boolean> {
  try {
    await client.query(`select pg_advisory_unlock_shared(${LOCKS}, ${COMMAND})`);
    const { rows } = await client.query<{ held: boolean }>(
      `select pg_try_advisory_lock(${LOCKS}, ${APPLICATION}) and pg_try_advisory_lock(${LOCKS}, ${COMMAND}) as held`,
    );
    return rows[0]?.held ?? false;
  } catch {
    return false; // the server is gone already
  }
}

async function createDatabase(client: Client): Promise<void> {
  const { rowCount } = await client.query("select from pg_database where datname = 'passerelle'");
  if (rowCount !== 0) return;
  try {
    await client.query("create database passerelle");
  } catch (error) {
    const madeMeanwhile = ["42P04", "23505"].includes((error as { code?: string }).code ?? "");
    if (!madeMeanwhile) throw error;
  }
}

/**
 * Where the data lies: PASSERELLE_DONNEES, else /var/lib/passerelle as root, else the user's data folder.
 * `env` is the process's environment.
 */
export function defaultDataFolder(env: NodeJS.ProcessEnv): string {
  if (env.PASSERELLE_DONNEES) return resolve(env.PASSERELLE_DONNEES);
  if (process.getuid?.() === 0) return "/var/lib/passerelle";
  const user = env.HOME || homedir();
  if (process.platform === "darwin") return join(user, "Library", "Application Support", "Passerelle");
  if (process.platform === "win32")
    return join(env.LOCALAPPDATA || join(user, "AppData", "Local"), "Passerelle");
  const data =
    env.XDG_DATA_HOME && isAbsolute(env.XDG_DATA_HOME) ? env.XDG_DATA_HOME : join(user, ".local", "share");
  return join(data, "passerelle");
}
