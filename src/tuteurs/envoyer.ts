import { postLetter } from "#courriels/queue.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { fullName, longDate } from "#kernel/french.ts";
import type { IdentiteTuteur } from "#tuteurs/form.ts";
import { couvreLaPeriode, dernierJourAcces } from "#tuteurs/rules.ts";
import { inviter } from "#tuteurs/store/acces.ts";
import type { LigneTuteur } from "#tuteurs/store.ts";
import type { Work } from "#web/act.ts";

/**
 * Opens or prolongs one tutor's access to a stay and posts his letter.
 * @returns the access, and what to tell the teacher
 */
export async function envoyerLien(
  { tx, actor, now, today }: Pick<Work, "tx" | "actor" | "now" | "today">,
  { ligne, periode }: { ligne: LigneTuteur; periode: { au: CivilDate } },
  tuteur: IdentiteTuteur,
): Promise<{ acces: string; message: string }> {
  const etablissement = actor.etablissement.id;
  const { dossier } = ligne;
  const jusquAu = dernierJourAcces(today);
  const invitations = [{ accueil: ligne.accueil.id, dossier, tuteur }];
  const [invite] = await inviter(tx, {
    etablissement,
    invitations,
    par: actor.habilitation,
    jusquAu,
    now,
    today,
  });
  if (!invite) throw new Error("an invitation gave no access");
  await postLetter(
    tx,
    { etablissement, destinataire: tuteur.courriel, dossier, now },
    { modele: "invitation-tuteur", donnees: { accueilTuteur: invite.acces } },
  );
  const connu =
    fullName(invite.role) === fullName(tuteur)
      ? ""
      : ` Cette adresse est celle de ${fullName(invite.role)}, qui a déjà ouvert son espace : le lien lui est adressé sous ce nom.`;
  const court = couvreLaPeriode(jusquAu, periode.au)
    ? ""
    : " Attention : il s’arrêtera avant les bilans, renvoyez-le plus près de la période.";
  return {
    acces: invite.acces,
    message: `Lien d’accès envoyé à ${tuteur.courriel}, valable jusqu’au ${longDate(jusquAu)}.${connu}${court}`,
  };
}
