import type { Actor } from "#kernel/actor.ts";
import { allowed, type Decision, refuse } from "#kernel/decision.ts";

const teachersOnly = refuse("entreprises", "L’annuaire des entreprises est tenu par les enseignants.");

const enseignant = (actor: Actor): Decision => (actor.role === "enseignant" ? allowed : teachersOnly);

/** Who reads and keeps the school's directory of companies (B-29). */
export const droitsEntreprises = {
  /** list, one company, its history, its private notes, exports */
  consulter: enseignant,
  modifier: enseignant,
  fusionner: enseignant,
  /** while filling « Lieu de réalisation »: its teachers, and a learner who reads names and places only */
  chercher: (actor: Actor): Decision =>
    actor.role === "apprenant" || actor.role === "enseignant"
      ? allowed
      : refuse(
          "entreprises-recherche",
          "L’annuaire des entreprises sert à remplir le lieu de réalisation : l’apprenant et ses enseignants y cherchent.",
        ),
};
