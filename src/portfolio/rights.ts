import { ecrire, lireDossier } from "#dossiers/rights.ts";
import type { Actor } from "#kernel/actor.ts";
import { allowed, type Decision, refuse } from "#kernel/decision.ts";

/** The portfolio is the learner's own (S-42): the others read it and comment, they never correct. */
export const droitsPortfolio = {
  lire: lireDossier,
  /** the squares of streets under a map: they say nothing of anybody */
  fondDeCarte: (_: Actor): Decision => allowed,
  ecrire: ecrire(
    ["apprenant"],
    refuse(
      "portfolio-lecture-seule",
      "Seul l’apprenant écrit dans son portfolio. Vous pouvez le lire et lui laisser un commentaire.",
    ),
  ),
  commenter: ecrire(
    ["enseignant", "tuteur", "maitre"],
    refuse(
      "portfolio-commentaires",
      "Les commentaires viennent de tes enseignants et de ton entreprise. Toi, tu peux dire « C’est fait ».",
    ),
  ),
  /** answer a comment in one line */
  repondre: ecrire(
    ["apprenant"],
    refuse("portfolio-commentaires", "C’est l’apprenant qui répond à vos commentaires."),
  ),
  /** put right, take back or put back what one has written oneself: `corriger`, `retirer` (commentaires/rules) */
  reprendreSien: ecrire(
    ["apprenant", "enseignant", "tuteur", "maitre"],
    refuse("portfolio-commentaires", "Vous n’écrivez pas de commentaire ici."),
  ),
  /** say that a comment has been taken into account */
  marquerFait: ecrire(
    ["apprenant"],
    refuse("portfolio-commentaires", "C’est l’apprenant qui indique ce qu’il a fait de vos commentaires."),
  ),
};
