import { z } from "zod";
import { type CivilDate, parseCivilDate, parseFrenchDate } from "#kernel/civil-date.ts";

/** The kinds of field every form is made of, each with its French message. Lengths are in characters. */
const tooLong = (max: number) => ({ error: `Ce texte dépasse ${max} caractères : raccourcissez-le.` });

/** A line of text; empty allowed. */
export const line = (max = 200) => z.string().trim().max(max, tooLong(max));

/** A line that must be filled; `missing` is the sentence shown otherwise (« Indiquez le nom… »). */
export const requiredLine = (missing: string, max = 200) =>
  z.string().trim().min(1, { error: missing }).max(max, tooLong(max));

/** Free text over several lines; empty allowed. */
export const prose = (max = 6_000) => z.string().trim().max(max, tooLong(max));

const mailAddress = /^[^\s@<>(),;:"]+@[^\s@<>(),;:".]+(\.[^\s@<>(),;:".]+)+$/;
const wrongMail = "Ce courriel n’est pas complet (exemple : prenom.nom@entreprise.fr).";

export const mail = (missing: string) =>
  requiredLine(missing, 254).toLowerCase().regex(mailAddress, { error: wrongMail });

export const optionalMail = () =>
  line(254)
    .toLowerCase()
    .refine((text) => text === "" || mailAddress.test(text), { error: wrongMail });

/** A civil date, as browsers send it (2026-11-23) or as people type it (23/11/2026). */
export const date = (missing: string) =>
  z
    .string()
    .trim()
    .min(1, { error: missing })
    .transform((text, ctx): CivilDate => {
      const found = parseCivilDate(text) ?? parseFrenchDate(text);
      if (found) return found;
      ctx.addIssue({ code: "custom", message: "Cette date n’existe pas (exemple : 23/11/2026)." });
      return z.NEVER;
    });

/** The version a page was made from; 0, which is nobody's, when the form names none that can be. */
export const readVersion = (text: string): number => (/^\d{1,9}$/.test(text) ? Number(text) : 0);

/** The same as a field of a schema. */
export const version = () => z.string().transform(readVersion);

/** One of the codes offered. */
export const choice = (codes: readonly string[], missing: string) =>
  z.string().refine((code) => codes.includes(code), { error: missing });

/** Some of the codes offered, each once, in the order offered; unknown codes are refused. */
export const choices = (
  codes: readonly string[],
  unknown = "Un choix n’est plus proposé : rechargez la page.",
) => z.array(z.string()).refine((given) => given.every((code) => codes.includes(code)), { error: unknown });

/** A French telephone number kept as typed; empty allowed. */
export const telephone = () =>
  line(30).refine((text) => text === "" || /^[+0-9][0-9 .()/-]{5,}$/.test(text), {
    error: "Ce numéro de téléphone n’est pas complet (exemple : 02 32 00 00 00).",
  });

/** A French postcode; empty allowed. */
export const postcode = () =>
  line(5).refine((text) => text === "" || /^\d{5}$/.test(text), { error: "Un code postal a cinq chiffres." });
