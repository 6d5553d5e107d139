import { ACTIVATION_DAYS, FORGOTTEN_DAYS } from "#comptes/rules.ts";
import { keepLink } from "#comptes/store.ts";
import type { LetterContext, LetterWriters } from "#courriels/letters.ts";
import type { SchoolTx } from "#db/pool.ts";
import { roleText } from "#kernel/actor.ts";
import { addDays, type CivilDate, endOfDayIn } from "#kernel/civil-date.ts";
import { fullName, longDate } from "#kernel/french.ts";
import { routes } from "#routes.ts";

/** Mints the link that lets a person choose his password; it lives to the end of the last day returned. */
async function mint(
  tx: SchoolTx,
  mail: { etablissement: string; identite: string },
  context: LetterContext,
  days: number,
) {
  const jeton = context.randomBytes(32).toString("base64url");
  const dernierJour = addDays(context.today, days);
  await keepLink(tx, {
    but: "activation",
    etablissement: mail.etablissement,
    cible: mail.identite,
    jeton,
    now: context.now,
    expire: endOfDayIn(dernierJour, context.fuseau),
  });
  return { lien: `${context.origin}${routes.activation.href({ jeton })}`, dernierJour };
}

/** The role behind the letter, in the school that sends it, while it lives. */
const roleOf = (tx: SchoolTx, identite: string, today: CivilDate) =>
  tx
    .selectFrom("habilitation as h")
    .innerJoin("identite as i", "i.id", "h.identite_id")
    .innerJoin("etablissement as e", "e.id", "h.etablissement_id")
    .select(["h.nom", "h.prenom", "h.role", "e.nom as ecole"])
    .where("h.identite_id", "=", identite)
    .where((eb) => eb.or([eb("h.au", "is", null), eb("h.au", ">=", today)]));

/**
 * The mail that opens an account made by the administrator (teacher, maître d'apprentissage): its link is minted as it
 * leaves and lives to the end of the 7th day. null once a password is chosen, or when the role has ended.
 */
export const activation: LetterWriters["activation"] = async (tx, mail, context) => {
  const { identite } = mail.donnees;
  const compte = await roleOf(tx, identite, context.today)
    .where((eb) => eb.or([eb("i.mot_de_passe", "is", null), eb("i.mot_de_passe_provisoire", "=", true)]))
    .executeTakeFirst();
  if (!compte) return null;
  const { lien, dernierJour } = await mint(tx, { ...mail, identite }, context, ACTIVATION_DAYS);
  return {
    sujet: `Votre compte au ${compte.ecole}`,
    paragraphes: [
      `Bonjour ${fullName(compte)},`,
      `L’administrateur du ${compte.ecole} vous a créé un compte « ${roleText[compte.role]} » sur Passerelle, où se préparent, se suivent et s’évaluent les périodes en entreprise.`,
      "Pour l’ouvrir, choisissez votre mot de passe.",
    ],
    bouton: { texte: "Activer mon compte", lien },
    suite: [
      `Ce lien sert une fois, jusqu’au ${longDate(dernierJour)}. Passé ce délai, demandez-en un autre à l’administrateur.`,
      "Si vous n’attendiez pas ce message, ignorez-le.",
    ],
  };
};

/** The way back of who forgot his password. null when the role has ended meanwhile. */
export const motDePasseOublie: LetterWriters["mot-de-passe-oublie"] = async (tx, mail, context) => {
  const { identite } = mail.donnees;
  const compte = await roleOf(tx, identite, context.today).executeTakeFirst();
  if (!compte) return null;
  const { lien, dernierJour } = await mint(tx, { ...mail, identite }, context, FORGOTTEN_DAYS);
  return {
    sujet: "Choisir un nouveau mot de passe",
    paragraphes: [
      `Bonjour ${fullName(compte)},`,
      "Quelqu’un, sans doute vous, a demandé un nouveau mot de passe pour votre compte Passerelle.",
    ],
    bouton: { texte: "Choisir un mot de passe", lien },
    suite: [
      `Ce lien sert une fois, jusqu’au ${longDate(dernierJour)}.`,
      "Si ce n’était pas vous, ignorez ce message : votre mot de passe n’a pas changé.",
    ],
  };
};
