import type { Actor } from "#kernel/actor.ts";
import { allowed, type Decision, refuse } from "#kernel/decision.ts";

const enseignants =
  (code: string, sentence: string) =>
  (actor: Actor): Decision =>
    actor.role === "enseignant" ? allowed : refuse(code, sentence);

export const droitsSuivi = {
  /** « Vue par périodes »: every teacher reads every period of the school */
  vueParPeriodes: enseignants("vue-par-periodes", "La vue par périodes est celle des enseignants."),
  /** « Vue par apprenants »: the same dossiers, learner by learner */
  vueParApprenants: enseignants("vue-par-apprenants", "La vue par apprenants est celle des enseignants."),
  /** the follow-up of a period and its exports, contacts of the tutors included: the same persons */
  suiviDePeriode: enseignants("suivi-de-periode", "Le suivi d’une période est celui des enseignants."),
  /** what is still open before the class council */
  aTerminer: enseignants("a-terminer", "La liste de ce qui reste à terminer est celle des enseignants."),
  /** everyone has a home */
  accueil: (_: Actor): Decision => allowed,
};
