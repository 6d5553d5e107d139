import type { LetterWriters } from "#courriels/letters.ts";
import { fullName } from "#kernel/french.ts";

/**
 * To the former address and to the new one: the address that opens the account has changed, so that nobody loses his
 * account without knowing it. null once the person has no role here any more.
 */
export const courrielChange: LetterWriters["courriel-change"] = async (tx, mail, { today }) => {
  const { identite, ancien, nouveau } = mail.donnees;
  const compte = await tx
    .selectFrom("habilitation as h")
    .innerJoin("etablissement as e", "e.id", "h.etablissement_id")
    .select(["h.nom", "h.prenom", "e.nom as ecole"])
    .where("h.identite_id", "=", identite)
    .where((eb) => eb.or([eb("h.au", "is", null), eb("h.au", ">=", today)]))
    .executeTakeFirst();
  if (!compte) return null;
  return {
    sujet: "L’adresse de votre compte a changé",
    paragraphes: [
      `Bonjour ${fullName(compte)},`,
      `L’administrateur du ${compte.ecole} a changé l’adresse de votre compte Passerelle : ${nouveau} remplace ${ancien}.`,
      "Connectez-vous désormais avec la nouvelle adresse. Votre mot de passe ne change pas.",
    ],
    suite: ["Si ce changement vous étonne, prévenez l’administrateur de l’établissement sans attendre."],
  };
};
