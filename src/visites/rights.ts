import { ecrire, lireDossier } from "#dossiers/rights.ts";
import type { FaitsDossier } from "#dossiers/rules.ts";
import type { Actor } from "#kernel/actor.ts";
import { allowed, type Decision, refuse } from "#kernel/decision.ts";

const enseignants = refuse("visites", "Les visites sont organisées par les enseignants.");

type FaitsRepartition = { periode: { auteur: string }; classes: readonly string[] };
type FaitsVisites = FaitsDossier & { visiteur: string | null };

/** Who shares out and who visits (B-13): teachers. Those of the class write, and whoever was named référent or visitor. */
export const droitsVisites = {
  lireRepartition: (actor: Actor): Decision => (actor.role === "enseignant" ? allowed : enseignants),
  repartir: (actor: Actor, { periode, classes }: FaitsRepartition): Decision => {
    if (actor.role !== "enseignant") return enseignants;
    return actor.habilitation === periode.auteur || classes.some((id) => actor.classes.includes(id))
      ? allowed
      : refuse(
          "pas-ma-classe",
          "Seuls les enseignants des classes de la période et son auteur répartissent les référents et les visites. Vous pouvez lire cette page.",
        );
  },
  mesVisites: (actor: Actor): Decision => (actor.role === "enseignant" ? allowed : enseignants),
  lire: (actor: Actor, faits: FaitsVisites): Decision =>
    actor.role === "enseignant" ? lireDossier(actor, faits) : enseignants,
  /** plan, move, cancel and tell a visit */
  ecrire: (actor: Actor, faits: FaitsVisites): Decision =>
    actor.role === "enseignant" && [faits.referent, faits.visiteur].includes(actor.habilitation)
      ? allowed
      : ecrire(["enseignant"], enseignants)(actor, faits),
};
