import { ecrire, lireDossier } from "#dossiers/rights.ts";
import { refuse } from "#kernel/decision.ts";

/** Who writes what of the fiche de liaison (S-25, S-26, S-28; product.md « Writing rights »). */
export const droitsFiche = {
  /** everyone concerned by the dossier reads it (S-27) */
  lire: lireDossier,
  /** « Lieu de réalisation »: the learner himself and his teachers */
  modifierLieu: ecrire(
    ["apprenant", "enseignant"],
    refuse(
      "fiche-lieu",
      "Le lieu de réalisation est rempli par l’apprenant et ses enseignants. Signalez-leur toute correction.",
    ),
  ),
  /** objectives and tasks: the teachers, and the maître d'apprentissage; the tuteur de stage reads only (S-28) */
  individualiser: ecrire(
    ["enseignant", "maitre"],
    refuse(
      "fiche-objectifs",
      "Les objectifs et les activités sont individualisés par les enseignants ou par le maître d’apprentissage.",
    ),
  ),
  /** a learner's proposal of another company or tutor */
  trancher: ecrire(
    ["enseignant"],
    refuse("fiche-proposition", "Un enseignant de la classe accepte ou écarte cette proposition."),
  ),
};
