import { sql } from "kysely";
import { asSchool, type Database, type SchoolTx } from "#db/pool.ts";
import type { Files } from "#files/files.ts";
import { type CivilDate, civilDateIn } from "#kernel/civil-date.ts";
import { referentielsPourTravail } from "#referentiel/ecole.ts";
import type { Livres } from "#referentiel/load.ts";
import type { Referentiels } from "#referentiel/versions.ts";

/** What a job works with: one school, on one civil day of its own. */
export type JobContext = {
  etablissement: string;
  /** the school's time zone */
  fuseau: string;
  now: Date;
  /** the civil day in the school's zone */
  today: CivilDate;
  referentiels: Referentiels;
  files: Files;
  log: Log;
};

type Tell = (facts: object, message: string) => void;
type Log = { info: Tell; error: Tell };

/** Something done once a civil day for each school, in one transaction. */
export type Job = {
  /** its name in the table `travail` */
  nom: string;
  /** not before this hour of the school's wall clock, 0 to 23; later the same day when the process was stopped */
  heure: number;
  run: (tx: SchoolTx, context: JobContext) => Promise<void>;
};

type Deps = {
  db: Database;
  livres: Livres;
  files: Files;
  clock: () => Date;
  log: Log;
  /** letters may have been written */
  mailWaiting: () => void;
};

export type Runner = {
  /** Does what is due, school by school. @returns how many jobs were done */
  round: () => Promise<number>;
  /** a round now and every ten minutes */
  start: () => void;
  /** waits for the job being done, then no more */
  stop: () => Promise<void>;
};

const ROUND = 10 * 60_000;

/** The hour of the wall clock, 0 to 23. */
const hourIn = (instant: Date, timeZone: string): number =>
  Number(new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", hourCycle: "h23" }).format(instant));

/**
 * The night jobs (decision 0006). The row (school, job) of `travail` carries the last civil day done: whoever moves it to
 * today does the job, in the same transaction; another process waits for that row, then finds it moved. What fails is
 * undone, its row too, and comes back at the next round; it stops neither the other jobs nor the other schools.
 */
export function createRunner(deps: Deps, jobs: readonly Job[]): Runner {
  let stopped = false;

  /** The jobs of a school whose hour has come and whose day is not done. */
  const due = (school: string, now: Date): Promise<Job[]> =>
    asSchool(deps.db, school, async (tx) => {
      const { fuseau } = await tx.selectFrom("etablissement").select("fuseau").executeTakeFirstOrThrow();
      const done = await tx
        .selectFrom("travail")
        .select("nom")
        .where("jour", ">=", civilDateIn(now, fuseau))
        .execute();
      const hour = hourIn(now, fuseau);
      return jobs.filter((job) => job.heure <= hour && !done.some(({ nom }) => nom === job.nom));
    });

  const perform = (school: string, job: Job, now: Date): Promise<boolean> =>
    asSchool(deps.db, school, async (tx) => {
      const { fuseau } = await tx.selectFrom("etablissement").select("fuseau").executeTakeFirstOrThrow();
      const today = civilDateIn(now, fuseau);
      const { rows } = await sql`
        insert into travail (etablissement_id, nom, jour, fini_le) values (${school}, ${job.nom}, ${today}, ${now})
        on conflict (etablissement_id, nom) do update set jour = excluded.jour, fini_le = excluded.fini_le
        where travail.jour < excluded.jour returning nom
      `.execute(tx);
      if (rows.length === 0) return false;
      const referentiels = await referentielsPourTravail(tx, deps, school);
      await job.run(tx, {
        etablissement: school,
        fuseau,
        now,
        today,
        referentiels,
        files: deps.files,
        log: deps.log,
      });
      return true;
    });

  const round = async (): Promise<number> => {
    const now = deps.clock();
    let done = 0;
    const { rows } = await sql<{ id: string }>`select id from etablissements() as id`.execute(deps.db);
    for (const { id: school } of rows) {
      const tell = (error: unknown, travail: string): false => {
        // the message may quote what somebody typed: only the kind is logged
        deps.log.error({ etablissement: school, travail, kind: (error as Error).name }, "job not done");
        return false;
      };
      const asked = await due(school, now).catch((error: unknown) => {
        tell(error, "liste");
        return [];
      });
      for (const job of asked) {
        if (stopped) break;
        const start = performance.now();
        if (!(await perform(school, job, now).catch((error: unknown) => tell(error, job.nom)))) continue;
        done++;
        const ms = Math.round(performance.now() - start);
        deps.log.info({ etablissement: school, travail: job.nom, ms }, "job done");
      }
    }
    if (done > 0) deps.mailWaiting();
    return done;
  };

  let running: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;
  const turn = () => {
    if (running || stopped) return;
    running = round()
      .then(() => undefined)
      // the database is away: the next round comes
      .catch((error: Error) => deps.log.error({ kind: error.name }, "round of the jobs given up"))
      .finally(() => {
        running = null;
      });
  };
  return {
    round,
    start: () => {
      timer = setInterval(turn, ROUND);
      turn();
    },
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}
