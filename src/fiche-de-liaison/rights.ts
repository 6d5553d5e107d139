import { ecrire, lireDossier } from "#dossiers/rights.ts";

import type { Actor } from "#kernel/actor.ts";
import { all, allowed, type Decision, refuse } from "#kernel/decision.ts";

/** The learner and the tutor no longer change what a signed convention says. */
const conventionSignee = (actor: Actor, faits: { convention: unknown }): Decision => {
  if (!faits.convention || (actor.role !== "apprenant" && actor.role !== "tuteur")) return allowed;
  return refuse(
    "convention-signee",
    actor.role === "apprenant"
      ? "Ta convention est signée : demande à un enseignant de changer les horaires."
      : "La convention est signée : les horaires et la concertation sont changés par un enseignant.",
  );
};

const enseignants = ecrire(
  ["enseignant"],
  refuse("fiche-convention", "La signature de la convention est notée par un enseignant de la classe."),
);

/** Who writes what of the fiche de liaison (S-25, S-26, S-28; product.md « Writing rights »). */
export const droitsFiche = {
  /** everyone concerned by the dossier reads it (S-27) */
  lire: lireDossier,
  /** « Lieu de réalisation »: the learner himself and his teachers */
  modifierLieu: ecrire(
    ["apprenant", "enseignant"],
    refuse(
      "fiche-lieu",
      "Le lieu de réalisation est rempli par l’apprenant et ses enseignants. Signalez-leur toute correction.",
    ),
  ),
  /** objectives and tasks: the teachers, and the maître d'apprentissage; the tuteur de stage reads only (S-28) */
  individualiser: ecrire(
    ["enseignant", "maitre"],
    refuse(
      "fiche-objectifs",
      "Les objectifs et les activités sont individualisés par les enseignants ou par le maître d’apprentissage.",
    ),
  ),
  /** hours and concertation: asked of whoever knows them, until the convention is signed */
  modifierOrganisation: (
    actor: Actor,
    faits: Parameters<typeof lireDossier>[1] & { convention: unknown },
  ): Decision =>
    all(
      ecrire(
        ["apprenant", "enseignant", "tuteur", "maitre"],
        refuse("fiche-organisation", "L’organisation est écrite par ceux qui suivent l’apprenant."),
      )(actor, faits),
      conventionSignee(actor, faits),
    ),
  /** derogation works and evaluation modalities, and going back to the period's conditions: the school's */
  modifierOrganisationEcole: ecrire(
    ["enseignant"],
    refuse(
      "organisation-ecole",
      "Les travaux soumis à dérogation et les modalités d’évaluation sont écrits par les enseignants.",
    ),
  ),
  /** the paper convention of an élève, marked signed; an apprenti has a contract */
  noterConvention: (actor: Actor, faits: Parameters<typeof lireDossier>[1]): Decision =>
    all(
      enseignants(actor, faits),
      faits.apprenant.statut === "apprenti"
        ? refuse(
            "convention-apprenti",
            "Un apprenti a un contrat d’apprentissage, pas de convention de stage.",
          )
        : allowed,
    ),
  /** a learner's proposal of another company or tutor */
  trancher: ecrire(
    ["enseignant"],
    refuse("fiche-proposition", "Un enseignant de la classe accepte ou écarte cette proposition."),
  ),
};
