import { type LieuEntreprise, loadLieu } from "#portfolio/carte/store.ts";
import { type FaitsPortfolio, loadPortfolio } from "#portfolio/load.ts";
import type { Work } from "#web/act.ts";

export type FaitsCarte = FaitsPortfolio & LieuEntreprise;

/** @param hold true in an act: see `tenirPortfolio` */
export async function loadCarte(
  work: Work<"/dossiers/:dossier/portfolio/carte">,
  hold = false,
): Promise<FaitsCarte | null> {
  const faits = await loadPortfolio(work, hold);
  return faits && { ...faits, ...(await loadLieu(work.tx, work.deps.geographie, faits.dossier)) };
}
