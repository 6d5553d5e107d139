import { type CompetencesOffertes, competencesOffertes } from "#portfolio/activites/rules.ts";
import {
  type ActiviteEcrite,
  loadTexteActivite,
  loadVignettes,
  type Vignette,
} from "#portfolio/activites/store.ts";
import type { Fichier } from "#portfolio/fichiers/rules.ts";
import { loadFichiers } from "#portfolio/fichiers/store.ts";
import { type FaitsPortfolio, loadPortfolio } from "#portfolio/load.ts";
import { type Ecrit, tachesOffertes } from "#portfolio/rules.ts";
import type { Work } from "#web/act.ts";

type Offertes = { taches: ReturnType<typeof tachesOffertes>; competences: CompetencesOffertes };

/** The tasks and the competences that an activity may name; those already named stay. */
function offertes(faits: FaitsPortfolio, { contenu }: Ecrit): Offertes {
  const codes = (name: string) => (contenu[name] ?? []) as readonly string[];
  const taches = tachesOffertes(faits.referentiel, faits.tachesDeLaFiche, codes("taches"));
  const toutes = [...taches.prevues, ...taches.autres].map(({ code }) => code);
  return { taches, competences: competencesOffertes(faits.referentiel, toutes, codes("competences")) };
}

export type FaitsActivites = FaitsPortfolio & { vignettes: Vignette[] };
/** An activity, or the one about to be written (`ecrit.id` absent). */
export type FaitsActivite = FaitsPortfolio &
  Offertes & {
    ecrit: Ecrit & Partial<ActiviteEcrite>;
    /** before and after, those taken out included */
    photos: Fichier[];
  };

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
  const ecrit: Ecrit = { contenu: {}, version: 0, modifieLe: null };
  return { ...faits, ...offertes(faits, ecrit), ecrit, photos: [] };
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
  const photos = await loadFichiers(work.tx, faits.dossier, `activite:${ecrit.id}:`);
  return { ...faits, ...offertes(faits, ecrit), ecrit, photos };
}
