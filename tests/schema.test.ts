import { readFileSync } from "node:fs";
import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { asSchool, RUNTIME_ROLE } from "#db/pool.ts";
import { createWorld, type World } from "./kit/world.ts";

/** Tables reached before a school is known: no tenant, and no tenant policy. */
const GLOBAL = ["identite", "identifiant", "session", "lien", "tentative"];
const MIGRATIONS = ["kysely_migration", "kysely_migration_lock"];

let world: World;
let tenant: string[];
beforeAll(async () => {
  world = await createWorld();
  const { rows } = await world.owner.query(
    "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1",
  );
  tenant = rows.map((row) => row.relname).filter((name) => ![...GLOBAL, ...MIGRATIONS].includes(name));
});

test("every tenant table is enabled and forced, with one policy for the school and one for the owner", async () => {
  const { rows } = await world.owner.query(
    `
    select c.relname, c.relrowsecurity and c.relforcerowsecurity as forced,
      (select count(*)::int from pg_policy p where p.polrelid = c.oid
        and p.polqual is not null and p.polwithcheck is not null) as policies
    from pg_class c where c.relname = any($1) and c.relnamespace = 'public'::regnamespace`,
    [tenant],
  );
  expect(rows.length).toBeGreaterThan(25);
  expect(rows.filter((row) => !row.forced || row.policies !== 2)).toEqual([]);
});

test("tenant keys begin with the school, and every reference between tenant tables carries it", async () => {
  const { rows } = await world.owner.query(
    `
    select conrelid::regclass::text as tbl, conname,
      (select attname from pg_attribute where attrelid = conrelid and attnum = conkey[1]) as first
    from pg_constraint where connamespace = 'public'::regnamespace and contype in ('p', 'f')
      and conrelid::regclass::text = any($1) and conrelid::regclass::text <> 'etablissement'
      and (contype = 'p' or confrelid::regclass::text <> all($2))`,
    [tenant, GLOBAL],
  );
  expect(rows.length).toBeGreaterThan(60);
  expect(rows.filter((row) => row.first !== "etablissement_id")).toEqual([]);
});

test("the runtime role owns nothing, is no superuser and cannot bypass row level security; no view ignores it", async () => {
  const { rows: roles } = await world.owner.query(
    "select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb as strong from pg_roles where rolname = $1",
    [RUNTIME_ROLE],
  );
  expect(roles).toEqual([{ strong: false }]);
  const { rows: owned } = await world.owner.query(
    "select relname from pg_class where relowner = $1::regrole and relnamespace = 'public'::regnamespace",
    [RUNTIME_ROLE],
  );
  expect(owned).toEqual([]);
  const { rows: views } = await world.owner.query(
    "select relname from pg_class where relkind = 'v' and relnamespace = 'public'::regnamespace and not coalesce(reloptions @> '{security_invoker=true}', false)",
  );
  expect(views).toEqual([]);
  const { rows: me } = await sql<{ current_user: string }>`select current_user`.execute(world.db);
  expect(me[0]?.current_user).toBe(RUNTIME_ROLE);
});

test("row level security alone: without any filter of ours, one school sees none of the other's rows", async () => {
  const { rows: schools } = await world.owner.query("select id from etablissement order by uai");
  const [first, second] = schools.map((row) => row.id as string);
  for (const table of tenant) {
    const column = table === "etablissement" ? "id" : "etablissement_id";
    const seen = await asSchool(world.db, second ?? "", (tx) =>
      tx
        .selectFrom(table as "classe")
        .select((eb) => eb.fn.countAll<number>().as("n"))
        .where(column as "etablissement_id", "=", first ?? "")
        .executeTakeFirstOrThrow(),
    );
    expect([table, seen.n]).toEqual([table, 0]);
  }
  const unset = await world.db.selectFrom("apprenant").select("id").execute();
  expect(unset).toEqual([]);
});

test("tables.ts says what the database holds: every table and column, nothing more", async () => {
  const source = readFileSync(new URL("../src/db/tables.ts", import.meta.url), "utf8");
  const types = new Map([...source.matchAll(/^type (\w+) = \{\n([\s\S]*?)^\};/gm)].map((m) => [m[1], m[2]]));
  const listed = [
    ...(source.split("export type Tables = {")[1] ?? "").matchAll(/^ {2}(\w+): (\w+);/gm),
  ].flatMap((m) =>
    [...(types.get(m[2]) ?? "").matchAll(/^ {2}(\w+):/gm)].map((column) => `${m[1]}.${column[1]}`),
  );
  const { rows } = await world.owner.query(
    "select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'public' and table_name <> all($1)",
    [MIGRATIONS],
  );
  expect(listed.sort()).toEqual(rows.map((row) => row.name as string).sort());
});
