import { z } from "zod";
import type { SaisieEntreprise } from "#entreprises/store.ts";
import { line, postcode, prose, readVersion, requiredLine, telephone, version } from "#kernel/fields.ts";
import { type FormInput, type Parsed, parsed, readForm } from "#kernel/form-input.ts";
import { isId } from "#kernel/id.ts";
import { isSiret } from "#kernel/siret.ts";

const entreprise = z.object({
  _version: version(),
  nom: requiredLine("Indiquez la raison sociale de l’entreprise."),
  siret: z
    .string()
    .transform((text) => text.replace(/[\s.\u00a0]/g, ""))
    .refine((text) => text === "" || isSiret(text), {
      error: "Ce SIRET n’existe pas : il a quatorze chiffres (il est facultatif).",
    }),
  adresse: line(),
  codePostal: postcode(),
  ville: line(100),
  secteur: line(),
  naf: line(10),
  telephone: telephone(),
  notes: prose(),
});

/** A company of the directory as a teacher corrects it. */
export function lireEntreprise(input: FormInput): Parsed<{ version: number; saisie: SaisieEntreprise }> {
  const read = readForm(entreprise, input);
  if (!read.ok) return read;
  const { _version, ...saisie } = read.value;
  return parsed({ version: _version, saisie });
}

/** The merge as it was read: which row goes into this one, and the versions of both. */
export type SaisieFusion = { absorbee: string | null; versionAbsorbee: number; version: number };

export const lireFusion = (input: FormInput): Parsed<SaisieFusion> => {
  const absorbee = input.text("absorbee");
  return parsed({
    absorbee: isId(absorbee) ? absorbee : null,
    versionAbsorbee: readVersion(input.text("versionAbsorbee")),
    version: readVersion(input.text("_version")),
  });
};
