import { z } from "zod";
import { objectifs, taches } from "#annexes/rules/champs.ts";
import type { SaisieAnnexe } from "#annexes/rules.ts";
import { choice, requiredLine } from "#kernel/fields.ts";
import type { FormState } from "#kernel/form.ts";
import { type FormInput, type Parsed, readForm } from "#kernel/form-input.ts";
import type { Referentiel } from "#referentiel/types.ts";

export function lireAnnexe(input: FormInput, ref: Referentiel): Parsed<SaisieAnnexe> {
  return readForm(
    z.object({
      titre: requiredLine("Donnez un titre à l’annexe.", 120),
      niveau: choice(
        ref.niveauxClasse.map((niveau) => niveau.code),
        "Choisissez le niveau de classe.",
      ),
      objectifs: objectifs(),
      taches: taches(ref),
    }),
    input,
  );
}

/** The form filled with what is stored. */
export const formulaireAnnexe = (annexe: SaisieAnnexe): FormState => ({
  values: { ...annexe, objectifs: annexe.objectifs.join("\n") },
  errors: {},
});
