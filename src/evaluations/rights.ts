import type { Actor } from "#kernel/actor.ts";
import { allowed, type Decision, refuse } from "#kernel/decision.ts";
import { droitsTableauDeBord } from "#tableau-de-bord/rights.ts";

const teachersOnly = refuse(
  "enseignants",
  "Les bilans intermédiaires se préparent entre enseignants. L’apprenant et son entreprise les lisent sur le tableau de bord.",
);

/** Bilans intermédiaires: every teacher reads, those of the class write, the author alone cancels. */
export const droitsBilansIntermediaires = {
  lire: (actor: Actor): Decision => (actor.role === "enseignant" ? allowed : teachersOnly),
  creer: (actor: Actor, faits: { classe: string }): Decision => {
    if (actor.role !== "enseignant") return teachersOnly;
    return actor.classes.includes(faits.classe)
      ? allowed
      : refuse("pas-ma-classe", "Seuls les enseignants de la classe y font un bilan intermédiaire.");
  },
  /** its paper: teachers, and while it stands the learner and his company */
  imprimer: (
    actor: Actor,
    faits: { apprenant: { id: string }; dossiers: readonly string[]; annule: boolean },
  ): Decision => {
    const read = droitsTableauDeBord.lire(actor, faits);
    if (!read.ok || actor.role === "enseignant" || !faits.annule) return read;
    return refuse("bilan-annule", "Ce bilan intermédiaire a été annulé.");
  },
  annuler: (actor: Actor, faits: { auteur: { id: string; nom: string }; annule: boolean }): Decision => {
    if (actor.role !== "enseignant") return teachersOnly;
    if (actor.habilitation !== faits.auteur.id)
      return refuse(
        "pas-l-auteur",
        `Seul son auteur, ${faits.auteur.nom}, peut annuler ce bilan intermédiaire.`,
      );
    return faits.annule ? refuse("deja-annule", "Ce bilan intermédiaire est déjà annulé.") : allowed;
  },
};

/** « Mes évaluations »: the learner's own page. */
export const droitsMesEvaluations = {
  lire: (actor: Actor): Decision =>
    actor.role === "apprenant"
      ? allowed
      : refuse(
          "mes-evaluations",
          "« Mes évaluations » est la page de l’apprenant. Ses évaluations se lisent sur son tableau de bord.",
        ),
};

/** What LSL Pro asks of a class: its teachers copy it, every teacher of the school may read it. */
export const droitsLslPro = {
  lire: (actor: Actor): Decision =>
    actor.role === "enseignant"
      ? allowed
      : refuse("enseignants", "L’export pour LSL Pro se fait entre enseignants."),
};
