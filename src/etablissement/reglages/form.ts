import { z } from "zod";
import { isUai } from "#etablissement/import/identifiants.ts";
import {
  ANNEES_MAX,
  ANNEES_MIN,
  fuseaux,
  MENTION_MAX,
  type ReglagesEtablissement,
  SIGNATAIRES_MAX,
  SIGNATAIRES_MIN,
} from "#etablissement/reglages/rules.ts";
import { choice, line, optionalMail, postcode, prose, requiredLine, telephone } from "#kernel/fields.ts";
import { type FormInput, misread, type Parsed, parsed, readForm } from "#kernel/form-input.ts";

const identite = z.object({
  nom: requiredLine("Indiquez le nom de l’établissement."),
  uai: z
    .string()
    .transform((text) => text.replace(/\s/g, "").toUpperCase())
    .refine(isUai, {
      error: "Ce n’est pas un UAI : sept chiffres, puis la lettre qui les contrôle (exemple : 0760001N).",
    }),
  chef: line(120),
  adresse: line(),
  codePostal: postcode(),
  ville: line(100),
  telephone: telephone(),
  courriel: optionalMail(),
  fuseau: choice(
    fuseaux.map((one) => one.value),
    "Choisissez le fuseau horaire.",
  ),
});

export type IdentiteEtablissement = z.infer<typeof identite>;

/** The fields of the school's identity, with their labels: for the form and for what a conflict shows. */
export const champsIdentite = {
  nom: "Nom de l’établissement",
  uai: "UAI",
  chef: "Chef d’établissement",
  adresse: "Adresse",
  codePostal: "Code postal",
  ville: "Ville",
  telephone: "Téléphone",
  courriel: "Courriel",
  fuseau: "Fuseau horaire",
} satisfies Record<keyof IdentiteEtablissement, string>;

export const readIdentite = (input: FormInput): Parsed<IdentiteEtablissement> => readForm(identite, input);

export const champSignataire = (rang: number) => `signataire-${rang}`;
export const rangsSignataires = Array.from({ length: SIGNATAIRES_MAX }, (_, i) => i + 1);

/** The fields of the settings, with their labels. */
export const champsReglages: Record<string, string> = {
  portfolios: "Portfolios",
  evaluations: "Évaluations et bilans",
  journaux: "Journaux",
  documentsApprentis: "Pré-convention et attestation pour les apprentis",
  publierGrilles: "Grilles certificatives montrées aux apprenants",
  ...Object.fromEntries(rangsSignataires.map((rang) => [champSignataire(rang), `Signataire ${rang}`])),
  mentionTravaux: "Mention sur les travaux réglementés",
};

const annees = z
  .string()
  .trim()
  .refine((text) => /^\d{1,2}$/.test(text) && Number(text) >= ANNEES_MIN && Number(text) <= ANNEES_MAX, {
    error: `Indiquez un nombre d’années, de ${ANNEES_MIN} à ${ANNEES_MAX}.`,
  })
  .transform(Number);

const reglages = z.object({
  portfolios: annees,
  evaluations: annees,
  journaux: annees,
  documentsApprentis: choice(["non", "oui"], "Choisissez oui ou non."),
  publierGrilles: choice(["non", "oui"], "Choisissez oui ou non."),
  mentionTravaux: prose(MENTION_MAX),
  ...Object.fromEntries(rangsSignataires.map((rang) => [champSignataire(rang), line(80)])),
});

export function readReglagesForm(input: FormInput): Parsed<ReglagesEtablissement> {
  const read = readForm(reglages, input);
  const signataires = rangsSignataires
    .map((rang) => input.text(champSignataire(rang)).trim())
    .filter((titre) => titre !== "");
  const errors = read.ok ? {} : { ...read.errors };
  if (signataires.length < SIGNATAIRES_MIN) {
    const vide = rangsSignataires.find((rang) => input.text(champSignataire(rang)).trim() === "") ?? 1;
    errors[champSignataire(vide)] ??=
      `Une pré-convention porte au moins ${SIGNATAIRES_MIN} signatures : indiquez la qualité de ce signataire.`;
  }
  if (!read.ok || Object.keys(errors).length > 0) return misread(errors);
  const { portfolios, evaluations, journaux, documentsApprentis, publierGrilles, mentionTravaux } =
    read.value;
  return parsed({
    conservation: { portfolios, evaluations, journaux },
    documentsApprentis: documentsApprentis === "oui",
    publierGrilles: publierGrilles === "oui",
    signataires,
    mentionTravaux,
  });
}

/** The same settings as a form shows them. */
export const reglagesAffiches = (given: ReglagesEtablissement): Record<string, string> => ({
  portfolios: String(given.conservation.portfolios),
  evaluations: String(given.conservation.evaluations),
  journaux: String(given.conservation.journaux),
  documentsApprentis: given.documentsApprentis ? "oui" : "non",
  publierGrilles: given.publierGrilles ? "oui" : "non",
  ...Object.fromEntries(
    rangsSignataires.map((rang) => [champSignataire(rang), given.signataires[rang - 1] ?? ""]),
  ),
  mentionTravaux: given.mentionTravaux,
});
