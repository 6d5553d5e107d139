import type { ColumnType, Generated } from "kysely";
import type { CivilDate } from "#kernel/civil-date.ts";

// The tables as Kysely sees them; the migrations are the truth (a test compares the two).

/** A JSON column is written as text and read as unknown: the store that reads it gives its shape. */
type Json = ColumnType<unknown, string, string>;
type NullableJson = ColumnType<unknown, string | null | undefined, string | null>;
type DefaultJson = ColumnType<unknown, string | undefined, string>;

type Identite = {
  id: string;
  nom: string;
  prenom: string;
  mot_de_passe: string | null;
  mot_de_passe_provisoire: Generated<boolean>;
  /** when the last one-time code was printed */
  code_remis_le: Generated<Date | null>;
  lecture_confortable: Generated<boolean>;
  cree_le: Generated<Date>;
  second_facteur: string | null;
  second_facteur_confirme_le: Date | null;
  second_facteur_dernier_pas: Generated<number>;
  sceau: Generated<string>;
};

type Identifiant = {
  type: "courriel" | "login";
  valeur: string;
  identite_id: string;
};

type Session = {
  empreinte: Buffer;
  identite_id: string;
  etablissement_id: string;
  habilitation_id: string;
  cree_le: Date;
  vue_le: Date;
  inactive_apres: string;
  expire_le: Date;
  second_facteur_attendu: Generated<boolean>;
  appareil: Generated<string>;
};

type Lien = {
  empreinte: Buffer;
  but: "tuteur" | "activation" | "visite";
  etablissement_id: string;
  cible: string;
  cree_le: Date;
  expire_le: Date;
  revoque_le: Date | null;
};

type Tentative = {
  cle: string;
  nombre: number;
  depuis: Date;
};

type Etablissement = {
  id: string;
  uai: string;
  nom: string;
  adresse: Generated<string>;
  code_postal: Generated<string>;
  ville: Generated<string>;
  fuseau: Generated<string>;
  reglages: DefaultJson;
  chef: Generated<string>;
  telephone: Generated<string>;
  courriel: Generated<string>;
  version: Generated<number>;
  referentiels_version: Generated<number>;
};

type Habilitation = {
  etablissement_id: string;
  id: string;
  identite_id: string;
  role: "apprenant" | "enseignant" | "tuteur" | "maitre" | "administrateur";
  nom: string;
  prenom: string;
  courriel: string | null;
  du: CivilDate;
  au: CivilDate | null;
};

type Classe = {
  etablissement_id: string;
  id: string;
  annee: number;
  nom: string;
  niveau: string;
  referentiel: string;
  referentiel_version: string;
};

type Apprenant = {
  etablissement_id: string;
  id: string;
  habilitation_id: string | null;
  nom: string;
  prenom: string;
  naissance: CivilDate | null;
  ine: string | null;
};

type Inscription = {
  etablissement_id: string;
  id: string;
  apprenant_id: string;
  classe_id: string;
  statut: "scolaire" | "apprenti";
  du: CivilDate;
  au: CivilDate | null;
};

type EnseignantClasse = {
  etablissement_id: string;
  enseignant_id: string;
  classe_id: string;
};

type Contrat = {
  etablissement_id: string;
  id: string;
  apprenant_id: string;
  maitre_id: string;
  entreprise: string;
  du: CivilDate;
  au: CivilDate;
};

type ImportListe = {
  etablissement_id: string;
  id: string;
  fichier: string;
  lecture: Json;
  auteur_id: string;
  cree_le: Date;
  applique_le: Date | null;
  bilan: NullableJson;
};

type Annexe = {
  etablissement_id: string;
  id: string;
  titre: string;
  niveau: string;
  referentiel: string;
  referentiel_version: string;
  objectifs: Generated<string[]>;
  taches: Generated<string[]>;
  auteur_id: string;
  version: Generated<number>;
  cree_le: Date;
  modifie_le: Date;
  conditions: DefaultJson;
  archivee_le: Date | null;
  copie_de: string | null;
};

type Periode = {
  etablissement_id: string;
  id: string;
  annexe_id: string;
  nom: string;
  statut: string;
  niveau: string;
  referentiel: string;
  referentiel_version: string;
  du: CivilDate;
  au: CivilDate;
  objectifs: string[];
  taches: string[];
  auteur_id: string;
  version: Generated<number>;
  cree_le: Date;
  supprime_le: Date | null;
  supprime_par: string | null;
  conditions: DefaultJson;
  copie_de: string | null;
};

type Dossier = {
  etablissement_id: string;
  id: string;
  periode_id: string;
  apprenant_id: string;
  classe_id: string;
  referent_id: string | null;
  portfolio_edite_le: Date | null;
  retire_le: Date | null;
  visiteur_id: string | null;
  retire_par: string | null;
  retire_motif: Generated<string>;
  convention_signee_le: CivilDate | null;
  convention_notee_par: string | null;
  absences_confirmees_le: Date | null;
  absences_confirmees_par: string | null;
  absences_version: Generated<number>;
  /** what they were counted on (`base_de_presence`) */
  absences_confirmees_sur: string | null;
};

type Fiche = {
  etablissement_id: string;
  dossier_id: string;
  objectifs: string[];
  taches: string[];
  individualisee: Generated<boolean>;
  version: Generated<number>;
  modifie_le: Date | null;
  modifie_par: string | null;
  organisation: NullableJson;
  organisation_version: Generated<number>;
  organisation_le: Date | null;
  organisation_par: string | null;
};

type Accueil = {
  etablissement_id: string;
  id: string;
  dossier_id: string;
  rang: Generated<number>;
  entreprise: Generated<string>;
  adresse: Generated<string>;
  code_postal: Generated<string>;
  ville: Generated<string>;
  secteur: Generated<string>;
  telephone: Generated<string>;
  siret: Generated<string>;
  tuteur_nom: Generated<string>;
  tuteur_prenom: Generated<string>;
  tuteur_telephone: Generated<string>;
  tuteur_courriel: Generated<string>;
  version: Generated<number>;
  modifie_le: Date | null;
  modifie_par: string | null;
  entreprise_id: string | null;
  du: CivilDate | null;
  au: CivilDate | null;
};

type PropositionAccueil = {
  etablissement_id: string;
  id: string;
  accueil_id: string;
  valeurs: Json;
  auteur_id: string;
  cree_le: Date;
  tranche_le: Date | null;
  tranche_par: string | null;
  acceptee: boolean | null;
};

type AccueilTuteur = {
  etablissement_id: string;
  id: string;
  accueil_id: string;
  dossier_id: string;
  tuteur_id: string;
  invite_le: Date;
  invite_par: string;
  jusqu_au: CivilDate;
  revoque_le: Date | null;
  premiere_visite_le: Date | null;
  derniere_visite_le: Date | null;
  nouveau_lien_demande_le: Date | null;
};

type Presentation = {
  etablissement_id: string;
  dossier_id: string;
  activite: Generated<string>;
  effectif: Generated<string>;
  effectif_maintenance: Generated<string>;
  historique: Generated<string>;
  version: Generated<number>;
  modifie_le: Date;
};

type Semaine = {
  etablissement_id: string;
  dossier_id: string;
  lundi: CivilDate;
  fait: Generated<string>;
  reussi: Generated<string>;
  aime: Generated<string>;
  difficile: Generated<string>;
  /** all of them: those of the week and those of its days */
  taches: Generated<string[]>;
  version: Generated<number>;
  modifie_le: Date;
  jours: DefaultJson;
  /** { "2026-11-09": ["A1T1"] } */
  taches_jours: DefaultJson;
  /** those ticked for the whole week; null: `taches` */
  taches_semaine: string[] | null;
};

type Activite = {
  etablissement_id: string;
  id: string;
  dossier_id: string;
  rang: number;
  titre: string;
  condition: "autonomie" | "accompagne" | null;
  champs: DefaultJson;
  taches: Generated<string[]>;
  exporter: Generated<boolean>;
  version: Generated<number>;
  cree_le: Date;
  modifie_le: Date;
  supprime_le: Date | null;
};

type VersionTexte = {
  etablissement_id: string;
  id: string;
  dossier_id: string;
  objet: "presentation" | "semaine" | "activite";
  cle: string;
  version: number;
  contenu: Json;
  auteur_id: string;
  le: Date;
};

type Commentaire = {
  etablissement_id: string;
  id: string;
  dossier_id: string;
  ancre: Generated<string>;
  texte: string;
  auteur_id: string;
  le: Date;
  fait_le: Date | null;
  retire_le: Date | null;
};

type Bilan = {
  etablissement_id: string;
  id: string;
  dossier_id: string;
  type: "personnel" | "attitudes" | "entreprise" | "certificatif" | "autoevaluation";
  etat: Generated<"brouillon" | "transmis" | "valide">;
  date_rencontre: CivilDate | null;
  commentaire: Generated<string>;
  version: Generated<number>;
  modifie_le: Date;
  modifie_par: string;
  transmis_le: Date | null;
  transmis_par: string | null;
  vu_par_apprenant_le: Date | null;
  avis_apprenant: Generated<string>;
  presence: Generated<string>;
  publie_le: Date | null;
};

type BilanLigne = {
  etablissement_id: string;
  bilan_id: string;
  volet: Generated<"conjoint" | "autoevaluation" | "proposition">;
  nature: "competence" | "detail" | "tache" | "attitude" | "engagement" | "point" | "retenue";
  element: string;
  mode: "globale" | "detaillee" | null;
  valeur: string | null;
  auteur_id: string;
  le: Date;
  version: Generated<number>;
};

type Evaluation = {
  etablissement_id: string;
  id: string;
  date: CivilDate;
  titre: string;
  classe_id: string | null;
  apprenant_id: string | null;
  competences: Generated<string[]>;
  absents: Generated<string[]>;
  version: Generated<number>;
  auteur_id: string;
  cree_le: Date;
};

type EvaluationLigne = {
  etablissement_id: string;
  evaluation_id: string;
  apprenant_id: string;
  element: string;
  valeur: string;
};

type BilanIntermediaire = {
  etablissement_id: string;
  id: string;
  apprenant_id: string;
  date: CivilDate;
  synthese: Json;
  commentaire: Generated<string>;
  auteur_id: string;
  cree_le: Date;
  annule_le: Date | null;
  annule_par: string | null;
  motif: string | null;
};

type Soumission = {
  etablissement_id: string;
  cle: string;
  chemin: string;
  habilitation_id: string;
  reponse: NullableJson;
  le: Date;
};

type Courriel = {
  etablissement_id: string;
  id: string;
  modele: string;
  destinataire: string;
  donnees: Json;
  dossier_id: string | null;
  etat: Generated<"a-envoyer" | "envoye" | "refuse" | "sans-objet">;
  tentatives: Generated<number>;
  erreur: string | null;
  cree_le: Date;
  envoye_le: Date | null;
  prochain_essai: Generated<Date | null>;
};

type Lecture = {
  etablissement_id: string;
  habilitation_id: string;
  objet: string;
  le: Date;
};

type Journal = {
  etablissement_id: string;
  n: Generated<number | null>;
  le: Date;
  acteur_id: string | null;
  acte: string;
  objet: string | null;
  details: DefaultJson;
};

type Logo = {
  etablissement_id: string;
  type: "image/png" | "image/jpeg" | "image/svg+xml";
  contenu: Buffer;
  modifie_le: Date;
};

type VersionReferentiel = {
  etablissement_id: string;
  code: string;
  version: string;
  contenu: Json;
  origine: "livre" | "fichier" | "reglages";
  courant: Generated<boolean>;
  cree_le: Date;
  auteur_id: string | null;
};

type Preference = {
  etablissement_id: string;
  habilitation_id: string;
  cle: string;
  valeur: Json;
  modifie_le: Date;
};

type Entreprise = {
  etablissement_id: string;
  id: string;
  siret: Generated<string>;
  nom: string;
  adresse: Generated<string>;
  code_postal: Generated<string>;
  ville: Generated<string>;
  secteur: Generated<string>;
  naf: Generated<string>;
  telephone: Generated<string>;
  notes: Generated<string>;
  fusionnee_dans: string | null;
  version: Generated<number>;
  cree_le: Date;
  modifie_le: Date;
  modifie_par: string | null;
};

type Visite = {
  etablissement_id: string;
  id: string;
  dossier_id: string;
  visiteur_id: string;
  date: CivilDate;
  /** "14:30:00", the school's wall clock */
  heure: string | null;
  forme: "sur-place" | "telephone" | "visio";
  etat: Generated<"prevue" | "faite" | "annulee">;
  compte_rendu: Generated<string>;
  version: Generated<number>;
  cree_le: Date;
  modifie_le: Date;
  modifie_par: string;
  /** what the learner said during it, noted by `mot_note_par`; 0: nothing was ever noted */
  mot_apprenant: Generated<string>;
  mot_version: Generated<number>;
  mot_note_le: Date | null;
  mot_note_par: string | null;
};

type Travail = {
  etablissement_id: string;
  nom: string;
  jour: CivilDate;
  fini_le: Date;
};

type Resume = {
  etablissement_id: string;
  habilitation_id: string;
  jour: CivilDate;
  courriel_id: string;
};

type Sceau = {
  etablissement_id: string;
  jusqu_a: number;
  empreinte: Buffer;
  le: Date;
};

type Fichier = {
  etablissement_id: string;
  id: string;
  dossier_id: string;
  ancre: Generated<string>;
  rang: Generated<number>;
  genre: "image" | "document" | "lien";
  nom: string;
  /** media type of what is stored */
  type: Generated<string>;
  /** in bytes */
  taille: Generated<number>;
  largeur: number | null;
  hauteur: number | null;
  /** sha-256 of the bytes stored */
  empreinte: Buffer | null;
  lien: Generated<string>;
  legende: Generated<string>;
  autorisation: Generated<boolean>;
  etat: Generated<"sain" | "quarantaine" | "infecte">;
  auteur_id: string;
  cree_le: Date;
  supprime_le: Date | null;
};

type Tirage = {
  etablissement_id: string;
  periode_id: string;
  etat: "attente" | "cours" | "pret" | "echec";
  faits: Generated<number>;
  total: Generated<number>;
  demande_le: Date;
  demande_par: string;
  signe_le: Date | null;
  fini_le: Date | null;
  empreinte: Buffer | null;
  taille: Generated<number>;
};

type Envoi = {
  etablissement_id: string;
  id: string;
  dossier_id: string;
  habilitation_id: string;
  ancre: Generated<string>;
  nom: string;
  taille: number;
  recu: Generated<number>;
  cree_le: Date;
};

type Emplacement = {
  etablissement_id: string;
  dossier_id: string;
  /** of the stay: 1, or 2 for a second company */
  rang: Generated<number>;
  latitude: number;
  longitude: number;
  version: Generated<number>;
  modifie_le: Date;
};

type Organigramme = {
  etablissement_id: string;
  dossier_id: string;
  version: Generated<number>;
  modifie_le: Date;
};

type Poste = {
  etablissement_id: string;
  id: string;
  dossier_id: string;
  parent_id: string | null;
  rang: number;
  fonction: string;
  nom: Generated<string>;
};

type SemaineVue = {
  etablissement_id: string;
  dossier_id: string;
  lundi: CivilDate;
  habilitation_id: string;
  mot: Generated<string>;
  le: Date;
};

type BilanValide = {
  etablissement_id: string;
  bilan_id: string;
  numero: number;
  contenu: Json;
  le: Date;
  par: string;
};

type Absence = {
  etablissement_id: string;
  dossier_id: string;
  jour: CivilDate;
  moment: Generated<"journee" | "matin" | "apres-midi" | "non-travaille">;
  auteur_id: string;
  le: Date;
};

export type Tables = {
  identite: Identite;
  identifiant: Identifiant;
  session: Session;
  lien: Lien;
  tentative: Tentative;
  etablissement: Etablissement;
  habilitation: Habilitation;
  classe: Classe;
  apprenant: Apprenant;
  inscription: Inscription;
  enseignant_classe: EnseignantClasse;
  contrat: Contrat;
  import_liste: ImportListe;
  annexe: Annexe;
  periode: Periode;
  dossier: Dossier;
  fiche: Fiche;
  accueil: Accueil;
  proposition_accueil: PropositionAccueil;
  accueil_tuteur: AccueilTuteur;
  presentation: Presentation;
  semaine: Semaine;
  activite: Activite;
  version_texte: VersionTexte;
  commentaire: Commentaire;
  bilan: Bilan;
  bilan_ligne: BilanLigne;
  evaluation: Evaluation;
  evaluation_ligne: EvaluationLigne;
  bilan_intermediaire: BilanIntermediaire;
  soumission: Soumission;
  courriel: Courriel;
  lecture: Lecture;
  journal: Journal;
  logo: Logo;
  referentiel: VersionReferentiel;
  preference: Preference;
  entreprise: Entreprise;
  visite: Visite;
  travail: Travail;
  resume: Resume;
  sceau: Sceau;
  fichier: Fichier;
  tirage: Tirage;
  envoi: Envoi;
  emplacement: Emplacement;
  organigramme: Organigramme;
  poste: Poste;
  semaine_vue: SemaineVue;
  bilan_valide: BilanValide;
  absence: Absence;
};
