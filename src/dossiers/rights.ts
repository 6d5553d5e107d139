import type { FaitsDossier } from "#dossiers/rules.ts";
import type { Actor } from "#kernel/actor.ts";
import { allowed, type Decision, type Refusal, refuse } from "#kernel/decision.ts";

type Faits = Pick<FaitsDossier, "dossier" | "apprenant" | "classe" | "periode">;

const strangers = {
  apprenant: refuse("dossier-autrui", "Ce dossier est celui d’un autre apprenant."),
  tuteur: refuse(
    "dossier-autrui",
    "Votre accès ne porte que sur les apprenants et les périodes pour lesquels vous êtes invité.",
  ),
  maitre: refuse("dossier-autrui", "Votre accès ne porte que sur vos apprentis, pendant leur contrat."),
  administrateur: refuse(
    "administrateur",
    "L’administrateur gère les comptes et les classes ; il ne lit pas les écrits pédagogiques.",
  ),
};

/** Everyone may read the dossiers that concern him; every teacher of the school reads. */
export function lireDossier(actor: Actor, faits: Faits): Decision {
  switch (actor.role) {
    case "apprenant":
      return actor.apprenant === faits.apprenant.id ? allowed : strangers.apprenant;
    case "enseignant":
      return allowed;
    case "tuteur":
      return actor.dossiers.includes(faits.dossier) ? allowed : strangers.tuteur;
    case "maitre":
      return actor.apprenants.includes(faits.apprenant.id) ? allowed : strangers.maitre;
    case "administrateur":
      return strangers.administrateur;
  }
}

const notMyClass = refuse(
  "pas-ma-classe",
  "Seuls les enseignants de la classe et l’auteur de la période peuvent écrire ici. Vous pouvez lire ce dossier.",
);

/** Teachers who write: those of the learner's class and the period's author. */
export const estEnseignantDuDossier = (
  actor: Actor,
  faits: { classe: { id: string }; periode: { auteur: string } },
): boolean =>
  actor.role === "enseignant" &&
  (actor.classes.includes(faits.classe.id) || actor.habilitation === faits.periode.auteur);

/**
 * A right of writing on a dossier, as a table: which roles write, and the sentence for those who only read.
 * A teacher must be of the class or the period's author; the others must first be allowed to read.
 */
export const ecrire =
  (roles: readonly Actor["role"][], otherwise: Refusal) =>
  (actor: Actor, faits: Faits): Decision => {
    const read = lireDossier(actor, faits);
    if (!read.ok) return read;
    if (!roles.includes(actor.role)) return otherwise;
    return actor.role === "enseignant" && !estEnseignantDuDossier(actor, faits) ? notMyClass : allowed;
  };

export const droitsDossier = { lire: lireDossier };
