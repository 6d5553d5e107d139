import { addDays, type CivilDate, daysBetween, endOfDayIn } from "#kernel/civil-date.ts";
import { allowed, type Decision, refuse } from "#kernel/decision.ts";
import { count, fullName } from "#kernel/french.ts";

/** « Le lien et l’accès sont valables 180 jours » (S-36), civil days in the school's zone. */
export const ACCES_JOURS = 180;

/** An access should outlive the period by the time the bilans take, in days. */
export const MARGE_JOURS = 30;

/** The last civil day of an access given today. */
export const dernierJourAcces = (aujourdhui: CivilDate): CivilDate => addDays(aujourdhui, ACCES_JOURS);

/** The instant at which a link dies by itself: the end of its last civil day in the school's zone (exclusive). */
export const expirationLien = (dernierJour: CivilDate, fuseau: string): Date =>
  endOfDayIn(dernierJour, fuseau);

/** False when the access ends before the period's end + 30 days: sending warns (product.md, Tutor's link). */
export const couvreLaPeriode = (dernierJour: CivilDate, finPeriode: CivilDate): boolean =>
  dernierJour >= addDays(finPeriode, MARGE_JOURS);

/** Why nobody is invited for an apprenti. */
export const apprenti = refuse(
  "apprenti",
  "Un apprenti n’a pas de tuteur de stage : son maître d’apprentissage a un compte créé par l’administrateur.",
);

/** A link and the access it opens, as they are kept. */
export type FaitsLien = {
  lienExpireLe: Date;
  lienRevoqueLe: Date | null;
  accesRevoqueLe: Date | null;
  /** last civil day of the access */
  jusquAu: CivilDate;
};

/** A link is usable again and again until its last day ends, unless « Invalider l’accès » came first. */
export const lienVivant = (faits: FaitsLien, now: Date, aujourdhui: CivilDate): boolean =>
  faits.lienRevoqueLe === null &&
  faits.accesRevoqueLe === null &&
  now < faits.lienExpireLe &&
  aujourdhui <= faits.jusquAu;

/** May the holder of a dead link ask for another? A revoked tutor may not: he is never mailed, nor his teacher. */
export const peutDemander = (faits: FaitsLien): boolean =>
  faits.lienRevoqueLe === null && faits.accesRevoqueLe === null;

/** What the teacher reads beside each learner. */
export type EtatTuteur =
  | { etat: "apprenti" }
  | { etat: "pas-invite" }
  | { etat: "lien-demande"; le: Date }
  | { etat: "refuse"; raison: string }
  | { etat: "invalide"; le: Date }
  | { etat: "expire"; le: CivilDate }
  | { etat: "venu"; le: Date }
  | { etat: "invite"; le: Date };

/** What became of the last letter that carried a link. */
export type Envoi = {
  etat: "a-envoyer" | "envoye" | "refuse" | "sans-objet";
  /** when the mail server took it */
  le: Date | null;
  /** the mail server's own words */
  raison: string;
  essais: number;
};

export type FaitsInvitation = {
  /** the last sending */
  inviteLe: Date;
  jusquAu: CivilDate;
  revoqueLe: Date | null;
  premiereVisiteLe: Date | null;
  derniereVisiteLe: Date | null;
  nouveauLienDemandeLe: Date | null;
  /** null: the link was only ever handed over */
  envoi: Envoi | null;
};

/** The access of the present tutor of a stay, unless it was invalidated. */
export const vivante = <I extends FaitsInvitation>({ invitation }: { invitation: I | null }): I | null =>
  invitation?.revoqueLe === null ? invitation : null;

/** The state to show, the one that asks for something first. */
export function etatTuteur(
  statut: "scolaire" | "apprenti",
  invitation: FaitsInvitation | null,
  aujourdhui: CivilDate,
): EtatTuteur {
  if (statut === "apprenti") return { etat: "apprenti" };
  if (!invitation) return { etat: "pas-invite" };
  if (invitation.revoqueLe) return { etat: "invalide", le: invitation.revoqueLe };
  if (invitation.nouveauLienDemandeLe) return { etat: "lien-demande", le: invitation.nouveauLienDemandeLe };
  if (invitation.envoi?.etat === "refuse") return { etat: "refuse", raison: invitation.envoi.raison };
  if (invitation.jusquAu < aujourdhui) return { etat: "expire", le: invitation.jusquAu };
  if (invitation.premiereVisiteLe) return { etat: "venu", le: invitation.premiereVisiteLe };
  return { etat: "invite", le: invitation.inviteLe };
}

/** « 180 jours restants », « dernier jour »: the days after today through which the access still lives. */
export function joursRestants(jusquAu: CivilDate, aujourdhui: CivilDate): string {
  const jours = daysBetween(aujourdhui, jusquAu);
  if (jours < 0) return "accès expiré";
  if (jours === 0) return "dernier jour";
  return count(jours, "jour restant", "jours restants");
}

/** What to do about a refused letter, from the mail server's answer (RFC 3463 codes, or its usual words). */
export function conseilRefus(raison: string): string {
  if (/\b5\.2\.2\b|full|quota/i.test(raison))
    return "La boîte est pleine : demandez une autre adresse à l’entreprise, ou remettez le lien autrement.";
  if (/\b5\.7\.\d|spam|policy|blocked|blacklist/i.test(raison))
    return "Le serveur de l’entreprise n’accepte pas nos courriels : remettez le lien autrement et prévenez votre administrateur.";
  if (/\b5\.1\.\d|no such|unknown|not exist|not found|invalid/i.test(raison))
    return "Cette adresse n’existe pas : vérifiez-la auprès de l’entreprise, corrigez-la et renvoyez le lien.";
  return "Vérifiez l’adresse et renvoyez le lien, ou remettez-le autrement.";
}

type Suivi = { statut: "scolaire" | "apprenti"; invitation: FaitsInvitation | null };

/** The filters of « Gestion des tuteurs ». */
export const filtresTuteurs = {
  "pas-venus": {
    texte: "Pas encore venus",
    garde: (suivi: Suivi) => vivante(suivi)?.premiereVisiteLe === null,
  },
  refusees: {
    texte: "Adresse refusée",
    garde: (suivi: Suivi) => vivante(suivi)?.envoi?.etat === "refuse",
  },
} as const;

export type FiltreTuteurs = keyof typeof filtresTuteurs;

/** A filter named by an address; null: all the learners. */
export const lireFiltre = (texte: string | null): FiltreTuteurs | null =>
  texte !== null && Object.hasOwn(filtresTuteurs, texte) ? (texte as FiltreTuteurs) : null;

type Identite = { nom: string; prenom: string; courriel: string };

/**
 * Sending again from the form corrects the name, and the address of somebody who has not come. Once he has, another
 * address is another person, who does not inherit what he signed (B-16).
 */
export const corrigeOuRenvoie = (
  present: (FaitsInvitation & { tuteur: Identite }) | null,
  saisie: Identite,
): Decision =>
  present?.premiereVisiteLe && present.tuteur.courriel.toLowerCase() !== saisie.courriel
    ? refuse(
        "tuteur-venu",
        `${fullName(present.tuteur)} a déjà ouvert son espace par ${present.tuteur.courriel}. Pour une autre personne ou une autre adresse, choisissez « Remplacer le tuteur ».`,
        "courriel",
      )
    : allowed;

/** « Remplacer le tuteur » wants another person, at another address: one address is one person and one signature. */
export const estUnAutre = (present: { tuteur: Identite }, saisie: Identite): Decision =>
  present.tuteur.courriel.toLowerCase() === saisie.courriel
    ? refuse(
        "meme-adresse",
        `C’est l’adresse de ${fullName(present.tuteur)} : le nouveau tuteur a besoin de la sienne, sinon les deux signeraient du même nom. Pour corriger un nom, revenez à la gestion des tuteurs.`,
        "courriel",
      )
    : allowed;
