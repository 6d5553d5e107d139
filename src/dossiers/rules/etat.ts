import { avancement, semainesEcoulees } from "#dossiers/rules/avancement.ts";
import type { FaitsDossier } from "#dossiers/rules.ts";
import { addDays, type CivilDate } from "#kernel/civil-date.ts";
import { count } from "#kernel/french.ts";
import type { StatutPeriode } from "#referentiel/types.ts";
import { estVerrouille } from "#verrous/rules.ts";

/** A dossier with where each of its documents stands. */
export type EtatDossier = FaitsDossier & {
  /** last day in the school of a learner who has left it; null while he is enrolled, or comes back */
  partiLe: CivilDate | null;
  /** null until the learner has written in his portfolio once: the folder is closed (S-21) */
  portfolioEditeLe: Date | null;
  lieu: { entreprise: string; ville: string };
  /** company of a second stay (B-18); "" when there is none */
  secondeEntreprise: string;
  /** names of the professeur référent and of the visitor; "" when nobody is named */
  equipe: { referent: string; visiteur: string };
  conventionSigneeLe: CivilDate | null;
  visites: { prochaine: CivilDate | null; derniere: CivilDate | null };
  /** the person of the company who follows the learner: tuteur de stage, or maître d'apprentissage */
  tuteur: {
    nom: string;
    prenom: string;
    invite: boolean;
    venu: boolean;
    invalide: boolean;
    /** day of the invitation that counts */
    inviteLe: CivilDate | null;
    /** where the last mail of this invitation stands; null when none was written */
    courriel: "a-envoyer" | "envoye" | "refuse" | null;
    ficheLueLe: Date | null;
  };
  /** a change of company or tutor waits for a teacher */
  propositionEnAttente: boolean;
  /** Mondays of the weeks told */
  semaines: CivilDate[];
  activites: number;
  bilanEntreprise: { etat: string; dateRencontre: CivilDate | null; vuParApprenant: boolean } | null;
  /** the learner's own grid: how many competences he gave a level; closed once the bilan was passed on to him */
  autoEvaluation: { competences: number; close: boolean };
  /** the certificative grid of an exam; « publiée »: shown to the learner */
  grille: { etat: string; publiee: boolean } | null;
  attitudes: { etat: string } | null;
  /** written by the learner alone, shared as soon as it is written */
  personnel: { etat: string } | null;
  /** the absences are confirmed, on the hours and the dates of today: the attestation bears days and hours (B-17) */
  absencesConfirmees: boolean;
  dernierBilanIntermediaire: CivilDate | null;
};

/** The day lateness is counted on: today, or the learner's last day when he has left. */
const jourCompte = ({ partiLe }: EtatDossier, today: CivilDate): CivilDate =>
  partiLe !== null && partiLe < today ? partiLe : today;

/** A state, in words: what a chip shows. */
export type Constat = {
  objet:
    | "Fiche"
    | "Tuteur"
    | "Maître"
    | "Semaines"
    | "Activités"
    | "Attitudes"
    | "Bilan"
    | "Auto-évaluation"
    | "Bilan personnel"
    | "Absences";
  texte: string;
  nature: "todo" | "progress" | "success" | "warning";
};

export const bilanVerrouille = (etat: EtatDossier): boolean =>
  estVerrouille(etat.bilanEntreprise?.dateRencontre ?? etat.periode.au, etat.dernierBilanIntermediaire);

export const semainesManquantes = (etat: EtatDossier, today: CivilDate): CivilDate[] =>
  semainesEcoulees(etat.periode.du, etat.periode.au, jourCompte(etat, today)).filter(
    (lundi) => !etat.semaines.includes(lundi),
  );

const bilanOuvert = (etat: EtatDossier, statut: StatutPeriode): boolean =>
  statut.bilanEntreprise && etat.bilanEntreprise?.etat !== "transmis" && !bilanVerrouille(etat);

/** « Bilan à faire »: the period has begun and its bilan entreprise is neither transmitted nor frozen. */
export const bilanAFaire = (etat: EtatDossier, statut: StatutPeriode, today: CivilDate): boolean =>
  bilanOuvert(etat, statut) && today >= etat.periode.du;

/** The learner may still evaluate himself on the grid of his bilan entreprise (B-22). */
export const autoEvaluationOuverte = (etat: EtatDossier, statut: StatutPeriode): boolean =>
  statut.bilanEntreprise && !etat.autoEvaluation.close && !bilanVerrouille(etat);

/** A later bilan intermédiaire closes what it takes into account: nothing of the period is expected any more. */
export const periodeClose = ({ periode, dernierBilanIntermediaire }: EtatDossier): boolean =>
  estVerrouille(periode.au, dernierBilanIntermediaire);

const attitudesOuvertes = (etat: EtatDossier, statut: StatutPeriode): boolean =>
  statut.bilanAttitudes &&
  (etat.attitudes === null || etat.attitudes.etat === "brouillon") &&
  !periodeClose(etat);

/** The bilan des attitudes: the same, where the status has one. */
export const attitudesAFaire = (etat: EtatDossier, statut: StatutPeriode, today: CivilDate): boolean =>
  attitudesOuvertes(etat, statut) && today >= etat.periode.du;

/** Absences to confirm: an élève's period is over (or ends today), and his attestation would be without its hours. */
export const absencesAConfirmer = (etat: EtatDossier, today: CivilDate): boolean =>
  etat.apprenant.statut === "scolaire" && !etat.absencesConfirmees && today >= etat.periode.au;

/** An élève's tutor who may come: invited, his access not ended. A maître has an account, and is not awaited. */
export const tuteurAttendu = ({ apprenant, tuteur }: EtatDossier): boolean =>
  apprenant.statut === "scolaire" && tuteur.invite && !tuteur.invalide;

/** « Fragrance Plus, Rouen, puis Mécanique Oissel »: where the learner is; empty when nothing is known (B-18). */
export const lieuEnMots = ({ lieu, secondeEntreprise }: EtatDossier): string =>
  [
    [lieu.entreprise, lieu.ville].filter(Boolean).join(", "),
    ...(secondeEntreprise ? [`puis ${secondeEntreprise}`] : []),
  ].join(", ");

/** Words of the first thing missing in « Lieu de réalisation »; null when the company and its tutor are known. */
export function lieuIncomplet({ lieu, apprenant, tuteur }: EtatDossier): string | null {
  if (lieu.entreprise === "") return "Entreprise non renseignée";
  return apprenant.statut === "scolaire" && tuteur.nom === "" ? "Tuteur non renseigné" : null;
}

/** What should have been done by today, and where. */
export type Retard = { etape: "entreprise" | "venu" | "semaines" | "attitudes" | "bilan"; texte: string };

const FORTNIGHT = 14;
const WEEK = 7;

/** A week after his invitation, or after the beginning of the period; never the very day he is invited. */
const attenduDepuisUneSemaine = ({ periode, tuteur }: EtatDossier, today: CivilDate): boolean =>
  tuteur.inviteLe !== null &&
  today > tuteur.inviteLe &&
  (today >= addDays(tuteur.inviteLe, WEEK) || today >= addDays(periode.du, WEEK));

/**
 * What is late in a dossier, step by step; empty when nothing is. The company and its tutor are due a fortnight before
 * the beginning, the tutor's first visit a week after his invitation or after the beginning, a week when it is over,
 * the bilans when the period is over. Nothing falls due once the learner has left.
 */
export function etapesEnRetard(etat: EtatDossier, statut: StatutPeriode, jour: CivilDate): Retard[] {
  const { periode, tuteur } = etat;
  const today = jourCompte(etat, jour);
  const late: Retard[] = [];
  const manque = lieuIncomplet(etat);
  if (manque && today >= addDays(periode.du, -FORTNIGHT)) late.push({ etape: "entreprise", texte: manque });
  if (tuteurAttendu(etat) && !tuteur.venu && !periodeClose(etat) && attenduDepuisUneSemaine(etat, today))
    late.push({ etape: "venu", texte: "Tuteur pas encore venu" });
  const missing = semainesManquantes(etat, today).length;
  if (missing > 0) {
    const texte = `${count(missing, "semaine")} non ${missing > 1 ? "racontées" : "racontée"}`;
    late.push({ etape: "semaines", texte });
  }
  if (attitudesOuvertes(etat, statut) && today > periode.au)
    late.push({ etape: "attitudes", texte: "Bilan des attitudes non transmis" });
  if (bilanOuvert(etat, statut) && today > periode.au)
    late.push({ etape: "bilan", texte: "Bilan entreprise non transmis" });
  return late;
}

/** What is late in a dossier, in words. */
export const retards = (etat: EtatDossier, statut: StatutPeriode, today: CivilDate): string[] =>
  etapesEnRetard(etat, statut, today).map(({ texte }) => texte);

/** How far the company has come: its tutor is known, invited, has come, has read the fiche. */
function constatTuteur({ tuteur, apprenant, propositionEnAttente }: EtatDossier): Constat {
  if (propositionEnAttente) return { objet: "Fiche", texte: "à valider", nature: "warning" };
  if (apprenant.statut === "apprenti") {
    if (tuteur.ficheLueLe) return { objet: "Fiche", texte: "lue par le maître", nature: "success" };
    return tuteur.nom
      ? { objet: "Fiche", texte: "à lire", nature: "todo" }
      : { objet: "Maître", texte: "à désigner", nature: "todo" };
  }
  if (tuteur.invalide) return { objet: "Tuteur", texte: "accès invalidé", nature: "warning" };
  if (tuteur.ficheLueLe) return { objet: "Fiche", texte: "lue par le tuteur", nature: "success" };
  if (tuteur.venu) return { objet: "Tuteur", texte: "venu", nature: "progress" };
  if (tuteur.courriel === "refuse") return { objet: "Tuteur", texte: "envoi refusé", nature: "warning" };
  if (tuteur.invite) return { objet: "Tuteur", texte: "invité", nature: "progress" };
  return { objet: "Tuteur", texte: tuteur.nom ? "à inviter" : "inconnu", nature: "todo" };
}

function constatSemaines(etat: EtatDossier, today: CivilDate): Constat {
  const { semaines, etape } = avancement(etat.periode.du, etat.periode.au, today);
  const late = semainesManquantes(etat, today).length > 0;
  const told = etat.semaines.length;
  const nature = late
    ? "warning"
    : told === 0 || etape === "a-venir"
      ? "todo"
      : told >= semaines
        ? "success"
        : "progress";
  return { objet: "Semaines", texte: `${told} sur ${semaines}`, nature };
}

function constatBilan(etat: EtatDossier, today: CivilDate): Constat {
  const objet = "Bilan";
  if (etat.bilanEntreprise?.etat === "transmis") return { objet, texte: "transmis", nature: "success" };
  if (bilanVerrouille(etat)) return { objet, texte: "figé", nature: "warning" };
  const nature = today > etat.periode.au ? "warning" : etat.bilanEntreprise ? "progress" : "todo";
  return { objet, texte: etat.bilanEntreprise ? "brouillon" : "à faire", nature };
}

function constatAttitudes(etat: EtatDossier, today: CivilDate): Constat {
  const objet = "Attitudes";
  if (etat.attitudes && etat.attitudes.etat !== "brouillon")
    return { objet, texte: "transmises", nature: "success" };
  if (periodeClose(etat)) return { objet, texte: "non transmises", nature: "warning" };
  const nature = today > etat.periode.au ? "warning" : etat.attitudes ? "progress" : "todo";
  return { objet, texte: etat.attitudes ? "brouillon" : "à faire", nature };
}

/** Nothing to say before the end. */
function constatAbsences(etat: EtatDossier, today: CivilDate): Constat[] {
  if (etat.absencesConfirmees) return [{ objet: "Absences", texte: "confirmées", nature: "success" }];
  return absencesAConfirmer(etat, today)
    ? [{ objet: "Absences", texte: "à confirmer", nature: "warning" }]
    : [];
}

/** Where the documents of the dossier stand, as chips. A status without a bilan has no chip for it. */
export const constats = (etat: EtatDossier, statut: StatutPeriode, today: CivilDate): Constat[] => [
  constatTuteur(etat),
  constatSemaines(etat, today),
  {
    objet: "Activités",
    texte: etat.activites > 0 ? String(etat.activites) : "à décrire",
    nature: etat.activites > 0 ? "success" : "todo",
  },
  ...(statut.bilanAttitudes ? [constatAttitudes(etat, today)] : []),
  ...(statut.bilanEntreprise ? [constatBilan(etat, today)] : []),
  {
    objet: "Bilan personnel",
    texte: etat.personnel ? "rempli" : "à faire",
    nature: etat.personnel ? "success" : "todo",
  },
  ...constatAbsences(etat, today),
];

/** How far the learner has evaluated himself: shown to him; the others find it on the grid itself. */
export const constatAutoEvaluation = ({ autoEvaluation: { competences } }: EtatDossier): Constat => ({
  objet: "Auto-évaluation",
  texte: competences > 0 ? count(competences, "compétence") : "à faire",
  nature: competences > 0 ? "success" : "todo",
});
