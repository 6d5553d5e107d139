import { ACTIVATION_DAYS } from "#comptes/rules.ts";
import { keepLink } from "#comptes/store.ts";
import type { LetterWriters } from "#courriels/letters.ts";
import { roleText } from "#kernel/actor.ts";
import { addDays, endOfDayIn } from "#kernel/civil-date.ts";
import { fullName, longDate } from "#kernel/french.ts";
import { routes } from "#routes.ts";

/**
 * The mail that opens an account made by the administrator (teacher, maître d'apprentissage): its link is minted as it
 * leaves and lives to the end of the 7th day. null once a password is chosen, or when the role has ended.
 */
export const activation: LetterWriters["activation"] = async (tx, mail, context) => {
  const compte = await tx
    .selectFrom("habilitation as h")
    .innerJoin("identite as i", "i.id", "h.identite_id")
    .innerJoin("etablissement as e", "e.id", "h.etablissement_id")
    .select(["h.nom", "h.prenom", "h.role", "e.nom as ecole"])
    .where("h.identite_id", "=", mail.donnees.identite)
    .where((eb) => eb.or([eb("h.au", "is", null), eb("h.au", ">=", context.today)]))
    .where((eb) => eb.or([eb("i.mot_de_passe", "is", null), eb("i.mot_de_passe_provisoire", "=", true)]))
    .executeTakeFirst();
  if (!compte) return null;
  const jeton = context.randomBytes(32).toString("base64url");
  const dernierJour = addDays(context.today, ACTIVATION_DAYS);
  await keepLink(tx, {
    but: "activation",
    etablissement: mail.etablissement,
    cible: mail.donnees.identite,
    jeton,
    now: context.now,
    expire: endOfDayIn(dernierJour, context.fuseau),
  });
  return {
    sujet: `Votre compte au ${compte.ecole}`,
    paragraphes: [
      `Bonjour ${fullName(compte)},`,
      `L’administrateur du ${compte.ecole} vous a créé un compte « ${roleText[compte.role]} » sur Passerelle, où se préparent, se suivent et s’évaluent les périodes en entreprise.`,
      "Pour l’ouvrir, choisissez votre mot de passe.",
    ],
    bouton: {
      texte: "Activer mon compte",
      lien: `${context.origin}${routes.activation.href({ jeton })}`,
    },
    suite: [
      `Ce lien sert une fois, jusqu’au ${longDate(dernierJour)}. Passé ce délai, demandez-en un autre à l’administrateur.`,
      "Si vous n’attendiez pas ce message, ignorez-le.",
    ],
  };
};
