import { sql } from "kysely";
import type { Database, SchoolTx } from "#db/pool.ts";
import type { Livres } from "#referentiel/load.ts";
import type { Referentiel } from "#referentiel/types.ts";
import { type Referentiels, referentielsOf } from "#referentiel/versions.ts";

type Lus = { version: number; referentiels: Referentiels };

/** What this process has read, by school. The school's own counter says when it is out of date. */
const memoire = new WeakMap<Database, Map<string, Lus>>();

/**
 * The référentiels of a school: those shipped, replaced by its own where it has some, and every version kept.
 * Read once per process and per change: the counter travels with the actor, so that a request asks nothing more.
 * @param ecole `referentielsVersion` is `etablissement.referentiels_version`
 */
export async function referentielsDeLEcole(
  tx: SchoolTx,
  { db, livres }: { db: Database; livres: Livres },
  ecole: { id: string; referentielsVersion: number },
): Promise<Referentiels> {
  const known = memoire.get(db) ?? new Map<string, Lus>();
  memoire.set(db, known);
  const lus = known.get(ecole.id);
  if (lus?.version === ecole.referentielsVersion) return lus.referentiels;
  const referentiels = await lire(tx, livres);
  known.set(ecole.id, { version: ecole.referentielsVersion, referentiels });
  return referentiels;
}

/** The same for a job, which acts for no one: the counter is read first. */
export async function referentielsPourTravail(
  tx: SchoolTx,
  deps: { db: Database; livres: Livres },
  etablissement: string,
): Promise<Referentiels> {
  const { referentiels_version } = await tx
    .selectFrom("etablissement")
    .select("referentiels_version")
    .where("id", "=", etablissement)
    .executeTakeFirstOrThrow();
  return referentielsDeLEcole(tx, deps, { id: etablissement, referentielsVersion: referentiels_version });
}

async function lire(tx: SchoolTx, livres: Livres): Promise<Referentiels> {
  const { rows } = await sql<{ referentiel: Referentiel; courant: boolean }>`
    select contenu->'referentiel' as referentiel, courant from referentiel
  `.execute(tx);
  const own = new Map(
    rows.filter((row) => row.courant).map(({ referentiel }) => [referentiel.code, referentiel]),
  );
  const shipped = [...livres.referentiels.values()];
  return referentielsOf(
    [...shipped.filter(({ code }) => !own.has(code)), ...own.values()],
    [...shipped, ...rows.map((row) => row.referentiel)],
  );
}

/**
 * Keeps the content of the version that a record is being written with: a later release of the files shipped does not
 * change what was made before it. To be called wherever `referentiel_version` is written.
 */
export async function garderVersion(
  tx: SchoolTx,
  etablissement: string,
  referentiel: Referentiel,
  now: Date,
): Promise<void> {
  const kept = await tx
    .selectFrom("referentiel")
    .select("version")
    .where("code", "=", referentiel.code)
    .where("version", "=", referentiel.version)
    .executeTakeFirst();
  if (kept) return;
  await tx
    .insertInto("referentiel")
    .values({
      etablissement_id: etablissement,
      code: referentiel.code,
      version: referentiel.version,
      contenu: JSON.stringify({ referentiel }),
      origine: "livre",
      cree_le: now,
      auteur_id: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
