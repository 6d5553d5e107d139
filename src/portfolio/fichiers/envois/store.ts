import type { SchoolTx } from "#db/pool.ts";
import { ENVOIS_MAX } from "#portfolio/fichiers/rules.ts";

/** A file on its way; sizes in bytes. */
export type Envoi = { id: string; ancre: string; nom: string; taille: number; recu: number };

const columns = ["id", "ancre", "nom", "taille", "recu"] as const;

/** One sending of this person for this dossier. @param hold true before writing: one piece at a time */
export async function loadEnvoi(
  tx: SchoolTx,
  cle: { dossier: string; habilitation: string; id: string },
  hold: boolean,
): Promise<Envoi | null> {
  const query = tx
    .selectFrom("envoi")
    .select(columns)
    .where("id", "=", cle.id)
    .where("dossier_id", "=", cle.dossier)
    .where("habilitation_id", "=", cle.habilitation);
  return (await (hold ? query.forUpdate() : query).executeTakeFirst()) ?? null;
}

/** The same file already on its way for the same place: chosen again after a cut, it goes on. */
export async function envoiCommence(
  tx: SchoolTx,
  cle: { dossier: string; habilitation: string },
  { ancre, nom, taille }: Pick<Envoi, "ancre" | "nom" | "taille">,
): Promise<Envoi | null> {
  const found = await tx
    .selectFrom("envoi")
    .select(columns)
    .where("dossier_id", "=", cle.dossier)
    .where("habilitation_id", "=", cle.habilitation)
    .where("ancre", "=", ancre)
    .where("nom", "=", nom)
    .where("taille", "=", taille)
    .orderBy("cree_le", "desc")
    .limit(1)
    .forUpdate()
    .executeTakeFirst();
  return found ?? null;
}

/** Opens a sending; the oldest of the person's are forgotten beyond ten (the night takes their pieces away). */
export async function insertEnvoi(
  tx: SchoolTx,
  cle: { etablissement: string; dossier: string; habilitation: string; id: string },
  envoi: Pick<Envoi, "ancre" | "nom" | "taille">,
  now: Date,
): Promise<void> {
  await tx
    .insertInto("envoi")
    .values({
      ...envoi,
      etablissement_id: cle.etablissement,
      id: cle.id,
      dossier_id: cle.dossier,
      habilitation_id: cle.habilitation,
      cree_le: now,
    })
    .execute();
  const kept = tx
    .selectFrom("envoi")
    .select("id")
    .where("habilitation_id", "=", cle.habilitation)
    .orderBy("cree_le", "desc")
    .orderBy("id", "desc")
    .limit(ENVOIS_MAX);
  await tx
    .deleteFrom("envoi")
    .where("habilitation_id", "=", cle.habilitation)
    .where("id", "not in", kept)
    .execute();
}

export const setRecu = (tx: SchoolTx, id: string, recu: number) =>
  tx.updateTable("envoi").set({ recu }).where("id", "=", id).execute();

export const deleteEnvoi = (tx: SchoolTx, id: string) =>
  tx.deleteFrom("envoi").where("id", "=", id).execute();
