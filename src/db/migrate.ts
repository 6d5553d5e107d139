import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Kysely, PostgresDialect, sql } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import pg from "pg";
import { RUNTIME_ROLE } from "#db/pool.ts";

/** The numbered .sql files of a folder, each run whole in one transaction. */
async function migrations(folder: string): Promise<Record<string, Migration>> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(".sql")).sort();
  const entries = files.map(async (file): Promise<[string, Migration]> => {
    const text = await readFile(join(folder, file), "utf8");
    return [file.replace(/\.sql$/, ""), { up: async (db) => void (await sql.raw(text).execute(db)) }];
  });
  return Object.fromEntries(await Promise.all(entries));
}

/**
 * Brings a database to the latest migration, as its owner. Safe to run twice and from two processes (advisory lock).
 * @returns the names of the migrations applied
 * @throws the error of the migration that failed, its transaction undone
 */
export async function migrate(connection: pg.ClientConfig, folder: string): Promise<string[]> {
  const pool = new pg.Pool({ ...connection, max: 2, application_name: "passerelle-migrations" });
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    await ensureRuntimeRole(db).catch(explainRole);
    const migrator = new Migrator({ db, provider: { getMigrations: () => migrations(folder) } });
    const { error, results } = await migrator.migrateToLatest();
    if (error) throw error;
    return (results ?? []).filter((r) => r.status === "Success").map((r) => r.migrationName);
  } finally {
    await db.destroy();
  }
}

/** A plain owner may not create roles: say what the server's administrator runs once. */
function explainRole(error: unknown): never {
  if ((error as { code?: string }).code !== "42501") throw error;
  throw new Error(
    `Le compte de DATABASE_URL ne peut pas créer le rôle ${RUNTIME_ROLE}, sous lequel l’application isole les établissements. Faites exécuter une fois, par l’administrateur du serveur PostgreSQL : create role ${RUNTIME_ROLE} nologin; grant ${RUNTIME_ROLE} to <ce compte>;`,
    { cause: error },
  );
}

/** Roles belong to the whole server: two databases created at once must not trip over each other. */
async function ensureRuntimeRole(db: Kysely<unknown>) {
  await sql
    .raw(`do $$ begin
      if not exists (select from pg_roles where rolname = '${RUNTIME_ROLE}') then
        begin create role ${RUNTIME_ROLE} nologin nosuperuser nobypassrls;
        exception when duplicate_object or unique_violation then null; end;
      end if;
      if not pg_has_role(current_user, '${RUNTIME_ROLE}', 'member') then
        grant ${RUNTIME_ROLE} to current_user;
      end if;
    end $$`)
    .execute(db);
}
