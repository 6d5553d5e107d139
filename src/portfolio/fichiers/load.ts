import type { DossierLu } from "#dossiers/rules.ts";
import { loadDossier } from "#dossiers/store.ts";
import type { Fichier } from "#portfolio/fichiers/rules.ts";
import { activitesPresentes, loadFichiers } from "#portfolio/fichiers/store.ts";
import { type FaitsPortfolio, loadPortfolio } from "#portfolio/load.ts";
import type { Work } from "#web/act.ts";

export type FaitsFichiers = FaitsPortfolio & {
  fichiers: Fichier[];
  /** ids of the activities that may hold photos */
  activites: string[];
};
export type FaitsFichier = FaitsFichiers & { fichier: Fichier };

/** Every file of a portfolio. @param hold true in an act: see `tenirPortfolio` */
export async function loadPageFichiers(
  work: Work<"/dossiers/:dossier/portfolio">,
  hold = false,
): Promise<FaitsFichiers | null> {
  const faits = await loadPortfolio(work, hold);
  if (!faits) return null;
  return {
    ...faits,
    fichiers: await loadFichiers(work.tx, faits.dossier),
    activites: await activitesPresentes(work.tx, faits.dossier),
  };
}

/** One file of this portfolio, taken out or not as `retire` says; null for any other. */
export async function loadUnFichier(
  work: Work<"/dossiers/:dossier/fichiers/:fichier">,
  { retire = false, hold = false }: { retire?: boolean; hold?: boolean } = {},
): Promise<FaitsFichier | null> {
  const faits = await loadPageFichiers(work, hold);
  const fichier = faits?.fichiers.find(({ id }) => id === work.params.fichier);
  return faits && fichier?.retire === retire ? { ...faits, fichier } : null;
}

/** What is needed to send a file's bytes: whose it is, and that it may be shown. */
export async function loadFichierServi({
  tx,
  params,
}: Work<"/dossiers/:dossier/fichiers/:fichier">): Promise<
  (DossierLu & { fichier: Fichier & { empreinte: Buffer } }) | null
> {
  const dossier = await loadDossier(tx, params.dossier);
  if (!dossier) return null;
  const fichier = (await loadFichiers(tx, params.dossier)).find(({ id }) => id === params.fichier);
  if (!fichier?.empreinte || fichier.retire || fichier.etat !== "sain") return null;
  return { ...dossier, fichier: { ...fichier, empreinte: fichier.empreinte } };
}
