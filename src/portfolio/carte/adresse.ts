import { queryDuRang } from "#fiche-de-liaison/lieu/adresse.ts";
import type { Rang } from "#fiche-de-liaison/store.ts";
import { routes } from "#routes.ts";

type Voir = Record<string, string | undefined>;

/** « Géolocaliser », about the first host company or the second one: to read, and where its pin is placed. */
export const adresseCarte = (dossier: string, rang: Rang, voir: Voir = {}): string =>
  routes.carte.href({ dossier }, { ...queryDuRang(rang), ...voir });

/** « Revenir à l’adresse de la fiche », for that company. */
export const adresseRevenir = (dossier: string, rang: Rang): string =>
  routes.carteAdresse.href({ dossier }, queryDuRang(rang));

/** « Chercher l’adresse précise », for that company. */
export const adresseRecherche = (dossier: string, rang: Rang): string =>
  routes.carteRecherche.href({ dossier }, queryDuRang(rang));
