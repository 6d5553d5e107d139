import type { SchoolTx } from "#db/pool.ts";
import { type FaitsFiche, loadFiche } from "#fiche-de-liaison/store.ts";
import { type LigneTuteur, listeTuteurs, loadPeriode, type PeriodeTuteurs } from "#tuteurs/store.ts";

/** What « Gestion des tuteurs » shows: the learners, and the fiche of the one chosen (none in an empty period). */
export type Gestion = { periode: PeriodeTuteurs; lignes: LigneTuteur[]; fiche: FaitsFiche | null };

/**
 * @param dossier the learner chosen; null: the first of the list
 * @param hold true in an act: the fiche is held, so that two sendings take their turn
 * @returns null when the period is not here, or the learner not in it
 */
export async function loadGestion(
  tx: SchoolTx,
  periode: string,
  dossier: string | null,
  hold = false,
): Promise<Gestion | null> {
  const found = await loadPeriode(tx, periode);
  if (!found) return null;
  const lignes = await listeTuteurs(tx, periode);
  const chosen = dossier ? lignes.find((ligne) => ligne.dossier === dossier) : lignes[0];
  if (!chosen) return dossier ? null : { periode: found, lignes, fiche: null };
  return { periode: found, lignes, fiche: await loadFiche(tx, chosen.dossier, hold) };
}
