import { Zip, ZipPassThrough } from "fflate";
import { sql } from "kysely";
import { asSchool, type Database, type SchoolTx } from "#db/pool.ts";
import {
  type FeuillePreconvention,
  type PapierPreconvention,
  preconventionsPdf,
} from "#documents/preconvention.ts";
import { feuilles, papierDeLEcole } from "#documents/store/preconvention.ts";
import { type Lot, lotsDe } from "#documents/tirage/lots.ts";
import { FEUILLES_MAX } from "#documents/tirage/rules.ts";
import { avancerTirage, prendreTirage, type TiragePris } from "#documents/tirage/store.ts";
import { type Compiler, createDocuments } from "#documents/typst.ts";
import { lireReglages } from "#etablissement/reglages/store.ts";
import type { Files } from "#files/files.ts";
import { tenirMagasin } from "#portfolio/fichiers/store.ts";
import { referentielsPourTravail } from "#referentiel/ecole.ts";
import type { Livres } from "#referentiel/load.ts";

type Deps = {
  db: Database;
  livres: Livres;
  files: Files;
  clock: () => Date;
  log: { error: (facts: object, message: string) => void };
};

export type Imprimeur = {
  /** Makes every run that waits, school by school. @returns how many are ready */
  round: () => Promise<number>;
  /** a round now, then every minute: what a process left when it died is begun again */
  start: () => void;
  /** a round soon: an act has just committed a run */
  nudge: () => void;
  /** waits for the file being made, then no more; the run goes back to those that wait */
  stop: () => Promise<void>;
};

const ROUND = 60_000;

/** The day written in archives: a file made twice is the same. */
const MTIME = new Date(1980, 0, 1);

/** An archive filled file after file; nothing is compressed, PDFs are already. */
function createArchive() {
  const chunks: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk);
  });
  return {
    add: (name: string, bytes: Uint8Array) => {
      const entry = new ZipPassThrough(name);
      entry.mtime = MTIME;
      zip.add(entry);
      entry.push(bytes, true);
    },
    end: (): Buffer => {
      zip.end();
      return Buffer.concat(chunks);
    },
  };
}

/**
 * The printer: makes the archives that teachers asked for, one class at a time on a thread of its own, ended once
 * nothing waits: neither a page nor a document asked meanwhile waits for it. Rows are read once, at the beginning: an
 * archive is of one moment.
 */
export function createImprimeur(deps: Deps, compiler: Compiler = createDocuments()): Imprimeur {
  let stopped = false;

  const matiere = async (tx: SchoolTx, school: string, { periode, nom }: TiragePris) => {
    const { documentsApprentis } = await lireReglages(tx);
    const referentiels = await referentielsPourTravail(tx, deps, school);
    return {
      papier: await papierDeLEcole(tx, school),
      lots: lotsDe(
        `Annexe ${nom}`,
        await feuilles(tx, referentiels, { periode }, documentsApprentis),
        FEUILLES_MAX,
      ),
    };
  };

  /** @returns the archive; null when the run is no longer ours, or we are told to stop */
  const make = async (
    school: string,
    pris: TiragePris,
    { papier, lots }: { papier: PapierPreconvention; lots: readonly Lot<FeuillePreconvention>[] },
  ): Promise<Buffer | null> => {
    const archive = createArchive();
    for (const [rang, lot] of lots.entries()) {
      if (stopped) return null;
      archive.add(lot.nom, await preconventionsPdf({ ...papier, feuilles: lot.feuilles }, compiler));
      const avance = { faits: rang + 1, total: lots.length, signe_le: deps.clock() };
      if (!(await asSchool(deps.db, school, (tx) => avancerTirage(tx, pris, avance)))) return null;
    }
    return archive.end();
  };

  const perform = async (school: string, pris: TiragePris): Promise<boolean> => {
    const entree = await asSchool(deps.db, school, async (tx) => {
      const lu = await matiere(tx, school, pris);
      await avancerTirage(tx, pris, { total: lu.lots.length });
      return lu;
    });
    const bytes = await make(school, pris, entree);
    return asSchool(deps.db, school, async (tx) => {
      if (!bytes) {
        await avancerTirage(tx, pris, { etat: "attente", faits: 0, total: 0, signe_le: null });
        return false;
      }
      await tenirMagasin(tx, school, false);
      const empreinte = await deps.files.put(school, bytes);
      const pret = { etat: "pret" as const, empreinte, taille: bytes.length, fini_le: deps.clock() };
      return avancerTirage(tx, pris, pret);
    });
  };

  const failed = async (school: string, pris: TiragePris, error: Error): Promise<false> => {
    // the message may quote what somebody typed: only the kind is logged
    deps.log.error({ etablissement: school, periode: pris.periode, kind: error.name }, "print run not made");
    await asSchool(deps.db, school, (tx) =>
      avancerTirage(tx, pris, { etat: "echec", fini_le: deps.clock() }),
    );
    return false;
  };

  const round = async (): Promise<number> => {
    let done = 0;
    const { rows } = await sql<{ id: string }>`select id from etablissements() as id`.execute(deps.db);
    for (const { id: school } of rows)
      while (!stopped) {
        const pris = await asSchool(deps.db, school, (tx) => prendreTirage(tx, deps.clock()));
        if (!pris) break;
        if (await perform(school, pris).catch((error: Error) => failed(school, pris, error))) done++;
      }
    // a later round starts it again
    await compiler.stop();
    return done;
  };

  let running: Promise<void> | null = null;
  let again = false;
  let timer: NodeJS.Timeout | undefined;
  const turn = () => {
    if (stopped) return;
    if (running) {
      again = true;
      return;
    }
    running = round()
      .then(() => undefined)
      // the database is away: the next round comes
      .catch((error: Error) => deps.log.error({ kind: error.name }, "round of the printer given up"))
      .finally(() => {
        running = null;
        if (again) {
          again = false;
          turn();
        }
      });
  };
  return {
    round,
    start: () => {
      timer = setInterval(turn, ROUND);
      turn();
    },
    nudge: turn,
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}
