import { z } from "zod";
import { formulaireConditions, lireConditionsSaisies } from "#annexes/conditions/form.ts";
import { formulaireObjectifs, lireObjectifsSaisis } from "#annexes/objectifs/form.ts";
import { taches } from "#annexes/rules/champs.ts";
import type { SaisieAnnexe } from "#annexes/rules.ts";
import { choice, requiredLine } from "#kernel/fields.ts";
import { type FormState, formOf } from "#kernel/form.ts";
import {
  type FormInput,
  isGeste,
  misread,
  type Parsed,
  parsed,
  readForm,
  redraw,
} from "#kernel/form-input.ts";
import type { Referentiel } from "#referentiel/types.ts";

/** Title and level: what a copy asks again. */
export const titreEtNiveau = (ref: Referentiel) => ({
  titre: requiredLine("Donnez un titre à l’annexe.", 120),
  niveau: choice(
    ref.niveauxClasse.map((niveau) => niveau.code),
    "Choisissez le niveau de classe.",
  ),
});

/** The whole annexe; a press that only changes the form draws it again. */
export function lireAnnexe(input: FormInput, ref: Referentiel): Parsed<SaisieAnnexe> {
  if (isGeste(input)) return redraw;
  const fields = readForm(z.object({ ...titreEtNiveau(ref), taches: taches(ref) }), input);
  const objectifs = lireObjectifsSaisis(formOf(input.values()), ref);
  const conditions = lireConditionsSaisies(input);
  if (fields.ok && objectifs.ok && conditions.ok)
    return parsed({ ...fields.value, objectifs: objectifs.value, conditions: conditions.value });
  // in the order of the page
  const { taches: tasks, ...first } = fields.ok ? {} : fields.errors;
  return misread({
    ...first,
    ...(objectifs.ok ? {} : objectifs.errors),
    ...(tasks ? { taches: tasks } : {}),
    ...(conditions.ok ? {} : conditions.errors),
  });
}

/** The form of an annexe that is not written yet. */
export const formulaireVide = (ref: Referentiel): FormState => formOf(formulaireObjectifs(ref, []));

/** The form filled with what is stored. */
export const formulaireAnnexe = (ref: Referentiel, annexe: SaisieAnnexe): FormState =>
  formOf({
    titre: annexe.titre,
    niveau: annexe.niveau,
    taches: annexe.taches,
    ...formulaireObjectifs(ref, annexe.objectifs),
    ...formulaireConditions(annexe.conditions),
  });
