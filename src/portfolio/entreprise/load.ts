import { loadMaitre, type Maitre } from "#dossiers/store/maitre.ts";
import { type Accueil, loadAccueil, loadPresentation } from "#portfolio/entreprise/store.ts";
import { type FaitsPortfolio, loadPortfolio } from "#portfolio/load.ts";
import type { Ecrit } from "#portfolio/rules.ts";
import type { Work } from "#web/act.ts";

export type FaitsEntreprise = FaitsPortfolio & {
  accueil: Accueil | null;
  maitre: Maitre | null;
  ecrit: Ecrit;
};

/** @param hold true in an act: see `tenirPortfolio` */
export async function loadEntreprise(
  work: Work<"/dossiers/:dossier/portfolio/entreprise">,
  hold = false,
): Promise<FaitsEntreprise | null> {
  const faits = await loadPortfolio(work, hold);
  if (!faits) return null;
  const accueil = await loadAccueil(work.tx, faits.dossier);
  const maitre = await loadMaitre(work.tx, faits, work.today);
  return { ...faits, accueil, maitre, ecrit: await loadPresentation(work.tx, faits.dossier) };
}
