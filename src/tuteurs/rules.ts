import { addDays, type CivilDate, endOfDayIn } from "#kernel/civil-date.ts";
import { refuse } from "#kernel/decision.ts";

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

export type FaitsInvitation = {
  inviteLe: Date;
  jusquAu: CivilDate;
  revoqueLe: Date | null;
  premiereVisiteLe: Date | null;
  nouveauLienDemandeLe: Date | null;
  /** the last letter could not be delivered: why */
  envoiRefuse: string | null;
};

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
  if (invitation.envoiRefuse !== null) return { etat: "refuse", raison: invitation.envoiRefuse };
  if (invitation.jusquAu < aujourdhui) return { etat: "expire", le: invitation.jusquAu };
  if (invitation.premiereVisiteLe) return { etat: "venu", le: invitation.premiereVisiteLe };
  return { etat: "invite", le: invitation.inviteLe };
}
