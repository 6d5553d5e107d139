import type { SchoolTx } from "#db/pool.ts";
import type { SaisieEntreprise } from "#portfolio/entreprise/form.ts";
import type { Ecrit } from "#portfolio/rules.ts";

/** The learner's four answers; version 0 and empty while he has written none. */
export async function loadPresentation(tx: SchoolTx, dossier: string): Promise<Ecrit> {
  const row = await tx
    .selectFrom("presentation")
    .select([
      "activite",
      "effectif",
      "effectif_maintenance as effectifMaintenance",
      "historique",
      "version",
      "modifie_le",
    ])
    .where("dossier_id", "=", dossier)
    .executeTakeFirst();
  if (!row) return { contenu: {}, version: 0, modifieLe: null };
  const { version, modifie_le, ...contenu } = row;
  return { contenu, version, modifieLe: modifie_le };
}

/** Writes the four answers, under their new version; the caller holds the portfolio. */
export function writePresentation(
  tx: SchoolTx,
  cle: { etablissement: string; dossier: string },
  { effectifMaintenance, ...saisie }: SaisieEntreprise,
  stored: { version: number; modifie_le: Date },
) {
  const row = { ...saisie, effectif_maintenance: effectifMaintenance, ...stored };
  return tx
    .insertInto("presentation")
    .values({ etablissement_id: cle.etablissement, dossier_id: cle.dossier, ...row })
    .onConflict((conflict) => conflict.columns(["etablissement_id", "dossier_id"]).doUpdateSet(row))
    .execute();
}
