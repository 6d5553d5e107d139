import { sql } from "kysely";
import { comptesDe, compteVide } from "#comptes/store/identites.ts";
import type { SchoolTx } from "#db/pool.ts";
import type { ApprenantDeClasse, Classe, Statut } from "#etablissement/rules.ts";
import { type CivilDate, schoolYearOf } from "#kernel/civil-date.ts";

/** Who counts in a class: those enrolled today; in a class of an earlier year, all it had. */
const presents = (today: CivilDate) =>
  sql<boolean>`(i.au is null or i.au >= ${today} or c.annee < ${schoolYearOf(today)})`;

const colonnes = (today: CivilDate) => sql`
  c.id, c.nom, c.annee, c.niveau, c.referentiel,
  (select count(*)::int from inscription i where i.classe_id = c.id and ${presents(today)}) as apprenants,
  array(select h.prenom || ' ' || h.nom from enseignant_classe e join habilitation h on h.id = e.enseignant_id
    where e.classe_id = c.id and (h.au is null or h.au >= ${today})
    order by h.nom collate "fr-x-icu", h.prenom) as enseignants`;

/** The classes of a school year, level by level. */
export async function classesDe(tx: SchoolTx, annee: number, today: CivilDate): Promise<Classe[]> {
  const { rows } = await sql<Classe>`
    select ${colonnes(today)} from classe c where c.annee = ${annee}
    order by array_position(array['2DE', '1RE', 'TLE'], c.niveau), c.nom collate "fr-x-icu"
  `.execute(tx);
  return rows;
}

export async function classeDe(tx: SchoolTx, id: string, today: CivilDate): Promise<Classe | null> {
  const { rows } = await sql<Classe>`select ${colonnes(today)} from classe c where c.id = ${id}`.execute(tx);
  return rows[0] ?? null;
}

/** The school years that have classes, the latest first, with the one of today. */
export async function anneesDe(tx: SchoolTx, today: CivilDate): Promise<number[]> {
  const rows = await tx.selectFrom("classe").select("annee").distinct().execute();
  return [...new Set([schoolYearOf(today), ...rows.map((row) => row.annee)])].sort((a, b) => b - a);
}

/** The learners of a class in the order of French lists, with their birth date (for the administrator alone). */
export async function apprenantsDe(
  tx: SchoolTx,
  classe: string,
  today: CivilDate,
): Promise<(ApprenantDeClasse & { naissance: CivilDate | null })[]> {
  const { rows } = await sql<{
    id: string;
    nom: string;
    prenom: string;
    naissance: CivilDate | null;
    statut: Statut;
    identite: string | null;
  }>`
    select distinct on (a.nom collate "fr-x-icu", a.prenom collate "fr-x-icu", a.id)
      a.id, a.nom, a.prenom, a.naissance, i.statut, h.identite_id as identite
    from inscription i join classe c on c.id = i.classe_id join apprenant a on a.id = i.apprenant_id
    left join habilitation h on h.id = a.habilitation_id
    where i.classe_id = ${classe} and ${presents(today)}
    order by a.nom collate "fr-x-icu", a.prenom collate "fr-x-icu", a.id, i.du desc
  `.execute(tx);
  const comptes = await comptesDe(
    tx,
    rows.flatMap((row) => row.identite ?? []),
  );
  return rows.map((row) => ({ ...row, compte: comptes.get(row.identite ?? "") ?? compteVide }));
}

/** The class a learner is enrolled in today, else the one he will enter; null when he has left, or is of another school. */
export async function classeDeLApprenant(
  tx: SchoolTx,
  apprenant: string,
  today: CivilDate,
): Promise<string | null> {
  const row = await tx
    .selectFrom("inscription")
    .select("classe_id as classe")
    .where("apprenant_id", "=", apprenant)
    .where((eb) => eb.or([eb("au", "is", null), eb("au", ">=", today)]))
    .orderBy("du")
    .executeTakeFirst();
  return row?.classe ?? null;
}
