import { JOURS_TIRAGE } from "#documents/tirage/rules.ts";
import { JOURS_CORBEILLE } from "#periodes/rules.ts";

/**
 * How long what serves no more is kept, in days. Nothing of a learner's work goes by itself: only what somebody deleted,
 * or what the machine keeps for its own use.
 */
export const CONSERVATION = {
  /** a period in the bin: announced on its page; afterwards it is really deleted (S-10, B-32) */
  corbeille: JOURS_CORBEILLE,
  /** a class list read and never applied: names and birth dates nobody asked to keep */
  listeNonAppliquee: 30,
  /** keys of forms already sent: a second press comes within minutes, a page left open within days */
  soumission: 7,
  /** failed tries at entering: counted over a quarter of an hour */
  tentative: 1,
  /** to whom a letter was sent: long enough to answer « I never received it » */
  destinataire: 90,
  /** a file taken out of a portfolio: « gardé 30 jours » on its page */
  fichierRetire: 30,
  /** an archive of pré-conventions: « gardé 2 jours » on its page */
  tirage: JOURS_TIRAGE,
  /** a file half sent: long enough to find a network again */
  envoi: 7,
  /** which day a person had his digest: the last one alone is looked at */
  resume: 31,
} as const;

/** A table whose rows belong to a period, and the column that says to which one, dossier, stay, access or bilan. */
export type Part = { table: string; colonne: string; de: "periode" | "dossier" | "accueil" | "bilan" };

/**
 * Everything that goes with a period, what refers to others first. A test reads the database's own list of references:
 * a table that a later migration adds and that is missing here fails it.
 */
export const PARTS_DE_PERIODE: readonly Part[] = [
  { table: "bilan_ligne", colonne: "bilan_id", de: "bilan" },
  { table: "bilan_valide", colonne: "bilan_id", de: "bilan" },
  { table: "bilan", colonne: "dossier_id", de: "dossier" },
  { table: "proposition_accueil", colonne: "accueil_id", de: "accueil" },
  { table: "accueil_tuteur", colonne: "dossier_id", de: "dossier" },
  { table: "emplacement", colonne: "dossier_id", de: "dossier" },
  { table: "accueil", colonne: "dossier_id", de: "dossier" },
  { table: "visite", colonne: "dossier_id", de: "dossier" },
  { table: "fiche", colonne: "dossier_id", de: "dossier" },
  { table: "presentation", colonne: "dossier_id", de: "dossier" },
  { table: "semaine", colonne: "dossier_id", de: "dossier" },
  { table: "activite", colonne: "dossier_id", de: "dossier" },
  { table: "version_texte", colonne: "dossier_id", de: "dossier" },
  { table: "semaine_vue", colonne: "dossier_id", de: "dossier" },
  { table: "commentaire", colonne: "dossier_id", de: "dossier" },
  { table: "fichier", colonne: "dossier_id", de: "dossier" },
  { table: "envoi", colonne: "dossier_id", de: "dossier" },
  { table: "poste", colonne: "dossier_id", de: "dossier" },
  { table: "organigramme", colonne: "dossier_id", de: "dossier" },
  { table: "absence", colonne: "dossier_id", de: "dossier" },
  { table: "courriel", colonne: "dossier_id", de: "dossier" },
  { table: "dossier", colonne: "periode_id", de: "periode" },
  { table: "tirage", colonne: "periode_id", de: "periode" },
  { table: "periode", colonne: "id", de: "periode" },
];
