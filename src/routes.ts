import { path } from "#kernel/path.ts";

/** The URL contract: links, redirects, mails and tests all come from here. Stable (spec « Addresses »). */
export const routes = {
  // entering
  connexion: path("/connexion"),
  deconnexion: path("/deconnexion"),
  espaces: path("/espaces"),
  motDePasse: path("/mot-de-passe"),
  motDePasseOublie: path("/mot-de-passe-oublie"),
  secondFacteur: path("/second-facteur"),
  activation: path("/activation/:jeton"),
  acces: path("/acces/:jeton"),
  nouveauLien: path("/acces/:jeton/nouveau-lien"),
  lectureConfortable: path("/lecture-confortable"),
  accueil: path("/"),

  // periods
  periodes: path("/periodes"),
  periodeModifier: path("/periodes/:periode/modifier/:onglet"),
  periodeInformations: path("/periodes/:periode/modifier/informations"),
  periodeApprenants: path("/periodes/:periode/modifier/apprenants"),
  periodeObjectifs: path("/periodes/:periode/modifier/objectifs"),
  periodeActivites: path("/periodes/:periode/modifier/activites"),
  periodeSupprimer: path("/periodes/:periode/supprimer"),
  periodeRetablir: path("/periodes/:periode/retablir"),
  periodesCorbeille: path("/periodes/corbeille"),
  suivi: path("/periodes/:periode/suivi"),
  suiviCsv: path("/periodes/:periode/suivi.csv"),
  suiviXlsx: path("/periodes/:periode/suivi.xlsx"),
  tuteurs: path("/periodes/:periode/tuteurs"),
  tuteursTous: path("/periodes/:periode/tuteurs/tous"),
  tuteurInviter: path("/periodes/:periode/tuteurs/:dossier/inviter"),
  tuteurInvalider: path("/periodes/:periode/tuteurs/:dossier/invalider"),
  tuteurRemettre: path("/periodes/:periode/tuteurs/:dossier/remettre"),

  // annexes pédagogiques
  annexes: path("/annexes"),
  annexeNouvelle: path("/annexes/nouvelle"),
  annexe: path("/annexes/:annexe"),
  annexeEmettre: path("/annexes/:annexe/emettre"),

  // one learner, one period
  dossier: path("/dossiers/:dossier"),
  fiche: path("/dossiers/:dossier/fiche/:onglet"),
  ficheLieu: path("/dossiers/:dossier/fiche/lieu"),
  ficheObjectifs: path("/dossiers/:dossier/fiche/objectifs"),
  ficheActivites: path("/dossiers/:dossier/fiche/activites"),
  ficheAnnexe: path("/dossiers/:dossier/fiche/revenir-a-l-annexe"),
  ficheProposition: path("/dossiers/:dossier/fiche/lieu/proposition"),
  portfolio: path("/dossiers/:dossier/portfolio/:onglet"),
  presentation: path("/dossiers/:dossier/portfolio/entreprise"),
  semaines: path("/dossiers/:dossier/portfolio/semaines"),
  activites: path("/dossiers/:dossier/portfolio/activites"),
  commentaires: path("/dossiers/:dossier/portfolio/commentaires"),
  semaine: path("/dossiers/:dossier/portfolio/semaines/:lundi"),
  activiteNouvelle: path("/dossiers/:dossier/portfolio/activites/nouvelle"),
  activite: path("/dossiers/:dossier/portfolio/activites/:activite"),
  activiteSupprimer: path("/dossiers/:dossier/portfolio/activites/:activite/supprimer"),
  activiteRetablir: path("/dossiers/:dossier/portfolio/activites/:activite/retablir"),
  commentaireFait: path("/dossiers/:dossier/portfolio/commentaires/:commentaire/fait"),
  bilanPersonnel: path("/dossiers/:dossier/bilan-personnel"),
  attitudes: path("/dossiers/:dossier/attitudes"),
  bilanEntreprise: path("/dossiers/:dossier/bilan-entreprise"),
  bilanEntrepriseTerminer: path("/dossiers/:dossier/bilan-entreprise/terminer"),
  bilanEntrepriseAvis: path("/dossiers/:dossier/bilan-entreprise/avis"),
  attestation: path("/dossiers/:dossier/attestation.pdf"),

  // evaluations
  mesEvaluations: path("/mes-evaluations"),
  tableauDeBord: path("/apprenants/:apprenant/tableau-de-bord"),
  bilansIntermediaires: path("/bilans-intermediaires"),
  bilanIntermediaireAnnuler: path("/bilans-intermediaires/:bilan/annuler"),

  // classes, as a teacher sees them
  classes: path("/classes"),
  classe: path("/classes/:classe"),
  coupons: path("/classes/:classe/coupons"),
  coupon: path("/apprenants/:apprenant/coupon"),

  // administration
  administration: path("/administration"),
  adminClasses: path("/administration/classes"),
  adminClasse: path("/administration/classes/:classe"),
  adminClasseStatuts: path("/administration/classes/:classe/statuts"),
  imports: path("/administration/imports"),
  import: path("/administration/imports/:import"),
  enseignants: path("/administration/enseignants"),
  enseignant: path("/administration/enseignants/:enseignant"),
  enseignantAcces: path("/administration/enseignants/:enseignant/acces"),
  enseignantRelance: path("/administration/enseignants/:enseignant/activation"),
  maitres: path("/administration/maitres"),
  maitreRelance: path("/administration/maitres/:maitre/activation"),

  // demonstration
  demoCourriels: path("/demo/courriels"),
  demoCourriel: path("/demo/courriels/:courriel"),
  demoComposants: path("/demo/composants"),
} as const;
