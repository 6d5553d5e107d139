import { rangDemande } from "#fiche-de-liaison/lieu/adresse.ts";
import type { LieuEntreprise } from "#portfolio/carte/rules.ts";
import { loadLieux, tenirAccueil } from "#portfolio/carte/store.ts";
import { type FaitsPortfolio, loadPortfolio } from "#portfolio/load.ts";
import type { Work } from "#web/act.ts";

/** The place of the company the address asks for, beside those of the dossier. */
export type FaitsCarte = FaitsPortfolio & LieuEntreprise & { lieux: LieuEntreprise[] };

/**
 * Null also when the address asks for a second company that the dossier does not have.
 * @param hold true in an act: see `tenirPortfolio`
 */
export async function loadCarte(
  work: Work<"/dossiers/:dossier/portfolio/carte">,
  hold = false,
): Promise<FaitsCarte | null> {
  const faits = await loadPortfolio(work, hold);
  if (!faits) return null;
  const rang = rangDemande(work.query);
  if (hold) await tenirAccueil(work.tx, faits.dossier, rang);
  const lieux = await loadLieux(work.tx, work.deps.geographie, faits.dossier);
  const lieu = lieux.find((un) => un.rang === rang);
  return lieu ? { ...faits, ...lieu, lieux } : null;
}
