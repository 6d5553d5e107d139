import type { SchoolTx } from "#db/pool.ts";
import type { Role } from "#kernel/actor.ts";

export type Commentaire = {
  id: string;
  texte: string;
  auteur: { nom: string; prenom: string; role: Role };
  le: Date;
  faitLe: Date | null;
};

/** The comments of a portfolio, oldest first. */
export async function loadCommentaires(tx: SchoolTx, dossier: string): Promise<Commentaire[]> {
  const rows = await tx
    .selectFrom("commentaire as c")
    .innerJoin("habilitation as h", "h.id", "c.auteur_id")
    .select(["c.id", "c.texte", "c.le", "c.fait_le", "h.nom", "h.prenom", "h.role"])
    .where("c.dossier_id", "=", dossier)
    .orderBy("c.le")
    .orderBy("c.id")
    .execute();
  return rows.map(({ id, texte, le, fait_le, nom, prenom, role }) => ({
    id,
    texte,
    le,
    faitLe: fait_le,
    auteur: { nom, prenom, role },
  }));
}

export const insertCommentaire = (
  tx: SchoolTx,
  commentaire: {
    etablissement: string;
    id: string;
    dossier: string;
    texte: string;
    auteur: string;
    le: Date;
  },
) =>
  tx
    .insertInto("commentaire")
    .values({
      etablissement_id: commentaire.etablissement,
      id: commentaire.id,
      dossier_id: commentaire.dossier,
      texte: commentaire.texte,
      auteur_id: commentaire.auteur,
      le: commentaire.le,
    })
    .execute();

/** Done (`at`), or to be done again (null). */
export const setFait = (tx: SchoolTx, id: string, at: Date | null) =>
  tx.updateTable("commentaire").set({ fait_le: at }).where("id", "=", id).execute();
