import { emissionPossible } from "#annexes/rules.ts";
import type { Actor } from "#kernel/actor.ts";
import { all, allowed, type Decision, refuse } from "#kernel/decision.ts";
import type { Periode } from "#periodes/rules.ts";
import { verrouPeriode } from "#verrous/rules.ts";

const teachersOnly = refuse("periode", "Les périodes sont préparées par les enseignants.");

const choixFige = (statut: Periode["statut"]) =>
  refuse(
    "choix-fige",
    `Le choix des apprenants n’est pas modifiable : ${statut.intitule} est un statut d’examen. Un candidat s’ajoute ou se retire avec un motif, dans « Candidats ».`,
  );

type Faits = Pick<
  Periode,
  "auteur" | "classes" | "referents" | "statut" | "verrouilles" | "certificatif" | "grilleValidee"
>;

/** The separate act of an exam's period, until a grid is validated (S-08). */
const candidatsOuverts = (faits: Faits): Decision => {
  if (faits.statut.choixApprenants)
    return refuse(
      "choix-libre",
      "Les apprenants de cette période se choisissent dans « Choix des apprenants ».",
    );
  return faits.grilleValidee
    ? refuse(
        "grille-validee",
        "Une grille certificative de cette période est validée : la liste des candidats ne change plus.",
      )
    : allowed;
};

const enseignant = (actor: Actor): Decision => (actor.role === "enseignant" ? allowed : teachersOnly);

/** Teachers of a class of the period, and its author. */
const prepare = (actor: Actor, faits: Faits): Decision => {
  if (actor.role !== "enseignant") return teachersOnly;
  if (actor.habilitation === faits.auteur) return allowed;
  if (faits.classes.some((classe) => actor.classes.includes(classe))) return allowed;
  return refuse(
    "pas-ma-classe",
    "Seuls les enseignants des classes concernées et l’auteur de la période peuvent la modifier. Vous pouvez la lire.",
  );
};

const modifier = (actor: Actor, faits: Faits): Decision =>
  all(prepare(actor, faits), verrouPeriode(faits.verrouilles));

/** Its author, or a référent of one of its dossiers; the lock; nothing certificative is deleted here. */
const supprimer = (actor: Actor, faits: Faits): Decision => {
  if (actor.role !== "enseignant") return teachersOnly;
  if (actor.habilitation !== faits.auteur && !faits.referents.includes(actor.habilitation))
    return refuse(
      "suppression-autrui",
      "Seuls l’auteur de la période et les professeurs référents de ses apprenants peuvent la supprimer.",
    );
  if (faits.certificatif)
    return refuse(
      "certificatif",
      "Cette période contient des évaluations certificatives : elle ne peut pas être supprimée.",
    );
  return verrouPeriode(faits.verrouilles);
};

export const droitsPeriodes = {
  /** issue a period from an annexe that is not archived */
  emettre: (actor: Actor, faits: { archiveeLe: Date | null }): Decision =>
    all(enseignant(actor), emissionPossible(faits)),
  /** prepare a period, or several, from last year's */
  dupliquer: (actor: Actor): Decision => enseignant(actor),
  /** read the settings, changeable or not; an exam's period has no « Choix des apprenants » (S-08) */
  consulter: (actor: Actor, faits: Faits & { onglet: string }): Decision =>
    all(
      enseignant(actor),
      faits.onglet === "apprenants" && !faits.statut.choixApprenants ? choixFige(faits.statut) : allowed,
    ),
  modifier,
  choisirApprenants: (actor: Actor, faits: Faits): Decision =>
    all(modifier(actor, faits), faits.statut.choixApprenants ? allowed : choixFige(faits.statut)),
  /** the candidates of an exam's period, changeable or not */
  lireCandidats: (actor: Actor): Decision => enseignant(actor),
  changerCandidats: (actor: Actor, faits: Faits): Decision =>
    all(modifier(actor, faits), candidatsOuverts(faits)),
  /** the page that asks before deleting, or says why not */
  envisagerSuppression: (actor: Actor): Decision => enseignant(actor),
  supprimer,
  lireCorbeille: (actor: Actor): Decision => enseignant(actor),
  retablir: (actor: Actor, faits: Pick<Periode, "auteur" | "referents">): Decision =>
    actor.role !== "enseignant"
      ? teachersOnly
      : actor.habilitation === faits.auteur || faits.referents.includes(actor.habilitation)
        ? allowed
        : refuse(
            "retablir-autrui",
            "Seuls l’auteur de la période et les professeurs référents de ses apprenants peuvent la rétablir.",
          ),
};
