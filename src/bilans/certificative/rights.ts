import { type FaitsGrille, grilleExiste } from "#bilans/certificative/rules.ts";
import { ecrire, lireDossier } from "#dossiers/rights.ts";
import type { Actor } from "#kernel/actor.ts";
import { all, allowed, type Decision, refuse } from "#kernel/decision.ts";

const parLesEnseignants = ecrire(
  ["enseignant"],
  refuse(
    "grille-enseignant",
    "La grille certificative est remplie et validée par les enseignants ; l’entreprise y propose des niveaux.",
  ),
);
const parLEntreprise = ecrire(
  ["tuteur", "maitre"],
  refuse(
    "grille-entreprise",
    "Ces propositions sont celles de l’entreprise : l’enseignant choisit et valide.",
  ),
);

const enCours = ({ grille }: FaitsGrille): Decision =>
  grille?.etat === "valide"
    ? refuse(
        "grille-validee",
        "Cette grille est validée : elle ne change plus. Un enseignant de la classe peut la corriger, avec un motif ; la correction est une nouvelle version.",
      )
    : allowed;

const validee = ({ grille }: FaitsGrille): Decision =>
  grille?.etat === "valide"
    ? allowed
    : refuse("grille-non-validee", "Cette grille n’est pas encore validée.");

const publiable = ({ publierGrilles }: FaitsGrille): Decision =>
  publierGrilles
    ? allowed
    : refuse(
        "grilles-non-publiees",
        "Votre établissement ne montre pas les grilles certificatives aux apprenants. L’administrateur peut changer ce réglage.",
      );

/** A learner reads a validated grid that a teacher published, where the school allows it; nothing else. */
function publiee(actor: Actor, faits: FaitsGrille): Decision {
  const { grille, publierGrilles } = faits;
  if (actor.role !== "apprenant") return allowed;
  return publierGrilles && grille?.etat === "valide" && grille.publieLe !== null
    ? allowed
    : refuse(
        "grille-non-publiee",
        "Ta grille certificative ne t’a pas été communiquée : tu ne peux pas la lire ici.",
      );
}

const seuls = refuse(
  "certificatives-enseignants",
  "Les évaluations certificatives d’une classe se lisent entre enseignants.",
);

/** Rights over the certificative grids (S-65): the company proposes, the teacher validates. */
export const droitsGrille = {
  /** the list, and its export */
  lister: (actor: Actor): Decision => (actor.role === "enseignant" ? allowed : seuls),
  lire: (actor: Actor, faits: FaitsGrille): Decision =>
    all(lireDossier(actor, faits), grilleExiste(faits.statut), publiee(actor, faits)),
  ecrire: (actor: Actor, faits: FaitsGrille): Decision =>
    all(parLesEnseignants(actor, faits), grilleExiste(faits.statut), enCours(faits)),
  proposer: (actor: Actor, faits: FaitsGrille): Decision =>
    all(parLEntreprise(actor, faits), grilleExiste(faits.statut), enCours(faits)),
  corriger: (actor: Actor, faits: FaitsGrille): Decision =>
    all(parLesEnseignants(actor, faits), grilleExiste(faits.statut), validee(faits)),
  publier: (actor: Actor, faits: FaitsGrille): Decision =>
    all(parLesEnseignants(actor, faits), grilleExiste(faits.statut), validee(faits), publiable(faits)),
};
