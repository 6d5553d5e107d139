import { type CivilDate, civilDateIn } from "#kernel/civil-date.ts";
import { allowed, type Decision, refuse } from "#kernel/decision.ts";
import type { Conflict } from "#kernel/form.ts";
import { fullName, hour, longDate } from "#kernel/french.ts";

/** What is typed once in « Lieu de réalisation » and flows into every other document, in the order of the form. */
export const champsLieu = [
  ["entreprise", "Raison sociale"],
  ["adresse", "Adresse"],
  ["codePostal", "Code postal"],
  ["ville", "Ville"],
  ["secteur", "Secteur d’activité"],
  ["telephone", "Téléphone"],
  ["siret", "SIRET"],
  ["du", "Premier jour"],
  ["au", "Dernier jour"],
  ["tuteurNom", "Nom du tuteur"],
  ["tuteurPrenom", "Prénom du tuteur"],
  ["tuteurTelephone", "Téléphone du tuteur"],
  ["tuteurCourriel", "Courriel du tuteur"],
] as const;

export type ChampLieu = (typeof champsLieu)[number][0];
export type Lieu = Record<ChampLieu, string>;

export type Auteur = { nom: string; prenom: string };

/** The fields by which two descriptions of the company differ, in the order of the form. */
export const differences = (avant: Lieu, apres: Lieu) =>
  champsLieu.flatMap(([name, label]) =>
    avant[name] === apres[name] ? [] : [{ name, label, avant: avant[name], apres: apres[name] }],
  );

/** Why a learner's change of company or tutor is only proposed; null while he writes it himself. */
export type RaisonProposition = "tuteur-invite" | "convention-signee";

/**
 * Once the tutor is invited or the convention is marked signed, the company and the tutor are an agreement between the
 * school and them: a learner's change is a proposal that a teacher accepts (product.md, the chain, 4).
 */
export function devientProposition(
  role: string,
  { tuteurInvite, conventionSignee }: { tuteurInvite: boolean; conventionSignee: boolean },
): RaisonProposition | null {
  if (role !== "apprenant") return null;
  if (conventionSignee) return "convention-signee";
  return tuteurInvite ? "tuteur-invite" : null;
}

/**
 * An invitation to the learner's own address is refused: he would evaluate himself.
 * @param adresses every address the learner signs in with, in lower case
 * @param field the field of the form the refusal belongs to
 */
export const refuserSonAdresse = (courriel: string, adresses: readonly string[], field: string): Decision =>
  adresses.includes(courriel.toLowerCase())
    ? refuse(
        "adresse-apprenant",
        "Cette adresse est celle de l’apprenant. Il faut l’adresse professionnelle du tuteur.",
        field,
      )
    : allowed;

/** « le 23 novembre 2026 à 10 h 00 » */
export const leMoment = (instant: Date, fuseau: string): string =>
  `le ${longDate(civilDateIn(instant, fuseau))} à ${hour(instant, fuseau)}`;

/** « le 23 novembre 2026 » */
export const leJour = (instant: Date, fuseau: string): string => `le ${longDate(jourDe(instant, fuseau))}`;

const jourDe = (instant: Date, fuseau: string): CivilDate => civilDateIn(instant, fuseau);

/** The conflict shown when somebody saved between the page and its form: only the fields that differ. */
export function conflitAvec(
  enregistre: { version: number; auteur: Auteur | null; le: Date | null },
  fuseau: string,
  fields: Conflict["fields"],
): Conflict {
  const qui = enregistre.auteur ? fullName(enregistre.auteur) : "Quelqu’un";
  const quand = enregistre.le ? ` ${leMoment(enregistre.le, fuseau)}` : "";
  return {
    version: enregistre.version,
    by: `${qui} a enregistré cette page${quand}.`,
    fields: fields.filter((field) => field.yours !== field.theirs),
  };
}
