import { z } from "zod";
import { mail, requiredLine } from "#kernel/fields.ts";
import { type FormInput, type Parsed, parsed, readForm } from "#kernel/form-input.ts";

const schema = z.object({
  _version: z.coerce.number().int().catch(0),
  nom: requiredLine("Indiquez le nom du tuteur.", 100),
  prenom: requiredLine("Indiquez le prénom du tuteur.", 100),
  courriel: mail("Indiquez l’adresse mail du tuteur."),
});

export type IdentiteTuteur = { nom: string; prenom: string; courriel: string };

/** « Identité du tuteur »: the three fields are mandatory (S-34). */
export function lireInvitation(input: FormInput): Parsed<{ version: number; tuteur: IdentiteTuteur }> {
  const read = readForm(schema, input);
  if (!read.ok) return read;
  const { _version, ...tuteur } = read.value;
  return parsed({ version: _version, tuteur });
}
