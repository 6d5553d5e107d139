import { z } from "zod";
import type { ClasseOuverte } from "#etablissement/apprenants/store.ts";
import { isIne } from "#etablissement/import/identifiants.ts";
import { type CivilDate, parseCivilDate, parseFrenchDate } from "#kernel/civil-date.ts";
import { choice, date, optionalMail, requiredLine } from "#kernel/fields.ts";
import { type FormInput, readForm } from "#kernel/form-input.ts";

/** A birth date; empty allowed, and never one to come. */
const naissance = (today: CivilDate) =>
  z
    .string()
    .trim()
    .transform((text, ctx): CivilDate | null => {
      if (text === "") return null;
      const found = parseCivilDate(text) ?? parseFrenchDate(text);
      if (found && found < today) return found;
      ctx.addIssue({
        code: "custom",
        message: found
          ? "Cette date de naissance est à venir."
          : "Cette date n’existe pas (exemple : 05/03/2010).",
      });
      return z.NEVER;
    });

const ine = z
  .string()
  .transform((text) => text.replace(/\s/g, "").toUpperCase())
  .refine((text) => text === "" || isIne(text), {
    error: "Ce n’est pas un INE : onze caractères, chiffres puis lettres (exemple : 123456789AB).",
  })
  .transform((text) => (text === "" ? null : text));

const identite = (today: CivilDate) => ({
  nom: requiredLine("Indiquez le nom.", 100),
  prenom: requiredLine("Indiquez le prénom.", 100),
  naissance: naissance(today),
  ine,
});

const statut = choice(["scolaire", "apprenti"], "Choisissez le statut.").transform(
  (code) => code as "scolaire" | "apprenti",
);

export const readIdentite = (input: FormInput, today: CivilDate) =>
  readForm(z.object({ ...identite(today), courriel: optionalMail(), _version: z.string() }), input);

export const readNouveau = (
  input: FormInput,
  { today, classes }: { today: CivilDate; classes: readonly ClasseOuverte[] },
) =>
  readForm(
    z.object({
      ...identite(today),
      statut,
      classe: choice(["", ...classes.map((one) => one.id)], "Cette classe n’est plus proposée."),
      autre: z.string(),
    }),
    input,
  );

export const readPassage = (input: FormInput, classes: readonly ClasseOuverte[]) =>
  readForm(
    z.object({
      classe: choice(
        classes.map((one) => one.id),
        "Choisissez la classe.",
      ),
      statut,
      du: date("Indiquez le premier jour dans cette classe."),
    }),
    input,
  );

export const readDepart = (input: FormInput) =>
  readForm(z.object({ au: date("Indiquez le dernier jour dans l’établissement.") }), input);
