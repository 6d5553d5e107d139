import { z } from "zod";
import { champsPersonne } from "#etablissement/roles/form.ts";
import { choices } from "#kernel/fields.ts";
import { type FormInput, readForm } from "#kernel/form-input.ts";

export type ClasseOfferte = { id: string; nom: string; annee: number };

export const readEnseignant = (input: FormInput, offertes: readonly ClasseOfferte[]) =>
  readForm(z.object({ ...champsPersonne, classes: choices(offertes.map((one) => one.id)) }), input);

export const readClasses = (input: FormInput, offertes: readonly ClasseOfferte[]) =>
  readForm(z.object({ classes: choices(offertes.map((one) => one.id)) }), input);
