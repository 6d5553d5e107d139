import { ecrire } from "#dossiers/rights.ts";
import type { Actor } from "#kernel/actor.ts";
import { allowed, type Decision, refuse } from "#kernel/decision.ts";

const enseignants = refuse(
  "tuteurs",
  "Les tuteurs de stage sont invités par les enseignants ; les maîtres d’apprentissage, par l’administrateur.",
);

/** Who invites tutors (S-32): teachers; those of the class and the period's author write, the others read. */
export const droitsTuteurs = {
  lire: (actor: Actor): Decision => (actor.role === "enseignant" ? allowed : enseignants),
  inviter: ecrire(["enseignant"], enseignants),
};
