import type pg from "pg";
import { startEmbedded } from "#db/embedded.ts";
import { migrate } from "#db/migrate.ts";
import { createDatabase, type Database } from "#db/pool.ts";

export type OpenStore = { db: Database; close: () => Promise<void>; applied: string[] };

type Where = {
  databaseUrl: string | null;
  ownerDatabaseUrl: string | null;
  dataFolder: string;
  migrations: string;
  /** a command that may run while the application does */
  beside?: boolean;
};

/**
 * The database of the configuration: the one given by DATABASE_URL, else our own server on the data folder.
 * Migrated as its owner, then used as the runtime role.
 */
export async function openStore(where: Where): Promise<OpenStore> {
  const server = where.databaseUrl
    ? null
    : await startEmbedded({ folder: where.dataFolder, beside: where.beside ?? false });
  const connection: pg.ClientConfig = server
    ? server.connection("passerelle")
    : { connectionString: where.databaseUrl ?? "" };
  const owner: pg.ClientConfig = where.ownerDatabaseUrl
    ? { connectionString: where.ownerDatabaseUrl }
    : connection;
  try {
    const applied = await migrate(owner, where.migrations);
    const db = createDatabase({ connection });
    return {
      db,
      applied,
      close: async () => {
        await db.destroy();
        await server?.stop();
      },
    };
  } catch (error) {
    await server?.stop();
    throw error;
  }
}
