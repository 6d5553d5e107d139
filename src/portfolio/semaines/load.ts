import type { CivilDate } from "#kernel/civil-date.ts";
import { ancreSemaine, type Fichier } from "#portfolio/fichiers/rules.ts";
import { loadFichiers } from "#portfolio/fichiers/store.ts";
import { type FaitsPortfolio, loadPortfolio } from "#portfolio/load.ts";
import { type Ecrit, tachesOffertes } from "#portfolio/rules.ts";
import {
  joursDe,
  type Semaine,
  semaineDuLundi,
  semainesDe,
  toutesLesTaches,
} from "#portfolio/semaines/rules.ts";
import { type Autour, loadAutour, loadTexteSemaine } from "#portfolio/semaines/store.ts";
import type { Work } from "#web/act.ts";

export type FaitsSemaine = FaitsPortfolio & {
  semaines: Semaine[];
  semaine: Semaine;
  ecrit: Ecrit;
  taches: ReturnType<typeof tachesOffertes>;
  /** the days that may be told one by one */
  jours: CivilDate[];
  autour: Autour;
  /** the week's photos, those taken out included */
  photos: Fichier[];
};

/**
 * One week of a portfolio, and the others around it; null when the address names one that is not of this portfolio.
 * @param choose which week
 * @param hold true in an act: see `tenirPortfolio`
 */
export async function loadSemaine(
  work: Work<"/dossiers/:dossier/portfolio/semaines">,
  choose: (faits: FaitsPortfolio) => CivilDate | string,
  hold = false,
): Promise<FaitsSemaine | null> {
  const faits = await loadPortfolio(work, hold);
  if (!faits) return null;
  const semaines = semainesDe(faits.periode, faits.sommaire.semaines);
  const semaine = semaineDuLundi(semaines, choose(faits));
  if (!semaine) return null;
  const ecrit = await loadTexteSemaine(work.tx, faits.dossier, semaine.lundi);
  const cochees = toutesLesTaches(ecrit.contenu);
  const autour = await loadAutour(work.tx, faits.dossier, semaine.lundi);
  const taches = tachesOffertes(faits.referentiel, faits.tachesDeLaFiche, [
    ...cochees,
    ...(autour.reprise?.taches ?? []),
  ]);
  const jours = joursDe(semaine.lundi, faits.periode, Object.keys(ecrit.contenu));
  const photos = await loadFichiers(work.tx, faits.dossier, ancreSemaine(semaine.lundi));
  return { ...faits, semaines, semaine, ecrit, taches, jours, autour, photos };
}
