import type { Rang } from "#fiche-de-liaison/store.ts";
import { routes } from "#routes.ts";

/** Which host company a page is about: the first, unless its address says `accueil=2`. */
export const rangDemande = (query: URLSearchParams): Rang => (query.get("accueil") === "2" ? 2 : 1);

/** What an address says of it: the inverse of `rangDemande`. */
export const queryDuRang = (rang: Rang): { accueil?: number } => (rang === 2 ? { accueil: 2 } : {});

export const adresseLieu = (
  dossier: string,
  rang: Rang,
  query: Record<string, string | undefined> = {},
): string => routes.ficheLieu.href({ dossier }, { ...queryDuRang(rang), ...query });

export const adresseProposition = (dossier: string, rang: Rang): string =>
  routes.ficheProposition.href({ dossier }, queryDuRang(rang));
