import { avancement, semainesEcoulees } from "#dossiers/rules/avancement.ts";
import type { FaitsDossier } from "#dossiers/rules.ts";
import { addDays, type CivilDate } from "#kernel/civil-date.ts";
import { count } from "#kernel/french.ts";
import type { StatutPeriode } from "#referentiel/types.ts";
import { estVerrouille } from "#verrous/rules.ts";

/** A dossier with where each of its documents stands. */
export type EtatDossier = FaitsDossier & {
  /** null until the learner has written in his portfolio once: the folder is closed (S-21) */
  portfolioEditeLe: Date | null;
  lieu: { entreprise: string; ville: string };
  /** the person of the company who follows the learner: tuteur de stage, or maître d'apprentissage */
  tuteur: {
    nom: string;
    prenom: string;
    invite: boolean;
    venu: boolean;
    invalide: boolean;
    ficheLueLe: Date | null;
  };
  /** a change of company or tutor waits for a teacher */
  propositionEnAttente: boolean;
  /** Mondays of the weeks told */
  semaines: CivilDate[];
  activites: number;
  bilanEntreprise: { etat: string; dateRencontre: CivilDate | null; vuParApprenant: boolean } | null;
  dernierBilanIntermediaire: CivilDate | null;
};

/** A state, in words: what a chip shows. */
export type Constat = {
  objet: "Fiche" | "Tuteur" | "Maître" | "Semaines" | "Activités" | "Bilan";
  texte: string;
  nature: "todo" | "progress" | "success" | "warning";
};

export const bilanVerrouille = (etat: EtatDossier): boolean =>
  estVerrouille(etat.bilanEntreprise?.dateRencontre ?? etat.periode.au, etat.dernierBilanIntermediaire);

const semainesManquantes = (etat: EtatDossier, today: CivilDate): CivilDate[] =>
  semainesEcoulees(etat.periode.du, etat.periode.au, today).filter((lundi) => !etat.semaines.includes(lundi));

const bilanOuvert = (etat: EtatDossier, statut: StatutPeriode): boolean =>
  statut.bilanEntreprise && etat.bilanEntreprise?.etat !== "transmis" && !bilanVerrouille(etat);

/** « Bilan à faire »: the period has begun and its bilan entreprise is neither transmitted nor frozen. */
export const bilanAFaire = (etat: EtatDossier, statut: StatutPeriode, today: CivilDate): boolean =>
  bilanOuvert(etat, statut) && today >= etat.periode.du;

/** What should have been done by today, and where. */
export type Retard = { etape: "entreprise" | "semaines" | "bilan"; texte: string };

/**
 * What is late in a dossier, step by step; empty when nothing is. The company is due a fortnight before the beginning,
 * a week when it is over, the bilan entreprise when the period is over.
 */
export function etapesEnRetard(etat: EtatDossier, statut: StatutPeriode, today: CivilDate): Retard[] {
  const late: Retard[] = [];
  const missing = semainesManquantes(etat, today).length;
  if (etat.lieu.entreprise === "" && today >= addDays(etat.periode.du, -14))
    late.push({ etape: "entreprise", texte: "Entreprise non renseignée" });
  if (missing > 0) {
    const texte = `${count(missing, "semaine")} non ${missing > 1 ? "racontées" : "racontée"}`;
    late.push({ etape: "semaines", texte });
  }
  if (bilanOuvert(etat, statut) && today > etat.periode.au)
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

/** Where the documents of the dossier stand, as chips. A status without a bilan entreprise has no chip for it. */
export const constats = (etat: EtatDossier, statut: StatutPeriode, today: CivilDate): Constat[] => [
  constatTuteur(etat),
  constatSemaines(etat, today),
  {
    objet: "Activités",
    texte: etat.activites > 0 ? String(etat.activites) : "à décrire",
    nature: etat.activites > 0 ? "success" : "todo",
  },
  ...(statut.bilanEntreprise ? [constatBilan(etat, today)] : []),
];
