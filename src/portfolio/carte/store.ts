import type { SchoolTx } from "#db/pool.ts";
import type { Geographie } from "#geographie/geographie.ts";
import { arrondi, type Point } from "#geographie/point.ts";
import type { Introuvable, Situation } from "#geographie/situer.ts";
import {
  type AdresseEntreprise,
  type Emplacement,
  type Position,
  positionDe,
} from "#portfolio/carte/rules.ts";

/** What the tab and the documents know of the place of a company. */
export type LieuEntreprise = {
  adresse: AdresseEntreprise;
  /** what the address alone says */
  situation: Situation | Introuvable;
  emplacement: Emplacement;
  /** where the pin stands; null when nobody put it and the address is not recognised */
  position: Position | null;
};

export async function loadLieu(
  tx: SchoolTx,
  geographie: Pick<Geographie, "situer">,
  dossier: string,
): Promise<LieuEntreprise> {
  const adresse = await loadAdresse(tx, dossier);
  const emplacement = await loadEmplacement(tx, dossier);
  const situation = geographie.situer(adresse);
  return { adresse, emplacement, situation, position: positionDe(emplacement, situation) };
}

/** The address of the first stay; empty fields while the fiche says nothing. */
async function loadAdresse(tx: SchoolTx, dossier: string): Promise<AdresseEntreprise> {
  const row = await tx
    .selectFrom("accueil")
    .select(["entreprise", "adresse", "code_postal as codePostal", "ville"])
    .where("dossier_id", "=", dossier)
    .orderBy("rang")
    .limit(1)
    .executeTakeFirst();
  return row ?? { entreprise: "", adresse: "", codePostal: "", ville: "" };
}

async function loadEmplacement(tx: SchoolTx, dossier: string): Promise<Emplacement> {
  const row = await tx
    .selectFrom("emplacement")
    .select(["latitude", "longitude", "version", "modifie_le"])
    .where("dossier_id", "=", dossier)
    .executeTakeFirst();
  if (!row) return { point: null, version: 0, modifieLe: null };
  const { latitude, longitude, version, modifie_le } = row;
  return { point: { latitude, longitude }, version, modifieLe: modifie_le };
}

/** Puts the pin, under its new version; the caller holds the portfolio. */
export function writeEmplacement(
  tx: SchoolTx,
  cle: { etablissement: string; dossier: string },
  point: Point,
  stored: { version: number; modifie_le: Date },
) {
  const row = { ...arrondi(point), ...stored };
  return tx
    .insertInto("emplacement")
    .values({ etablissement_id: cle.etablissement, dossier_id: cle.dossier, ...row })
    .onConflict((conflict) => conflict.columns(["etablissement_id", "dossier_id"]).doUpdateSet(row))
    .execute();
}

/** The pin goes back to where the address says. */
export const deleteEmplacement = (tx: SchoolTx, dossier: string) =>
  tx.deleteFrom("emplacement").where("dossier_id", "=", dossier).execute();
