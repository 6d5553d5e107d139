import { z } from "zod";
import { line, readVersion, requiredLine } from "#kernel/fields.ts";
import { type FormInput, misread, type Parsed, parsed, readForm } from "#kernel/form-input.ts";
import { type Contexte, type Lieu, lieuDe } from "#portfolio/commentaires/rules.ts";

const MAX = 6_000;
/** characters of a learner's answer: one line */
export const REPONSE_MAX = 300;

export type SaisieConseil = {
  texte: string;
  lieu: Lieu;
  /** written where it is read: back there afterwards, not to the tab */
  surPlace: boolean;
};

const commentaire = z.object({ texte: requiredLine("Écrivez votre commentaire.", MAX), ancre: line(100) });

/** Reads a new comment; what it is about must be of this portfolio. */
export function readConseil(input: FormInput, contexte: Contexte): Parsed<SaisieConseil> {
  const read = readForm(commentaire, input);
  if (!read.ok) return read;
  const lieu = lieuDe(read.value.ancre, contexte);
  if (!lieu)
    return misread({ ancre: "Ce que vous commentez n’est plus dans ce portfolio : choisissez autre chose." });
  return parsed({ texte: read.value.texte, lieu, surPlace: input.text("sur_place") === "oui" });
}

/** An answer is one line, whatever was pasted. */
const ligne = (missing: string) =>
  requiredLine(missing, MAX)
    .transform((texte) => texte.replaceAll(/\s+/g, " "))
    .refine((texte) => texte.length <= REPONSE_MAX, {
      error: `Ta réponse dépasse ${REPONSE_MAX} caractères : une ligne suffit.`,
    });

export const readReponse = (input: FormInput): Parsed<{ texte: string }> =>
  readForm(z.object({ texte: ligne("Écris ta réponse.") }), input);

/** Reads words put right, and the imprint of those they were typed over. */
export function readCorrection(
  input: FormInput,
  reponse: boolean,
): Parsed<{ texte: string; version: number }> {
  const read = reponse ? readReponse(input) : readForm(commentaire.pick({ texte: true }), input);
  return read.ok ? parsed({ texte: read.value.texte, version: readVersion(input.text("_version")) }) : read;
}
