import { droitsAttitudes } from "#bilans/attitudes/rights.ts";
import type { FaitsAttitudes } from "#bilans/attitudes/rules.ts";
import { droitsBilanEntreprise } from "#bilans/entreprise/rights.ts";
import { bilanExiste, type FaitsBilan } from "#bilans/entreprise/rules.ts";
import { lireDossier } from "#dossiers/rights.ts";
import type { FaitsDossier } from "#dossiers/rules.ts";
import type { Actor } from "#kernel/actor.ts";
import { all, allowed, type Decision, refuse } from "#kernel/decision.ts";
import type { StatutPeriode } from "#referentiel/types.ts";

const evaluateurs = refuse(
  "rencontre-evaluateurs",
  "La rencontre est préparée par ton enseignant et ton entreprise.",
);

/** A status that evaluates nothing in the company has no grid to print. */
const evalue = (statut: StatutPeriode): Decision =>
  statut.bilanEntreprise || statut.bilanAttitudes || statut.grilleCertificative
    ? allowed
    : refuse(
        "rien-a-evaluer",
        `Une période « ${statut.intitule} » n’évalue rien en entreprise : il n’y a pas de grille à imprimer.`,
      );

/** Both bilans of one dossier, typed from one paper. */
export type FaitsTranscription = { grille: FaitsBilan; attitudes: FaitsAttitudes };

/** Rights over the papers of the meeting (S-77, B-27). */
export const droitsPapier = {
  /** the grid to fill by hand, blank or with what is already chosen: those who evaluate, and the school's teachers */
  grille: (actor: Actor, faits: FaitsDossier & { statut: StatutPeriode }): Decision =>
    all(lireDossier(actor, faits), actor.role === "apprenant" ? evaluateurs : allowed, evalue(faits.statut)),
  /** those of a whole period, for a tour of visits */
  grilles: (actor: Actor, { statut }: { statut: StatutPeriode }): Decision =>
    actor.role === "enseignant"
      ? evalue(statut)
      : refuse("grilles", "Les grilles d’une période sont imprimées par les enseignants."),
  /** the bilan entreprise as it was filled: whoever reads it */
  bilanEntreprise: (actor: Actor, faits: FaitsBilan): Decision =>
    all(droitsBilanEntreprise.lire(actor, faits), bilanExiste(faits.statut)),
  /** typing the paper: whoever may write one of the two bilans at least */
  transcrire: (actor: Actor, { grille, attitudes }: FaitsTranscription): Decision => {
    const entreprise = droitsBilanEntreprise.ecrire(actor, grille);
    return entreprise.ok || droitsAttitudes.ecrire(actor, attitudes).ok ? allowed : entreprise;
  },
};
