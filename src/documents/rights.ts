import { ecrire, lireDossier } from "#dossiers/rights.ts";
import type { FaitsDossier } from "#dossiers/rules.ts";
import { droitsFiche } from "#fiche-de-liaison/rights.ts";
import type { Actor } from "#kernel/actor.ts";
import { all, allowed, type Decision, refuse } from "#kernel/decision.ts";

const attestationApprenti = refuse(
  "attestation-apprenti",
  "L’attestation de présence concerne les élèves sous statut scolaire ; un apprenti est salarié de son entreprise.",
);
const preconventionApprenti = refuse(
  "preconvention-apprenti",
  "La pré-convention concerne les élèves sous statut scolaire ; celle d’un apprenti est son contrat.",
);

/** Everyone the dossier concerns reads; a document of the convention exists for apprentis where the school says so. */
const pourEleve =
  (apprenti: Decision) =>
  (actor: Actor, faits: FaitsDossier): Decision => {
    const read = lireDossier(actor, faits);
    if (!read.ok) return read;
    return faits.apprenant.statut === "apprenti" && !actor.etablissement.documentsApprentis
      ? apprenti
      : allowed;
  };

const parSesEnseignants = ecrire(
  ["enseignant"],
  refuse("convention-scan", "Le scan de la convention signée est joint par un enseignant de la classe."),
);

export const droitsDocuments = {
  /** The scan of the signed convention (B-26): by those who note its signature, where there is a convention. */
  joindreConvention: (actor: Actor, faits: FaitsDossier): Decision =>
    all(parSesEnseignants(actor, faits), droitsFiche.noterConvention(actor, faits)),
  /** The attestation de présence: teacher, learner and tutor print it (S-19). */
  attestation: pourEleve(attestationApprenti),
  /** The pré-convention: the learner prints his own to look for a host (S-14). */
  preconvention: pourEleve(preconventionApprenti),
  /** Those of a whole period in one file (S-11). */
  preconventions: (actor: Actor): Decision =>
    actor.role === "enseignant"
      ? allowed
      : refuse("preconventions", "Les pré-conventions d’une période sont imprimées par les enseignants."),
};
