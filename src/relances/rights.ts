import { estEnseignantDuDossier } from "#dossiers/rights.ts";
import type { Actor } from "#kernel/actor.ts";
import { allowed, type Decision, refuse } from "#kernel/decision.ts";

const enseignants = refuse("relances", "Les rappels d’une période sont envoyés par les enseignants.");

const aucuneDeMesClasses = refuse(
  "pas-ma-classe",
  "Seuls les enseignants des classes de la période et son auteur envoient des rappels.",
);

export const droitsRelances = {
  /** one's own settings: pace of the mails, comfortable reading */
  sesReglages: (_: Actor): Decision => allowed,
  /** « Relancer les 3 »: teachers of a class of the period, and its author; a lock keeps nobody from being reminded */
  relancer: (
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
