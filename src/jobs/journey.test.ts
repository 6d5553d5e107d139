import { beforeAll, beforeEach, expect, test } from "vitest";
import { createRunner, type Job } from "#jobs/runner.ts";
import { createWorld, type World } from "../../tests/kit/world.ts";

let world: World;
let schools: string[];
let done: string[];
let told: Record<string, unknown>[];
beforeAll(async () => {
  world = await createWorld();
  const { rows } = await world.owner.query("select id from etablissement order by uai");
  schools = rows.map((row) => row.id);
});
beforeEach(async () => {
  done = [];
  told = [];
  await world.owner.query("delete from travail");
  await world.owner.query("update etablissement set fuseau = 'Europe/Paris'");
});

const job = (nom: string, heure: number, run: Job["run"] = async () => undefined): Job => ({
  nom,
  heure,
  run: async (tx, context) => {
    await run(tx, context);
    done.push(`${nom} ${context.today} ${schools.indexOf(context.etablissement)}`);
  },
});
const runner = (...jobs: Job[]) =>
  createRunner(
    { ...world.deps, log: { info: () => undefined, error: (facts) => void told.push(facts as never) } },
    jobs,
  );
const at = (instant: string) => world.setNow(new Date(instant));

test("once a civil day for each school, not before its hour, and later the same day when it was missed", async () => {
  const jobs = runner(job("nuit", 2));
  at("2026-11-23T00:30:00Z"); // 1 h 30 in Paris
  expect(await jobs.round()).toBe(0);
  at("2026-11-23T01:05:00Z");
  expect(await jobs.round()).toBe(2);
  at("2026-11-23T22:55:00Z"); // 23 h 55
  expect(await jobs.round()).toBe(0);
  at("2026-11-24T15:00:00Z"); // the night was missed
  expect(await jobs.round()).toBe(2);
  expect(done).toEqual(["nuit 2026-11-23 0", "nuit 2026-11-23 1", "nuit 2026-11-24 0", "nuit 2026-11-24 1"]);
});

test("the hour is that of the school’s own wall clock", async () => {
  await world.owner.query("update etablissement set fuseau = 'Indian/Reunion' where id = $1", [schools[0]]);
  at("2026-11-23T22:30:00Z"); // 2 h 30 the next day over there, 23 h 30 in Paris
  await runner(job("nuit", 2)).round();
  expect(done).toEqual(["nuit 2026-11-24 0", "nuit 2026-11-23 1"]);
});

test("the nights when clocks change: an hour that does not exist is made up for, one that comes twice counts once", async () => {
  const jobs = runner(job("nuit", 2));
  at("2027-03-28T00:59:00Z"); // 1 h 59, then it is 3 h
  expect(await jobs.round()).toBe(0);
  at("2027-03-28T01:00:00Z");
  expect(await jobs.round()).toBe(2);
  at("2027-10-31T00:10:00Z"); // 2 h 10, summer time
  expect(await jobs.round()).toBe(2);
  at("2027-10-31T01:10:00Z"); // 2 h 10 again, winter time
  expect(await jobs.round()).toBe(0);
});

test("what fails is undone and tried again; the other jobs and the other school do not wait for it", async () => {
  let broken = true;
  const failing = job("casse", 1, async (tx, { etablissement }) => {
    await tx.updateTable("etablissement").set({ chef: "Texte privé" }).execute();
    if (broken && etablissement === schools[0]) throw new TypeError("Texte privé");
  });
  const jobs = runner(failing, job("suite", 1));
  const before = await world.owner.query("select chef from etablissement order by uai limit 1");
  at("2026-11-25T09:00:00Z");
  expect(await jobs.round()).toBe(3);
  expect(done).toEqual(["suite 2026-11-25 0", "casse 2026-11-25 1", "suite 2026-11-25 1"]);
  expect(told).toEqual([{ etablissement: schools[0], travail: "casse", kind: "TypeError" }]);
  const chefs = await world.owner.query("select chef from etablissement order by uai");
  expect(chefs.rows).toEqual([...before.rows, { chef: "Texte privé" }]);
  broken = false;
  expect(await jobs.round()).toBe(1);
  expect(done.at(-1)).toBe("casse 2026-11-25 0");
});

test("two processes at once do it once", async () => {
  at("2026-11-26T09:00:00Z");
  const slow = job("lent", 1, () => new Promise((end) => setTimeout(end, 50)));
  const rounds = await Promise.all([runner(slow).round(), runner(slow).round(), runner(slow).round()]);
  expect(rounds.reduce((sum, one) => sum + one)).toBe(2);
  expect(done.sort()).toEqual(["lent 2026-11-26 0", "lent 2026-11-26 1"]);
});

test("stopping waits for the job being done and begins no other", async () => {
  at("2026-11-27T09:00:00Z");
  let begun = () => {};
  const started = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const long = job("long", 1, async () => {
    begun();
    await new Promise((end) => setTimeout(end, 80));
  });
  const jobs = runner(long, job("suivant", 1));
  jobs.start();
  await started;
  await jobs.stop();
  expect(done).toEqual(["long 2026-11-27 0"]);
});
