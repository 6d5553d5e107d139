import { sql } from "kysely";
import type { SchoolTx } from "#db/pool.ts";

/** One line of what was done to the list, as the journal keeps it. */
export type ChangementCandidat = {
  le: Date;
  par: { nom: string; prenom: string };
  apprenant: { nom: string; prenom: string };
  acte: "ajouter" | "retirer";
  motif: string;
};

/** Candidates added or withdrawn, the last first. */
export async function changementsCandidats(tx: SchoolTx, periode: string): Promise<ChangementCandidat[]> {
  type Ligne = {
    le: Date;
    acte: ChangementCandidat["acte"];
    motif: string;
    parNom: string;
    parPrenom: string;
    nom: string;
    prenom: string;
  };
  const { rows } = await sql<Ligne>`
    select j.le, j.details ->> 'acte' as acte, j.details ->> 'motif' as motif,
      h.nom as "parNom", h.prenom as "parPrenom", a.nom, a.prenom
    from journal j
    join habilitation h on h.etablissement_id = j.etablissement_id and h.id = j.acteur_id
    join apprenant a on a.etablissement_id = j.etablissement_id and a.id = (j.details ->> 'apprenant')::uuid
    where j.objet = ${periode} and j.acte = 'periode.candidats.changer'
    order by j.n desc
  `.execute(tx);
  return rows.map(({ le, acte, motif, parNom, parPrenom, nom, prenom }) => ({
    le,
    acte,
    motif,
    par: { nom: parNom, prenom: parPrenom },
    apprenant: { nom, prenom },
  }));
}
