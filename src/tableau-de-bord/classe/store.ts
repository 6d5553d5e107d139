import { sql } from "kysely";
import type { SchoolTx } from "#db/pool.ts";
import { type CivilDate, schoolYearOf } from "#kernel/civil-date.ts";
import type { Inscrit } from "#tableau-de-bord/classe/rules.ts";

export type ClasseSuivie = {
  id: string;
  nom: string;
  annee: number;
  referentiel: string;
  referentielVersion: string;
};

/** A class with its référentiel as its year began; null when it is not one of this school. */
export async function loadClasse(tx: SchoolTx, id: string): Promise<ClasseSuivie | null> {
  const row = await tx
    .selectFrom("classe")
    .select(["id", "nom", "annee", "referentiel", "referentiel_version as referentielVersion"])
    .where("id", "=", id)
    .executeTakeFirst();
  return row ?? null;
}

/** Its learners in the order of French lists: those of today; in a class of an earlier year, all it had. */
export async function loadInscrits(
  tx: SchoolTx,
  { id, annee }: Pick<ClasseSuivie, "id" | "annee">,
  today: CivilDate,
): Promise<Inscrit[]> {
  const past = annee < schoolYearOf(today);
  const { rows } = await sql<Inscrit>`
    select distinct on (a.nom collate "fr-x-icu", a.prenom collate "fr-x-icu", a.id) a.id, a.nom, a.prenom, i.statut
    from inscription i join apprenant a on a.id = i.apprenant_id
    where i.classe_id = ${id} and (${past} or i.au is null or i.au >= ${today}::date)
    order by a.nom collate "fr-x-icu", a.prenom collate "fr-x-icu", a.id, i.du desc
  `.execute(tx);
  return rows;
}
