import { refuserSonAdresse } from "#fiche-de-liaison/rules.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { accept, type Decision, refuse } from "#kernel/decision.ts";
import { fullName } from "#kernel/french.ts";
import { type IdentiteTuteur, identiteComplete } from "#tuteurs/form.ts";
import { apprenti, vivante } from "#tuteurs/rules.ts";
import type { LigneTuteur } from "#tuteurs/store.ts";

/** Refusals concern the whole press: there is no field to correct on the page of the code. */
const TOUT = "_";

/** Whom a visit's code lets in: an access that lives, or the tutor of the fiche, invited by this very press. */
export type Destinataire = { acces: string } | { inviter: IdentiteTuteur };

/**
 * Who may be given a code during a visit (B-25): the tutor the fiche names, as for an invitation handed over. An access
 * that was invalidated is given again by a letter only; somebody else than the present tutor replaces him first.
 * @param adresses every address the learner signs in with, in lower case
 */
export function destinataire(
  ligne: Pick<LigneTuteur, "statut" | "invitation" | "accueil">,
  adresses: readonly string[],
  today: CivilDate,
): Decision<Destinataire> {
  if (ligne.statut === "apprenti") return refuse(apprenti.code, apprenti.message, TOUT);
  const present = vivante(ligne);
  const tuteur = identiteComplete(ligne.accueil.tuteur);
  if (present && tuteur && present.tuteur.courriel.toLowerCase() !== tuteur.courriel)
    return refuse(
      "autre-tuteur",
      `La fiche nomme maintenant ${fullName(tuteur)}, mais c’est ${fullName(present.tuteur)} qui a l’accès : remplacez d’abord le tuteur, dans « Gérer les tuteurs ».`,
      TOUT,
    );
  if (present && present.jusquAu >= today) return accept({ acces: present.acces });
  if (!tuteur)
    return refuse(
      "tuteur-inconnu",
      "La fiche ne donne pas encore le nom, le prénom et le courriel du tuteur. Complétez-la, ou terminez la visite ensemble sur votre appareil : « Saisi en présence de ».",
      TOUT,
    );
  const { invitation } = ligne;
  if (invitation?.revoqueLe && invitation.tuteur.courriel.toLowerCase() === tuteur.courriel)
    return refuse(
      "acces-invalide",
      `L’accès de ${fullName(tuteur)} a été invalidé : renvoyez-lui d’abord un lien, dans « Gérer les tuteurs ».`,
      TOUT,
    );
  const sienne = refuserSonAdresse(tuteur.courriel, adresses, TOUT);
  return sienne.ok ? accept({ inviter: tuteur }) : sienne;
}
