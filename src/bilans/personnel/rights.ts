import { ecrire, lireDossier } from "#dossiers/rights.ts";
import { refuse } from "#kernel/decision.ts";

/** Rights over the bilan personnel (S-60, S-61): the learner writes it, those who follow him read it. */
export const droitsPersonnel = {
  lire: lireDossier,
  ecrire: ecrire(
    ["apprenant"],
    refuse("bilan-personnel", "Le bilan personnel est écrit par l’apprenant. Vous pouvez le lire."),
  ),
};
