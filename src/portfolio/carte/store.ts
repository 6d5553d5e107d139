import type { SchoolTx } from "#db/pool.ts";
import type { Rang } from "#fiche-de-liaison/store.ts";
import type { Geographie } from "#geographie/geographie.ts";
import { arrondi, type Point } from "#geographie/point.ts";
import { type LieuEntreprise, positionDe } from "#portfolio/carte/rules.ts";

/**
 * The place of each host company of a dossier, in the order of its stays: one, or two (B-18). Empty fields while the fiche
 * says nothing.
 */
export async function loadLieux(
  tx: SchoolTx,
  geographie: Pick<Geographie, "situer">,
  dossier: string,
): Promise<LieuEntreprise[]> {
  const rows = await tx
    .selectFrom("accueil as a")
    .leftJoin("emplacement as e", (join) =>
      join
        .onRef("e.etablissement_id", "=", "a.etablissement_id")
        .onRef("e.dossier_id", "=", "a.dossier_id")
        .onRef("e.rang", "=", "a.rang"),
    )
    .select(["a.rang", "a.entreprise", "a.adresse", "a.code_postal as codePostal", "a.ville"])
    .select(["e.latitude", "e.longitude", "e.version", "e.modifie_le as modifieLe"])
    .where("a.dossier_id", "=", dossier)
    .orderBy("a.rang")
    .execute();
  return rows.map(({ rang, latitude, longitude, version, modifieLe, ...adresse }) => {
    const point = latitude === null || longitude === null ? null : { latitude, longitude };
    const emplacement = { point, version: version ?? 0, modifieLe };
    const situation = geographie.situer(adresse);
    return {
      rang: rang === 2 ? 2 : 1,
      adresse,
      emplacement,
      situation,
      position: positionDe(emplacement, situation),
    };
  });
}

/** The stay stays until the act has written its pin. */
export const tenirAccueil = (tx: SchoolTx, dossier: string, rang: Rang) =>
  tx
    .selectFrom("accueil")
    .select("id")
    .where("dossier_id", "=", dossier)
    .where("rang", "=", rang)
    .forKeyShare()
    .execute();

/** Puts the pin, under its new version; the caller holds the portfolio. */
export function writeEmplacement(
  tx: SchoolTx,
  cle: { etablissement: string; dossier: string; rang: Rang },
  point: Point,
  stored: { version: number; modifie_le: Date },
) {
  const row = { ...arrondi(point), ...stored };
  return tx
    .insertInto("emplacement")
    .values({ etablissement_id: cle.etablissement, dossier_id: cle.dossier, rang: cle.rang, ...row })
    .onConflict((conflict) => conflict.columns(["etablissement_id", "dossier_id", "rang"]).doUpdateSet(row))
    .execute();
}

/** The pin goes back to where the address says. */
export const deleteEmplacement = (tx: SchoolTx, dossier: string, rang: Rang) =>
  tx.deleteFrom("emplacement").where("dossier_id", "=", dossier).where("rang", "=", rang).execute();
