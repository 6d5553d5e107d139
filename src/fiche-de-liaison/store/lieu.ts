import type { SchoolTx } from "#db/pool.ts";
import type { Lieu } from "#fiche-de-liaison/rules.ts";
import type { CivilDate } from "#kernel/civil-date.ts";

type Written = { par: string; now: Date };

/** A learner's proposal; a newer one takes the place of the one still waiting. */
export async function proposerLieu(
  tx: SchoolTx,
  given: { etablissement: string; accueil: string; lieu: Lieu; par: string; now: Date; id: string },
): Promise<void> {
  await tx
    .deleteFrom("proposition_accueil")
    .where("accueil_id", "=", given.accueil)
    .where("tranche_le", "is", null)
    .execute();
  await tx
    .insertInto("proposition_accueil")
    .values({
      etablissement_id: given.etablissement,
      id: given.id,
      accueil_id: given.accueil,
      valeurs: JSON.stringify(given.lieu),
      auteur_id: given.par,
      cree_le: given.now,
      tranche_le: null,
      tranche_par: null,
      acceptee: null,
    })
    .execute();
}

/** Closes the proposal still waiting; the stay itself is written by `ecrireLieu` when it is accepted. */
export const trancherProposition = (
  tx: SchoolTx,
  given: { proposition: string; acceptee: boolean; par: string; now: Date },
) =>
  tx
    .updateTable("proposition_accueil")
    .set({ tranche_le: given.now, tranche_par: given.par, acceptee: given.acceptee })
    .where("id", "=", given.proposition)
    .execute();

/**
 * A second host company (B-18). The first stay takes its own days, over the version that was read.
 * @returns false when somebody saved it first
 */
export async function ajouterDeuxieme(
  tx: SchoolTx,
  given: {
    etablissement: string;
    dossier: string;
    id: string;
    premier: { id: string; version: number; du: CivilDate | null; au: CivilDate | null };
    du: CivilDate | null;
    au: CivilDate | null;
  },
  { par, now }: Written,
): Promise<boolean> {
  const { premier } = given;
  const done = await tx
    .updateTable("accueil")
    .set({
      du: premier.du,
      au: premier.au,
      version: premier.version + 1,
      modifie_le: now,
      modifie_par: par,
    })
    .where("id", "=", premier.id)
    .where("version", "=", premier.version)
    .executeTakeFirst();
  if (done.numUpdatedRows === 0n) return false;
  await tx
    .insertInto("accueil")
    .values({
      etablissement_id: given.etablissement,
      id: given.id,
      dossier_id: given.dossier,
      rang: 2,
      du: given.du,
      au: given.au,
      modifie_le: null,
      modifie_par: null,
    })
    .execute();
  return true;
}

/** The second stay goes, with what was proposed for it and its pin (by its key); the first one covers the whole period again. */
export async function retirerDeuxieme(
  tx: SchoolTx,
  {
    premier,
    deuxieme,
  }: { premier: { id: string; version: number }; deuxieme: { id: string; version: number } },
  { par, now }: Written,
): Promise<boolean> {
  await tx.deleteFrom("proposition_accueil").where("accueil_id", "=", deuxieme.id).execute();
  const gone = await tx
    .deleteFrom("accueil")
    .where("id", "=", deuxieme.id)
    .where("version", "=", deuxieme.version)
    .executeTakeFirst();
  if (gone.numDeletedRows === 0n) return false;
  await tx
    .updateTable("accueil")
    .set({ du: null, au: null, version: premier.version + 1, modifie_le: now, modifie_par: par })
    .where("id", "=", premier.id)
    .execute();
  return true;
}
