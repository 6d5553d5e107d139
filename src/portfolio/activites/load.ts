import {
  type ActiviteEcrite,
  loadTexteActivite,
  loadVignettes,
  type Vignette,
} from "#portfolio/activites/store.ts";
import { type FaitsPortfolio, loadPortfolio } from "#portfolio/load.ts";
import { type Ecrit, tachesOffertes } from "#portfolio/rules.ts";
import type { Work } from "#web/act.ts";

type Taches = { taches: ReturnType<typeof tachesOffertes> };

export type FaitsActivites = FaitsPortfolio & { vignettes: Vignette[] };
/** An activity, or the one about to be written (`ecrit.id` absent). */
export type FaitsActivite = FaitsPortfolio & Taches & { ecrit: Ecrit & Partial<ActiviteEcrite> };

export async function loadActivites(
  work: Work<"/dossiers/:dossier/portfolio/activites">,
): Promise<FaitsActivites | null> {
  const faits = await loadPortfolio(work);
  return faits && { ...faits, vignettes: await loadVignettes(work.tx, faits.dossier) };
}

/** A new activity starts empty, kept for the export. @param hold true in an act: see `tenirPortfolio` */
export async function loadNouvelle(
  work: Work<"/dossiers/:dossier/portfolio/activites/nouvelle">,
  hold = false,
): Promise<FaitsActivite | null> {
  const faits = await loadPortfolio(work, hold);
  if (!faits) return null;
  const taches = tachesOffertes(faits.referentiel, faits.tachesDeLaFiche);
  return { ...faits, taches, ecrit: { contenu: {}, version: 0, modifieLe: null } };
}

/**
 * One activity of this portfolio.
 * @param retiree whether one that was taken out is wanted, or one that was not; null for the other kind
 * @param hold true in an act: see `tenirPortfolio`
 */
export async function loadActivite(
  work: Work<"/dossiers/:dossier/portfolio/activites/:activite">,
  { retiree = false, hold = false }: { retiree?: boolean; hold?: boolean } = {},
): Promise<FaitsActivite | null> {
  const faits = await loadPortfolio(work, hold);
  if (!faits) return null;
  const ecrit = await loadTexteActivite(work.tx, faits.dossier, work.params.activite);
  if (ecrit?.retiree !== retiree) return null;
  const cochees = ecrit.contenu.taches as readonly string[];
  return { ...faits, ecrit, taches: tachesOffertes(faits.referentiel, faits.tachesDeLaFiche, cochees) };
}
