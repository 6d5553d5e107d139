import type { Actor } from "#kernel/actor.ts";
import { allowed, type Decision, refuse } from "#kernel/decision.ts";

/** The référentiels of the school: read by the team, settled by the administrator. */
export const droitsReferentiels = {
  lire: (actor: Actor): Decision =>
    actor.role === "administrateur" || actor.role === "enseignant"
      ? allowed
      : refuse("referentiels", "Les référentiels de l’établissement sont réservés à l’équipe pédagogique."),
  /** import a file, choose the version in use, settle scales, attitudes and statuses */
  regler: (actor: Actor): Decision =>
    actor.role === "administrateur"
      ? allowed
      : refuse(
          "referentiels-reglages",
          "Seul l’administrateur de l’établissement change les référentiels et leurs réglages. Vous pouvez les lire.",
        ),
};
