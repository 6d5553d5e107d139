/**
 * A référentiel as the application uses it: what the file says, completed by `referentiels/defauts.json`
 * and corrected by the school. Codes are free text, unique in their category only.
 */
export type NiveauClasse = {
  /** "2DE", "1RE", "TLE" for a bac pro; a CAP may use others */
  code: string;
  intitule: string;
  /** "2de", "1re", "Tle" */
  abrege: string;
};

/** How sure a label is: the values are listed in `referentiels/README.md`. */
type Verification = string;

export type Tache = { code: string; intitule: string; verification: Verification };
export type Activite = Tache & { taches: Tache[] };
export type GroupeCompetences = { code: string; intitule: string; verification: Verification };

/** One line of the « évaluation détaillée » of a competence; `code` is "C2.1#1", frozen with the version. */
export type DetailCompetence = { code: string; intitule: string; sousElements: string[] };

export type Competence = {
  code: string;
  groupe: string | null;
  intitule: string;
  /** false: listed by the diploma but not worked at this level (CIEL C02, C05) */
  mobilisee: boolean;
  /** « Sait … » for company tutors (B-23); never an official label */
  enMotsSimples: string | null;
  details: DetailCompetence[];
  verification: Verification;
};

export type Attitude = { code: string; intitule: string };
export type EchelonAttitude = { code: string; intitule: string; horsCalcul: boolean };

export const CODES_NIVEAU_REUSSITE = ["NE", "1", "2", "3", "4", "5"] as const;
export type NiveauReussite = {
  /** one of CODES_NIVEAU_REUSSITE, or the unknown code of an older record */
  code: string;
  intitule: string;
  enMotsSimples: string | null;
  /** name of a design token ("niveau-ne", "niveau-1"…) or "#rrggbb" chosen by the school */
  couleur: string;
  compteDansLaSynthese: boolean;
  /** degree of LSL Pro, 1 to 4; null when the level has none */
  degreLsl: number | null;
};

export type NiveauEngagement = { code: string; intitule: string };

export type StatutPeriode = {
  /** "P1", "P2", "AUTRE", or the code of an exam ("E31") */
  code: string;
  intitule: string;
  /** class levels at which it is offered; absent: all */
  niveaux?: string[];
  bilanAttitudes: boolean;
  bilanEntreprise: boolean;
  grilleCertificative: boolean;
  /** what its evaluations bring to the dashboard */
  nourritTableauDeBord: false | "attitudes" | "tout";
  /** false: the edit form has no « Choix des apprenants » tab (E31, E33) */
  choixApprenants: boolean;
};

/** A task mobilises a competence. `indicative`: deduced here, absent from the référentiel. */
export type LienTacheCompetence = { tache: string; competence: string; poids: number; indicative: boolean };

export type Epreuve = {
  code: string;
  intitule: string | null;
  competencesEvaluees: string[];
  lieuEntreprise: boolean;
};

export type Referentiel = {
  code: string;
  version: string;
  sigle: string;
  diplome: string;
  specialite: string;
  niveauxClasse: NiveauClasse[];
  activites: Activite[];
  groupes: GroupeCompetences[];
  competences: Competence[];
  attitudes: Attitude[];
  echelleAttitudes: EchelonAttitude[];
  niveauxReussite: NiveauReussite[];
  engagement: NiveauEngagement[];
  statutsPeriode: StatutPeriode[];
  matrice: LienTacheCompetence[];
  epreuves: Epreuve[];
  avertissement: string | null;
  texteReference: string | null;
};

/** What a school may change without touching the référentiel; every field is optional. */
export type ReglagesReferentiel = {
  /** by code: only the fields given change */
  niveauxReussite?: {
    code: string;
    intitule?: string;
    enMotsSimples?: string | null;
    couleur?: string;
    degreLsl?: number | null;
  }[];
  /** by code: only the words change */
  engagement?: NiveauEngagement[];
  /** replaces the list */
  attitudes?: Attitude[];
  /** replaces the scale */
  echelleAttitudes?: EchelonAttitude[];
  /** by code: replaces a status or adds one */
  statutsPeriode?: StatutPeriode[];
  /** by competence code */
  enMotsSimples?: Record<string, string>;
};
