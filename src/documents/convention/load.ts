import type { Scan } from "#documents/convention/scan/rules.ts";
import { loadScans } from "#documents/convention/store.ts";
import { type FaitsFiche, loadFiche } from "#fiche-de-liaison/store.ts";
import type { Work } from "#web/act.ts";

/** The convention of a dossier: what the fiche says of it, and its scans. */
export type FaitsConvention = FaitsFiche & { scans: Scan[] };

/** @param hold true in an act: those who write go one after the other */
export async function loadConvention(
  { tx, params }: Work<"/dossiers/:dossier/convention">,
  hold = false,
): Promise<FaitsConvention | null> {
  const faits = await loadFiche(tx, params.dossier, hold);
  return faits && { ...faits, scans: await loadScans(tx, params.dossier) };
}
