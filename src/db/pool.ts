import { createHash } from "node:crypto";
import { Kysely, PostgresDialect, sql, type Transaction } from "kysely";
import pg from "pg";
import type { Tables } from "#db/tables.ts";

/** A transaction in which PostgreSQL shows one school's rows only (row level security). Stores take nothing else. */
export type SchoolTx = Transaction<Tables> & { readonly __school: unique symbol };
/** Outside any school: identities, sessions, links. Only comptes/ and the jobs hold one. */
export type Database = Kysely<Tables>;

/** The role that owns nothing and cannot bypass row level security; every request runs as it. */
export const RUNTIME_ROLE = "passerelle_application";

// civil dates stay text ("2026-11-23"); counts are numbers
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/**
 * A client that gives each parametrised text a name, so that PostgreSQL plans it once per connection:
 * halves the CPU of hot queries. Bounded, because a text built from a list would be named for ever.
 */
class NamedClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    // lent out, a connection has no listener of the pool: lost then, it would end the process. Its queries fail anyway
    this.on("error", () => undefined);
  }
  // biome-ignore lint/suspicious/noExplicitAny: pg.Client.query is a family of overloads; only Kysely's call is changed
  override query(...args: any[]): any {
    const [text, values] = args;
    if (typeof text === "string" && Array.isArray(values) && values.length > 0) {
      const name = statementName(text);
      if (name) return super.query({ name, text, values });
    }
    // @ts-expect-error: every other overload is passed on as it came
    return super.query(...args);
  }
}

const names = new Map<string, string>();
function statementName(text: string): string | undefined {
  const known = names.get(text);
  if (known || names.size >= 600) return known;
  const name = createHash("sha256").update(text).digest("base64url").slice(0, 40);
  names.set(text, name);
  return name;
}

export type PoolOptions = { connection: pg.ClientConfig; max?: number; onQuery?: (sql: string) => void };

/** The application's pool: every connection starts as the runtime role. */
export function createDatabase({ connection, max = 10, onQuery }: PoolOptions): Database {
  const pool = new pg.Pool({
    ...connection,
    max,
    Client: NamedClient,
    options: `-c role=${RUNTIME_ROLE} -c timezone=UTC`,
    connectionTimeoutMillis: 5_000,
    application_name: "passerelle",
  });
  // an idle connection lost (server restarted) is replaced by the pool; without a listener it would end the process
  pool.on("error", () => undefined);
  return new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    ...(onQuery ? { log: (event) => onQuery(event.query.sql) } : {}),
  });
}

/** Runs `work` in one transaction that sees and writes the rows of one school. */
export const asSchool = <T>(
  db: Database,
  etablissement: string,
  work: (tx: SchoolTx) => Promise<T>,
): Promise<T> =>
  db.transaction().execute(async (tx) => {
    await sql`select set_config('app.etablissement', ${etablissement}, true)`.execute(tx);
    return work(tx as SchoolTx);
  });
