import type { SchoolTx } from "#db/pool.ts";
import type { Poste } from "#portfolio/organigramme/rules.ts";

/** The tree of a portfolio and its version; version 0 is the one nobody has begun. */
export type Organigramme = { version: number; modifieLe: Date | null; postes: Poste[] };

export async function loadOrganigrammeDe(tx: SchoolTx, dossier: string): Promise<Organigramme> {
  const tete = await tx
    .selectFrom("organigramme")
    .select(["version", "modifie_le"])
    .where("dossier_id", "=", dossier)
    .executeTakeFirst();
  if (!tete) return { version: 0, modifieLe: null, postes: [] };
  const postes = await tx
    .selectFrom("poste")
    .select(["id", "parent_id as parent", "rang", "fonction", "nom"])
    .where("dossier_id", "=", dossier)
    .orderBy("rang")
    .orderBy("id")
    .execute();
  return { version: tete.version, modifieLe: tete.modifie_le, postes };
}

/** Writes the tree whole, sixty lines at most, under its new version; the caller holds the portfolio. */
export async function ecrireOrganigramme(
  tx: SchoolTx,
  cle: { etablissement: string; dossier: string },
  postes: readonly Poste[],
  { version, le }: { version: number; le: Date },
): Promise<void> {
  const ligne = { etablissement_id: cle.etablissement, dossier_id: cle.dossier };
  await tx
    .insertInto("organigramme")
    .values({ ...ligne, version, modifie_le: le })
    .onConflict((oc) =>
      oc.columns(["etablissement_id", "dossier_id"]).doUpdateSet({ version, modifie_le: le }),
    )
    .execute();
  await tx.deleteFrom("poste").where("dossier_id", "=", cle.dossier).execute();
  if (postes.length === 0) return;
  await tx
    .insertInto("poste")
    .values(postes.map(({ parent, ...poste }) => ({ ...ligne, ...poste, parent_id: parent })))
    .execute();
}
