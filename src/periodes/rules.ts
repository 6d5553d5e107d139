import type { Conditions } from "#annexes/rules/conditions.ts";
import { addDays, type CivilDate, daysBetween } from "#kernel/civil-date.ts";
import { allowed, type Decision, refuse } from "#kernel/decision.ts";
import { count, longDate } from "#kernel/french.ts";
import type { StatutPeriode } from "#referentiel/types.ts";
import type { BilanVerrouille } from "#verrous/rules.ts";

/** A period with what its rights are decided on. */
export type Periode = {
  id: string;
  nom: string;
  statut: StatutPeriode;
  niveau: string;
  /** code of the référentiel */
  referentiel: string;
  referentielVersion: string;
  du: CivilDate;
  au: CivilDate;
  objectifs: string[];
  taches: string[];
  /** hours, concertation, derogation works, evaluation modalities */
  conditions: Conditions;
  /** fiches whose objectives or tasks somebody has individualised, and those with an organisation of their own */
  individualisees: { fiches: number; organisations: number };
  /** the teacher who issued it */
  auteur: string;
  version: number;
  /** classes of its learners */
  classes: readonly string[];
  /** référents of its dossiers */
  referents: readonly string[];
  /** dossiers not withdrawn */
  dossiers: number;
  /** a certificative grid is begun, withdrawn candidates included */
  certificatif: boolean;
  /** a certificative grid is validated */
  grilleValidee: boolean;
  verrouilles: readonly BilanVerrouille[];
};

/** Beyond this a date is a slip of the finger: an apprenti's year, school weeks included, is shorter. */
const JOURS_MAX = 400;

/** First and last day of a period, both included. */
export function verifierDates(du: CivilDate, au: CivilDate): Decision {
  if (au < du)
    return refuse("dates", "La fin de la période est avant son début : vérifiez les deux dates.", "au");
  if (daysBetween(du, au) > JOURS_MAX)
    return refuse("dates", "Cette période dure plus d’un an : vérifiez les deux dates.", "au");
  return allowed;
}

/** Weeks already told must stay inside the period, or nobody would find them again. */
export function verifierSemaines(
  { du, au }: { du: CivilDate; au: CivilDate },
  racontees: { premiere: CivilDate; derniere: CivilDate } | null,
): Decision {
  if (racontees && addDays(racontees.premiere, 6) < du)
    return refuse(
      "semaines",
      `Des semaines sont déjà racontées depuis celle du ${longDate(racontees.premiere)} : la période ne peut pas commencer plus tard.`,
      "du",
    );
  if (racontees && racontees.derniere > au)
    return refuse(
      "semaines",
      `La semaine du ${longDate(racontees.derniere)} est déjà racontée : la période ne peut pas finir plus tôt.`,
      "au",
    );
  return allowed;
}

/** A status that would hide evaluations already written is refused. */
export function changerStatut(
  avant: StatutPeriode,
  apres: StatutPeriode,
  bilans: { entreprise: number; certificatif: number },
): Decision {
  if (avant.bilanEntreprise && !apres.bilanEntreprise && bilans.entreprise > 0)
    return refuse(
      "statut",
      `${count(bilans.entreprise, "bilan")} entreprise ${bilans.entreprise > 1 ? "sont déjà commencés" : "est déjà commencé"} : ce statut ne les montrerait plus.`,
      "statut",
    );
  if (avant.grilleCertificative && !apres.grilleCertificative && bilans.certificatif > 0)
    return refuse(
      "statut",
      "Des évaluations certificatives sont déjà commencées : gardez ce statut.",
      "statut",
    );
  return allowed;
}

/** One learner who may be in the period. */
export type Candidat = {
  id: string;
  nom: string;
  prenom: string;
  statut: "scolaire" | "apprenti";
  classe: { id: string; nom: string };
};

/** A candidate as the tab « Choix des apprenants » shows him. */
export type CandidatDossier = Candidat & {
  dossier: string | null;
  /** in the period now */
  present: boolean;
  /** what he would take away with him: a portfolio begun, a bilan */
  contenu: string | null;
  /** he was in the period and was taken out: his dossier waits, whole */
  retrait: { le: Date; par: { nom: string; prenom: string } | null; motif: string } | null;
};

/** Withdrawing somebody who has written or been evaluated is confirmed by name. */
export function verifierRetraits(
  candidats: readonly CandidatDossier[],
  choisis: readonly string[],
  confirmes: readonly string[],
): Decision {
  const unconfirmed = candidats.filter(
    (one) => one.present && one.contenu && !choisis.includes(one.id) && !confirmes.includes(one.id),
  );
  if (unconfirmed.length === 0) return allowed;
  return refuse(
    "retrait",
    "Confirmez le retrait des apprenants qui ont déjà des écrits ou un bilan.",
    "retraits",
  );
}

/** One candidate of an exam's period added or withdrawn, on purpose and with a reason (S-08). */
export type SaisieCandidat = {
  acte: "ajouter" | "retirer";
  apprenant: string;
  motif: string;
  confirme: boolean;
};

/** What the separate act of an exam's period refuses: a candidate already there, the last one, work not confirmed. */
export function verifierCandidat(candidats: readonly CandidatDossier[], saisie: SaisieCandidat): Decision {
  const one = candidats.find((candidat) => candidat.id === saisie.apprenant);
  if (!one) return refuse("candidat", "Choisissez un apprenant de la liste.", "apprenant");
  if (saisie.acte === "ajouter")
    return one.present
      ? refuse("candidat", "Cet apprenant est déjà candidat pour cette période.", "apprenant")
      : allowed;
  if (!one.present)
    return refuse("candidat", "Cet apprenant n’est plus candidat pour cette période.", "apprenant");
  if (candidats.filter((candidat) => candidat.present).length === 1)
    return refuse("candidat", "C’est le dernier candidat : supprimez plutôt la période.", "apprenant");
  if (one.contenu && !saisie.confirme)
    return refuse(
      "retrait",
      `Confirmez le retrait : cet apprenant a déjà un ${one.contenu.replaceAll(", ", ", un ")}.`,
      "confirme",
    );
  return allowed;
}

/** Days a deleted period stays in the bin. */
export const JOURS_CORBEILLE = 30;

/** Days left to bring a deleted period back; 0 when it is too late. */
export const joursRestants = (supprimeeLe: CivilDate, today: CivilDate): number =>
  Math.max(0, JOURS_CORBEILLE - daysBetween(supprimeeLe, today));
