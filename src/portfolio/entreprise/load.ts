import { loadMaitre, type Maitre } from "#dossiers/store/maitre.ts";
import { rangDemande } from "#fiche-de-liaison/lieu/adresse.ts";
import { type FaitsFiche, loadFiche } from "#fiche-de-liaison/store.ts";
import { loadPresentation } from "#portfolio/entreprise/store.ts";
import { type FaitsPortfolio, loadPortfolio } from "#portfolio/load.ts";
import type { Ecrit } from "#portfolio/rules.ts";
import type { Work } from "#web/act.ts";

export type FaitsEntreprise = FaitsPortfolio & {
  /** the stay asked for (B-18), as the fiche de liaison has it: asked once, read here (S-45) */
  fiche: FaitsFiche;
  maitre: Maitre | null;
  ecrit: Ecrit;
};

/** @param hold what an act holds until it has written: the portfolio (see `tenirPortfolio`) or the stay */
export async function loadEntreprise(
  work: Work<"/dossiers/:dossier/portfolio/entreprise">,
  hold?: "portfolio" | "lieu",
): Promise<FaitsEntreprise | null> {
  const { tx, query, today } = work;
  const faits = await loadPortfolio(work, hold === "portfolio");
  if (!faits) return null;
  const fiche = await loadFiche(tx, faits.dossier, hold === "lieu", rangDemande(query));
  if (!fiche) return null;
  const maitre = await loadMaitre(tx, faits, today);
  return { ...faits, fiche, maitre, ecrit: await loadPresentation(tx, faits.dossier) };
}
