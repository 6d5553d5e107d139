import { mail, requiredLine } from "#kernel/fields.ts";

/** The three fields that name a person who will sign in by mail. */
export const champsPersonne = {
  nom: requiredLine("Indiquez le nom.", 100),
  prenom: requiredLine("Indiquez le prénom.", 100),
  courriel: mail("Indiquez l’adresse électronique : le lien d’activation y est envoyé."),
};
