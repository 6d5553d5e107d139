import { lireDossier } from "#dossiers/rights.ts";
import type { FaitsDossier } from "#dossiers/rules.ts";
import type { Actor } from "#kernel/actor.ts";
import { allowed, type Decision, refuse } from "#kernel/decision.ts";

const apprentis = refuse(
  "attestation-apprenti",
  "L’attestation de présence concerne les élèves sous statut scolaire ; un apprenti est salarié de son entreprise.",
);

export const droitsDocuments = {
  /** The attestation de présence: everyone the dossier concerns (S-19), for élèves only. */
  attestation: (actor: Actor, faits: FaitsDossier): Decision => {
    const read = lireDossier(actor, faits);
    if (!read.ok) return read;
    return faits.apprenant.statut === "apprenti" ? apprentis : allowed;
  },
};
