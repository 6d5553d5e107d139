import { sql } from "kysely";
import type { SchoolTx } from "#db/pool.ts";

/** What deleting a period would take away, counted: everything that hangs on its dossiers, withdrawn ones included. */
export type Perte = {
  portfolios: number;
  /** of these, the dossiers of learners withdrawn from the period */
  retires: number;
  /** portfolios in which something is written */
  commences: number;
  evaluations: number;
  bilansPersonnels: number;
  autoEvaluations: number;
  semaines: number;
  activites: number;
  commentaires: number;
  visites: number;
  /** scans of signed conventions (B-26) */
  conventions: number;
};

export async function compterPerte(tx: SchoolTx, periode: string): Promise<Perte> {
  const { rows } = await sql<Perte>`
    with d as (select * from dossier where periode_id = ${periode})
    select (select count(*) from d) as portfolios,
      (select count(*) from d where d.retire_le is not null) as retires,
      (select count(*) from d where d.portfolio_edite_le is not null) as commences,
      (select count(*) from bilan b join d on d.etablissement_id = b.etablissement_id and d.id = b.dossier_id
        where b.type not in ('personnel', 'autoevaluation')) as evaluations,
      (select count(*) from bilan b join d on d.etablissement_id = b.etablissement_id and d.id = b.dossier_id
        where b.type = 'personnel') as "bilansPersonnels",
      (select count(*) from bilan b join d on d.etablissement_id = b.etablissement_id and d.id = b.dossier_id
        where b.type = 'autoevaluation') as "autoEvaluations",
      (select count(*) from semaine s join d on d.etablissement_id = s.etablissement_id and d.id = s.dossier_id)
        as semaines,
      (select count(*) from activite a join d on d.etablissement_id = a.etablissement_id and d.id = a.dossier_id
        where a.supprime_le is null) as activites,
      (select count(*) from commentaire c join d on d.etablissement_id = c.etablissement_id and d.id = c.dossier_id
        where c.retire_le is null and c.ancre not like 'reponse:%')
        as commentaires,
      (select count(*) from visite v join d on d.etablissement_id = v.etablissement_id and d.id = v.dossier_id)
        as visites,
      (select count(*) from fichier f join d on d.etablissement_id = f.etablissement_id and d.id = f.dossier_id
        where f.ancre = 'convention' and f.supprime_le is null) as conventions
  `.execute(tx);
  const [perte] = rows;
  if (!perte) throw new Error("a count answers one row");
  return perte;
}

export type PeriodeSupprimee = {
  id: string;
  nom: string;
  niveau: string;
  auteur: string;
  referents: string[];
  dossiers: number;
  supprimeeLe: Date;
  par: { nom: string; prenom: string };
};

/** The bin, the last deleted first; one period of it when `id` is given. */
export async function corbeille(tx: SchoolTx, id: string | null = null): Promise<PeriodeSupprimee[]> {
  const { rows } = await sql<Omit<PeriodeSupprimee, "par"> & { parNom: string; parPrenom: string }>`
    select p.id, p.nom, p.niveau, p.auteur_id as auteur, p.supprime_le as "supprimeeLe",
      h.nom as "parNom", h.prenom as "parPrenom",
      array(select distinct d.referent_id from dossier d where d.etablissement_id = p.etablissement_id
        and d.periode_id = p.id and d.referent_id is not null and d.retire_le is null) as referents,
      (select count(*) from dossier d where d.etablissement_id = p.etablissement_id and d.periode_id = p.id
        and d.retire_le is null) as dossiers
    from periode p
    join habilitation h on h.etablissement_id = p.etablissement_id and h.id = p.supprime_par
    where p.supprime_le is not null and (${id}::uuid is null or p.id = ${id}::uuid)
    order by p.supprime_le desc
  `.execute(tx);
  return rows.map(({ parNom, parPrenom, ...row }) => ({ ...row, par: { nom: parNom, prenom: parPrenom } }));
}

/** Puts a period in the bin (`par`), or takes it out of it (null). */
export const marquerSuppression = (
  tx: SchoolTx,
  periode: string,
  suppression: { le: Date; par: string } | null,
) =>
  tx
    .updateTable("periode")
    .set({ supprime_le: suppression?.le ?? null, supprime_par: suppression?.par ?? null })
    .where("id", "=", periode)
    .execute();
