import { queryDuRang } from "#fiche-de-liaison/lieu/adresse.ts";
import type { Rang } from "#fiche-de-liaison/store.ts";
import { routes } from "#routes.ts";

/** « Présenter l’entreprise », with the first host company or the second one beside the learner's answers. */
export const adressePresentation = (dossier: string, rang: Rang): string =>
  routes.presentation.href({ dossier }, queryDuRang(rang));

/** Where the learner's change of that company is sent. */
export const adresseModifierLieu = (dossier: string, rang: Rang): string =>
  routes.presentationLieu.href({ dossier }, queryDuRang(rang));
