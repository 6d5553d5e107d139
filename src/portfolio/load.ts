import type { DossierLu } from "#dossiers/rules.ts";
import { loadDossier } from "#dossiers/store.ts";
import type { Conseil } from "#portfolio/commentaires/rules.ts";
import type { Sommaire } from "#portfolio/rules.ts";
import { loadSommaire, tenirPortfolio } from "#portfolio/store.ts";
import type { Referentiel } from "#referentiel/types.ts";
import { referentielDe } from "#referentiel/versions.ts";
import type { Work } from "#web/act.ts";

/** What every tab stands on: the dossier, what the tabs count, the tasks of the fiche. */
export type FaitsPortfolio = DossierLu & {
  sommaire: Sommaire;
  tachesDeLaFiche: readonly string[];
  /** every comment, those taken back included: see `presents`, `conseilsSur` */
  conseils: readonly Conseil[];
  referentiel: Referentiel;
};

/**
 * The portfolio of the address; null when its dossier is not to be found here.
 * @param hold true in an act: see `tenirPortfolio`
 */
export async function loadPortfolio(
  { tx, params, deps }: Work<"/dossiers/:dossier/portfolio">,
  hold = false,
): Promise<FaitsPortfolio | null> {
  const dossier = await loadDossier(tx, params.dossier);
  if (!dossier) return null;
  if (hold) await tenirPortfolio(tx, params.dossier);
  const referentiel = referentielDe(deps.referentiels, dossier.periode);
  if (!referentiel) throw new Error(`no référentiel ${dossier.periode.referentiel}`);
  const { taches, conseils, ...sommaire } = await loadSommaire(tx, params.dossier);
  return { ...dossier, sommaire, tachesDeLaFiche: taches, conseils, referentiel };
}
