import { sql } from "kysely";
import type { SchoolTx } from "#db/pool.ts";

/** What deleting a period would take away, counted. */
export type Perte = { portfolios: number; evaluations: number };

export async function compterPerte(tx: SchoolTx, periode: string): Promise<Perte> {
  const { rows } = await sql<Perte>`
    select count(*) as portfolios, coalesce(sum((select count(*) from bilan b
      where b.etablissement_id = d.etablissement_id and b.dossier_id = d.id)), 0)::int as evaluations
    from dossier d where d.periode_id = ${periode} and d.retire_le is null
  `.execute(tx);
  return rows[0] ?? { portfolios: 0, evaluations: 0 };
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
