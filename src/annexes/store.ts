import { type Conditions, lireConditions } from "#annexes/rules/conditions.ts";
import type { Annexe, SaisieAnnexe } from "#annexes/rules.ts";
import type { SchoolTx } from "#db/pool.ts";
import type { Etablissement } from "#kernel/actor.ts";
import { type CivilDate, civilDateIn } from "#kernel/civil-date.ts";
import { fullName, hour, longDate } from "#kernel/french.ts";
import { garderVersion } from "#referentiel/ecole.ts";
import type { Referentiel } from "#referentiel/types.ts";

const annexes = (tx: SchoolTx) =>
  tx
    .selectFrom("annexe as n")
    .innerJoin("habilitation as h", (join) =>
      join.onRef("h.etablissement_id", "=", "n.etablissement_id").onRef("h.id", "=", "n.auteur_id"),
    )
    .select([
      "n.id",
      "n.titre",
      "n.niveau",
      "n.referentiel",
      "n.referentiel_version",
      "n.objectifs",
      "n.taches",
      "n.conditions",
      "n.archivee_le",
      "n.auteur_id",
      "h.nom",
      "h.prenom",
      "n.version",
      "n.cree_le",
      "n.modifie_le",
    ]);

type Row = Awaited<ReturnType<ReturnType<typeof annexes>["executeTakeFirstOrThrow"]>>;

const read = (row: Row): Annexe => ({
  id: row.id,
  titre: row.titre,
  niveau: row.niveau,
  referentiel: row.referentiel,
  referentielVersion: row.referentiel_version,
  objectifs: row.objectifs,
  taches: row.taches,
  conditions: lireConditions(row.conditions),
  archiveeLe: row.archivee_le,
  auteur: { id: row.auteur_id, nom: row.nom, prenom: row.prenom },
  version: row.version,
  creeLe: row.cree_le,
  modifieLe: row.modifie_le,
});

/** The school's annexes, archived ones included, with the number of periods issued from each; the newest first. */
export async function listeAnnexes(tx: SchoolTx): Promise<(Annexe & { periodes: number })[]> {
  const rows = await annexes(tx)
    .select((eb) =>
      eb
        .selectFrom("periode as p")
        .whereRef("p.annexe_id", "=", "n.id")
        .where("p.supprime_le", "is", null)
        .select((count) => count.fn.countAll<number>().as("n"))
        .as("periodes"),
    )
    .orderBy("n.cree_le", "desc")
    .orderBy("n.id")
    .execute();
  return rows.map((row) => ({ ...read(row), periodes: row.periodes ?? 0 }));
}

export async function loadAnnexe(tx: SchoolTx, id: string): Promise<Annexe | null> {
  const row = await annexes(tx).where("n.id", "=", id).executeTakeFirst();
  return row ? read(row) : null;
}

/** The référentiels taught in the school. */
export async function referentielsDesClasses(tx: SchoolTx): Promise<string[]> {
  const rows = await tx.selectFrom("classe").select("referentiel").distinct().execute();
  return rows.map((row) => row.referentiel);
}

/** The classes of a level and a diploma: whose teachers may change an annexe of that level. */
export async function classesDuNiveau(
  tx: SchoolTx,
  of: { niveau: string; referentiel: string },
): Promise<string[]> {
  const rows = await tx
    .selectFrom("classe")
    .select("id")
    .where("niveau", "=", of.niveau)
    .where("referentiel", "=", of.referentiel)
    .execute();
  return rows.map((row) => row.id);
}

const stored = (conditions: Conditions) => JSON.stringify(conditions);

/** A new annexe, made with the school’s current version of its référentiel, which is kept. */
export async function creerAnnexe(
  tx: SchoolTx,
  given: SaisieAnnexe & {
    id: string;
    etablissement: string;
    auteur: string;
    referentiel: Referentiel;
    /** the annexe it was duplicated from */
    copieDe?: string;
    now: Date;
  },
): Promise<void> {
  await garderVersion(tx, given.etablissement, given.referentiel, given.now);
  await tx
    .insertInto("annexe")
    .values({
      etablissement_id: given.etablissement,
      id: given.id,
      titre: given.titre,
      niveau: given.niveau,
      referentiel: given.referentiel.code,
      referentiel_version: given.referentiel.version,
      objectifs: given.objectifs,
      taches: given.taches,
      conditions: stored(given.conditions),
      copie_de: given.copieDe ?? null,
      auteur_id: given.auteur,
      cree_le: given.now,
      modifie_le: given.now,
    })
    .execute();
}

/** False when somebody saved since `version`: nothing is written. */
export async function modifierAnnexe(
  tx: SchoolTx,
  id: string,
  given: SaisieAnnexe & { version: number; now: Date },
): Promise<boolean> {
  const { version, now, conditions, ...values } = given;
  const row = await tx
    .updateTable("annexe")
    .set({ ...values, conditions: stored(conditions), version: version + 1, modifie_le: now })
    .where("id", "=", id)
    .where("version", "=", version)
    .executeTakeFirst();
  return row.numUpdatedRows === 1n;
}

/** Puts an annexe aside (`le`), or brings it back (null). */
export const archiverAnnexe = (tx: SchoolTx, id: string, le: Date | null) =>
  tx
    .updateTable("annexe")
    .set((eb) => ({ archivee_le: le, version: eb("version", "+", 1) }))
    .where("id", "=", id)
    .execute();

/** « Karim Benali a enregistré le 23 novembre 2026 à 14 h 32. »: the last act the journal holds on a record. */
export async function dernierEnregistrement(
  tx: SchoolTx,
  objet: string,
  { fuseau }: Etablissement,
): Promise<string> {
  const row = await tx
    .selectFrom("journal as j")
    .innerJoin("habilitation as h", "h.id", "j.acteur_id")
    .select(["h.nom", "h.prenom", "j.le"])
    .where("j.objet", "=", objet)
    .orderBy("j.n", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!row) return "Une autre personne a enregistré entre-temps.";
  const day: CivilDate = civilDateIn(row.le, fuseau);
  return `${fullName(row)} a enregistré le ${longDate(day)} à ${hour(row.le, fuseau)}.`;
}
