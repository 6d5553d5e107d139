import { beforeAll, beforeEach, expect, test } from "vitest";
import { sceauDuJournal } from "#conservation/jobs.ts";
import { verifierJournaux } from "#conservation/sceau/journaux.ts";
import { createRunner, type Job } from "#jobs/runner.ts";
import { createWorld, type World } from "../../../tests/kit/world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
beforeEach(() => world.owner.query("delete from travail"));

const query = async <R = Record<string, never>>(text: string, values: unknown[] = []): Promise<R[]> =>
  (await world.owner.query(text, values)).rows;
const night = (...jobs: Job[]) => createRunner(world.deps, jobs).round();
const at = (instant: string) => world.setNow(new Date(instant));

test("the journal's seal: the lines of the last hour wait, the chain is checked, a line changed is found", async () => {
  at("2026-12-24T10:00:00Z");
  const line = (le: string) =>
    query(
      'insert into journal (etablissement_id, le, acte, details) select id, $1, \'essai\', \'{"b": 1, "a": [{"d": null, "c": "é"}]}\' from etablissement where uai = \'0760001N\'',
      [le],
    );
  await line("2026-12-24T08:00:00Z");
  await line("2026-12-24T09:30:00Z");
  await night(sceauDuJournal);
  const first = await verifierJournaux(world.db);
  expect(first.intact).toBe(true);
  expect(first.lines.find((one) => one.includes("Trois-Rivières"))).toMatch(
    /intact, \d+\slignes? sous 1\ssceau, 1 en attente/,
  );
  // nothing new: no seal; then the night after
  await query("delete from travail");
  await night(sceauDuJournal);
  expect(
    await query(
      "select 1 from sceau s join etablissement e on e.id = s.etablissement_id where uai = '0760001N'",
    ),
  ).toHaveLength(1);
  at("2026-12-25T10:00:00Z");
  await night(sceauDuJournal);
  const second = await verifierJournaux(world.db);
  expect(second.lines.find((one) => one.includes("Trois-Rivières"))).toMatch(/sous 2\ssceaux, 0 en attente/);

  const tampered = async (change: string, back: string) => {
    await query(change);
    const { intact, lines } = await verifierJournaux(world.db);
    await query(back);
    return [intact, lines.filter((one) => one.includes("ROMPU")).length];
  };
  const lines = "journal where acte = 'essai'";
  expect(
    await tampered(
      "update journal set details = '{\"a\": 2}' where acte = 'essai'",
      'update journal set details = \'{"b": 1, "a": [{"d": null, "c": "é"}]}\' where acte = \'essai\'',
    ),
  ).toEqual([false, 1]);
  expect(
    await tampered(
      `create table tenu as select * from ${lines}; delete from ${lines}`,
      "insert into journal overriding system value select * from tenu; drop table tenu",
    ),
  ).toEqual([false, 1]);
  expect(
    await tampered(
      "update sceau set le = le, empreinte = sha256('x') where jusqu_a = (select min(jusqu_a) from sceau)",
      "select 1",
    ),
  ).toEqual([false, 1]);
});

test("the application itself can neither rewrite a seal nor the journal", async () => {
  for (const text of [
    "update sceau set le = le",
    "delete from sceau",
    "update journal set acte = 'x'",
    "delete from journal",
  ])
    await expect(
      world.db.executeQuery({ sql: text, parameters: [], query: {} as never, queryId: {} as never }),
    ).rejects.toThrow(/permission denied/);
});
