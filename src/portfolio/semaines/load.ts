import type { CivilDate } from "#kernel/civil-date.ts";
import { type FaitsPortfolio, loadPortfolio } from "#portfolio/load.ts";
import { type Ecrit, tachesOffertes } from "#portfolio/rules.ts";
import { type Semaine, semaineDuLundi, semainesDe } from "#portfolio/semaines/rules.ts";
import { loadTexteSemaine } from "#portfolio/semaines/store.ts";
import type { Work } from "#web/act.ts";

export type FaitsSemaine = FaitsPortfolio & {
  semaines: Semaine[];
  semaine: Semaine;
  ecrit: Ecrit;
  taches: ReturnType<typeof tachesOffertes>;
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
  const cochees = (ecrit.contenu.taches ?? []) as readonly string[];
  const taches = tachesOffertes(faits.referentiel, faits.tachesDeLaFiche, cochees);
  return { ...faits, semaines, semaine, ecrit, taches };
}
