import { ecrire } from "#dossiers/rights.ts";
import { refuse } from "#kernel/decision.ts";

/** A week is the learner's; those who follow him say that they have seen it, and never edit it (B-09). */
export const droitsSemaine = {
  viser: ecrire(
    ["enseignant", "tuteur", "maitre"],
    refuse("semaine-vue", "Ce sont tes enseignants et ton entreprise qui disent qu’ils ont vu ta semaine."),
  ),
};
