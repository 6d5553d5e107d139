import { type FaitsPortfolio, loadPortfolio } from "#portfolio/load.ts";
import { loadOrganigrammeDe, type Organigramme } from "#portfolio/organigramme/store.ts";
import type { Work } from "#web/act.ts";

export type FaitsOrganigramme = FaitsPortfolio & { organigramme: Organigramme };

/** @param hold true in an act: see `tenirPortfolio` */
export async function loadOrganigramme(
  work: Work<"/dossiers/:dossier/portfolio/organigramme">,
  hold = false,
): Promise<FaitsOrganigramme | null> {
  const faits = await loadPortfolio(work, hold);
  return faits && { ...faits, organigramme: await loadOrganigrammeDe(work.tx, faits.dossier) };
}
