import type { ApprenantListe } from "#suivi/apprenants/store.ts";
import { chercheur } from "#suivi/rules.ts";

/** What the address asks: a name, a class, a page from 1. */
export type DemandeApprenants = { recherche: string; classe: string | null; page: number };

export const PAR_PAGE = 100;

export const lireDemandeApprenants = (query: URLSearchParams): DemandeApprenants => {
  const page = query.get("page") ?? "";
  return {
    recherche: (query.get("q") ?? "").trim().slice(0, 80),
    classe: query.get("classe") || null,
    page: /^[1-9]\d{0,3}$/.test(page) ? Number(page) : 1,
  };
};

export type ListeApprenants = {
  classes: { id: string; nom: string; mienne: boolean }[];
  /** learners of one's classes on this page */
  miens: ApprenantListe[];
  /** the others of the school on this page */
  autres: ApprenantListe[];
  /** learners found, every page together */
  total: number;
  page: number;
  pages: number;
};

/**
 * The learners found by name and class, those of one's classes first, a hundred a page. A page beyond the last is the
 * last.
 * @param apprenants class by class, in the order of names
 */
export function listerApprenants(
  apprenants: readonly ApprenantListe[],
  { recherche, classe, page }: DemandeApprenants,
  miennes: readonly string[],
): ListeApprenants {
  const mine = ({ classe: { id } }: ApprenantListe) => miennes.includes(id);
  const found = chercheur(recherche);
  const kept = apprenants.filter((one) => found(one) && (classe === null || one.classe.id === classe));
  const ordered = [...kept.filter(mine), ...kept.filter((one) => !mine(one))];
  const pages = Math.max(1, Math.ceil(ordered.length / PAR_PAGE));
  const shown = Math.min(page, pages);
  const slice = ordered.slice((shown - 1) * PAR_PAGE, shown * PAR_PAGE);
  const classes = new Map(apprenants.map((one) => [one.classe.id, { ...one.classe, mienne: mine(one) }]));
  return {
    classes: [...classes.values()].toSorted((a, b) => Number(b.mienne) - Number(a.mienne)),
    miens: slice.filter(mine),
    autres: slice.filter((one) => !mine(one)),
    total: ordered.length,
    page: shown,
    pages,
  };
}
