import { z } from "zod";
import { choice, requiredLine } from "#kernel/fields.ts";
import { type FormInput, type Parsed, parsed, readForm } from "#kernel/form-input.ts";
import type { SaisieCandidat } from "#periodes/rules.ts";

export const MOTIF_MAX = 300;

/** One candidate added or withdrawn, with the reason the journal keeps. */
export function lireCandidat(input: FormInput): Parsed<SaisieCandidat> {
  const read = readForm(
    z.object({
      acte: choice(["ajouter", "retirer"], "Choisissez d’ajouter ou de retirer un candidat."),
      apprenant: z.string().min(1, { error: "Choisissez un apprenant." }),
      motif: requiredLine("Indiquez le motif : il est gardé au journal.", MOTIF_MAX),
    }),
    input,
  );
  if (!read.ok) return read;
  const { apprenant, motif } = read.value;
  const acte = read.value.acte === "ajouter" ? "ajouter" : "retirer";
  return parsed({ acte, apprenant, motif, confirme: input.text("confirme") === "oui" });
}
