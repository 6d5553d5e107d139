import type { Actor } from "#kernel/actor.ts";
import { allowed, type Decision, refuse } from "#kernel/decision.ts";

export const droitsSuivi = {
  /** « Vue par périodes »: every teacher reads every period of the school */
  vueParPeriodes: (actor: Actor): Decision =>
    actor.role === "enseignant"
      ? allowed
      : refuse("vue-par-periodes", "La vue par périodes est celle des enseignants."),
  /** the follow-up of a period and its exports, contacts of the tutors included: the same persons */
  suiviDePeriode: (actor: Actor): Decision =>
    actor.role === "enseignant"
      ? allowed
      : refuse("suivi-de-periode", "Le suivi d’une période est celui des enseignants."),
  /** everyone has a home */
  accueil: (_: Actor): Decision => allowed,
};
