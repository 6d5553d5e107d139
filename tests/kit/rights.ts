import { droitsAnnexes } from "#annexes/rights.ts";
import { droitsAttitudes } from "#bilans/attitudes/rights.ts";
import { droitsAutoEvaluation } from "#bilans/autoevaluation/rights.ts";
import { droitsGrille } from "#bilans/certificative/rights.ts";
import { droitsBilanEntreprise } from "#bilans/entreprise/rights.ts";
import { droitsPapier } from "#bilans/papier/rights.ts";
import { droitsPersonnel } from "#bilans/personnel/rights.ts";
import { droitsRencontre } from "#bilans/rencontre/rights.ts";
import { droitsComptes } from "#comptes/rights.ts";
import { droitsDocuments } from "#documents/rights.ts";
import { droitsDossier } from "#dossiers/rights.ts";
import { droitsEntreprises } from "#entreprises/rights.ts";
import { droitsReferentiels } from "#etablissement/referentiels/rights.ts";
import { droitsEtablissement } from "#etablissement/rights.ts";
import { droitsEvaluations } from "#evaluations/etablissement/rights.ts";
import { droitsBilansIntermediaires, droitsLslPro, droitsMesEvaluations } from "#evaluations/rights.ts";
import { droitsFiche } from "#fiche-de-liaison/rights.ts";
import { droitsPeriodes } from "#periodes/rights.ts";
import { droitsPortfolio } from "#portfolio/rights.ts";
import { droitsSemaine } from "#portfolio/semaines/rights.ts";
import { droitsPresence } from "#presence/rights.ts";
import { droitsRelances } from "#relances/rights.ts";
import { droitsSuivi } from "#suivi/rights.ts";
import { droitsTableauDeBord } from "#tableau-de-bord/rights.ts";
import { droitsTuteurs } from "#tuteurs/rights.ts";
import { droitsVisites } from "#visites/rights.ts";

/** Every right of the house, by slice: what the matrix prints and what routes may declare. */
export const droits = {
  comptes: droitsComptes,
  établissement: droitsEtablissement,
  référentiels: droitsReferentiels,
  annexes: droitsAnnexes,
  periodes: droitsPeriodes,
  dossier: droitsDossier,
  entreprises: droitsEntreprises,
  fiche: droitsFiche,
  tuteurs: droitsTuteurs,
  portfolio: droitsPortfolio,
  semaine: droitsSemaine,
  visites: droitsVisites,
  rencontre: droitsRencontre,
  presence: droitsPresence,
  "bilan personnel": droitsPersonnel,
  attitudes: droitsAttitudes,
  "bilan entreprise": droitsBilanEntreprise,
  "auto-évaluation": droitsAutoEvaluation,
  "grille certificative": droitsGrille,
  "papiers des bilans": droitsPapier,
  "évaluations en établissement": droitsEvaluations,
  "bilans intermédiaires": droitsBilansIntermediaires,
  "mes évaluations": droitsMesEvaluations,
  "LSL Pro": droitsLslPro,
  "tableau de bord": droitsTableauDeBord,
  documents: droitsDocuments,
  suivi: droitsSuivi,
  relances: droitsRelances,
};
