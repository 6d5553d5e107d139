import { ecrire, estEnseignantDuDossier } from "#dossiers/rights.ts";
import type { Actor } from "#kernel/actor.ts";
import { allowed, type Decision, refuse } from "#kernel/decision.ts";

const enseignants = refuse(
  "tuteurs",
  "Les tuteurs de stage sont invités par les enseignants ; les maîtres d’apprentissage, par l’administrateur.",
);

const aucuneDeMesClasses = refuse(
  "pas-ma-classe",
  "Seuls les enseignants des classes de la période et son auteur peuvent inviter les tuteurs. Vous pouvez lire cette page.",
);

/** Who invites tutors (S-32): teachers; those of the class and the period's author write, the others read. */
export const droitsTuteurs = {
  lire: (actor: Actor): Decision => (actor.role === "enseignant" ? allowed : enseignants),
  inviter: ecrire(["enseignant"], enseignants),
  /** all the tutors of a period in one act: whoever may invite one of them; each line is then decided on its own */
  inviterTous: (
    actor: Actor,
    { periode, classes }: { periode: { auteur: string }; classes: readonly string[] },
  ): Decision => {
    if (actor.role !== "enseignant") return enseignants;
    if (actor.habilitation === periode.auteur) return allowed;
    return classes.some((id) => estEnseignantDuDossier(actor, { classe: { id }, periode }))
      ? allowed
      : aucuneDeMesClasses;
  },
};
