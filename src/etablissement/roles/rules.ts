import { ACTIVATION_DAYS } from "#comptes/rules.ts";
import type { EtatCompte } from "#comptes/store/identites.ts";
import { addDays, civilDateIn } from "#kernel/civil-date.ts";
import { longDate } from "#kernel/french.ts";

/** A person as the forms of the administration give it. */
export type Personne = { nom: string; prenom: string; courriel: string };

/** The last activation mail of a person; null when none was ever written. */
export type Invitation = {
  etat: "a-envoyer" | "envoye" | "refuse" | "sans-objet";
  envoyeLe: Date | null;
} | null;

export type EtatAcces = {
  texte: string;
  ton: "success" | "progress" | "warning" | "danger";
};

/** Where a mailed account stands, in words: activated, invited on a day, link past its week, mail refused. */
export function etatAcces(
  compte: EtatCompte,
  invitation: Invitation,
  moment: { now: Date; fuseau: string },
): EtatAcces {
  if (compte === "active") return { texte: "compte activé", ton: "success" };
  if (!invitation || invitation.etat === "sans-objet") return { texte: "pas encore invité", ton: "warning" };
  if (invitation.etat === "refuse") return { texte: "courriel refusé : vérifiez l’adresse", ton: "danger" };
  if (!invitation.envoyeLe) return { texte: "courriel en cours d’envoi", ton: "progress" };
  const sent = civilDateIn(invitation.envoyeLe, moment.fuseau);
  return addDays(sent, ACTIVATION_DAYS) < civilDateIn(moment.now, moment.fuseau)
    ? { texte: `invité le ${longDate(sent)}, lien expiré`, ton: "warning" }
    : { texte: `invité le ${longDate(sent)}`, ton: "progress" };
}
