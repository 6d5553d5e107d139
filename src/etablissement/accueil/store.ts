import { sql } from "kysely";
import type { SchoolTx } from "#db/pool.ts";
import { type CivilDate, schoolYearOf } from "#kernel/civil-date.ts";

export type EtatEtablissement = {
  nom: string;
  uai: string;
  adresse: string;
  codePostal: string;
  ville: string;
  chef: string;
  classes: number;
  apprenants: number;
  enseignants: number;
  maitres: number;
  classesSansEnseignant: string[];
  /** apprentis under no contract today */
  apprentisSansMaitre: number;
  importsEnAttente: number;
  /** in the classes of this year, with nothing prepared after it */
  aFairePasser: number;
  /** still in a class of a year gone by, or never in one */
  sansClasse: number;
};

/** The school and what is still to be done in it this year, in one statement. */
export async function etatEtablissement(tx: SchoolTx, today: CivilDate): Promise<EtatEtablissement> {
  const annee = schoolYearOf(today);
  const vivant = sql`du <= ${today} and (au is null or au >= ${today})`;
  const { rows } = await sql<EtatEtablissement>`
    select e.nom, e.uai, e.adresse, e.code_postal as "codePostal", e.ville, e.chef,
      (select count(*)::int from classe where annee = ${annee}) as classes,
      (select count(distinct i.apprenant_id)::int from inscription i join classe c on c.id = i.classe_id
        where (i.au is null or i.au >= ${today}) and c.annee = ${annee}) as apprenants,
      (select count(*)::int from habilitation where role = 'enseignant' and ${vivant}) as enseignants,
      (select count(*)::int from habilitation where role = 'maitre' and ${vivant}) as maitres,
      array(select c.nom from classe c where c.annee = ${annee} and not exists (
        select from enseignant_classe x join habilitation h on h.id = x.enseignant_id
        where x.classe_id = c.id and (h.au is null or h.au >= ${today}))
        order by c.nom collate "fr-x-icu") as "classesSansEnseignant",
      (select count(*)::int from inscription i where i.au is null and i.statut = 'apprenti' and not exists (
        select from contrat k where k.apprenant_id = i.apprenant_id and k.au >= ${today})) as "apprentisSansMaitre",
      (select count(*)::int from import_liste where applique_le is null and lecture->>'genre' is null) as "importsEnAttente",
      (select count(*)::int from inscription i join classe c on c.id = i.classe_id
        where i.au is null and c.annee = ${annee}) as "aFairePasser",
      (select count(*)::int from apprenant a where not exists (
          select from inscription i join classe c on c.id = i.classe_id where i.apprenant_id = a.id and c.annee >= ${annee})
        and (not exists (select from inscription i where i.apprenant_id = a.id)
          or exists (select from inscription i where i.apprenant_id = a.id and i.au is null))) as "sansClasse"
    from etablissement e
  `.execute(tx);
  return rows[0] as EtatEtablissement;
}
