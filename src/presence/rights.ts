import { ecrire, estEnseignantDuDossier, lireDossier } from "#dossiers/rights.ts";
import type { Actor } from "#kernel/actor.ts";
import { all, allowed, type Decision, refuse } from "#kernel/decision.ts";

type Faits = Parameters<typeof lireDossier>[1];

const enseignants = refuse("presence-periode", "La présence d’une période est celle des enseignants.");

/** Who reads, writes and confirms absences (product.md « Writing rights »). */
export const droitsPresence = {
  /** everyone concerned by the dossier reads: the learner his own */
  lire: lireDossier,
  ecrire: ecrire(
    ["enseignant", "tuteur", "maitre"],
    refuse(
      "presence",
      "Les absences sont notées par tes enseignants et par ton entreprise. Signale-leur une erreur.",
    ),
  ),
  /** the teacher or the tutor: then the attestation bears the days and the hours */
  confirmer: (actor: Actor, faits: Faits): Decision =>
    actor.role === "maitre"
      ? refuse(
          "presence-confirmer",
          "Les absences d’un apprenti sont confirmées par un enseignant de la classe.",
        )
      : ecrire(
          ["enseignant", "tuteur"],
          refuse("presence-confirmer", "Tes absences sont confirmées par un enseignant ou par ton tuteur."),
        )(actor, faits),
  /** the whole period, and its exports: teachers */
  lirePeriode: (actor: Actor): Decision => (actor.role === "enseignant" ? allowed : enseignants),
  confirmerPeriode: (
    actor: Actor,
    { periode, classes }: { periode: { auteur: string }; classes: readonly string[] },
  ): Decision => {
    if (actor.role !== "enseignant") return enseignants;
    return classes.some((id) => estEnseignantDuDossier(actor, { classe: { id }, periode })) ||
      actor.habilitation === periode.auteur
      ? allowed
      : refuse(
          "pas-ma-classe",
          "Seuls les enseignants des classes de la période et son auteur confirment les absences. Vous pouvez lire cette page.",
        );
  },
};

/** Several learners of a period at once: each by his own right, once his days are over. */
export function peutConfirmerPlusieurs(
  actor: Actor,
  lignes: readonly { etat: Faits; obstacle: string | null }[],
  dossiers: readonly string[],
): Decision {
  const known = new Map(lignes.map((ligne) => [ligne.etat.dossier, ligne]));
  return all(
    ...dossiers.map((dossier) => {
      const ligne = known.get(dossier);
      if (!ligne)
        return refuse(
          "hors-periode",
          "Un apprenant n’est plus dans la période : rechargez la page.",
          "confirmer",
        );
      return all(
        droitsPresence.confirmer(actor, ligne.etat),
        ligne.obstacle ? refuse("pas-fini", ligne.obstacle, "confirmer") : allowed,
      );
    }),
  );
}
