import { z } from "zod";
import { readVersion } from "#kernel/fields.ts";
import type { FormInput } from "#kernel/form-input.ts";

/** Learners are told *tu*: the lengths of the house's fields, in their words. */
const tropLong = (max: number) => ({ error: `Ce texte dépasse ${max} caractères : raccourcis-le.` });

/** A text of a learner, one line or several; empty allowed. `max` in characters. */
export const texte = (max: number) => z.string().trim().max(max, tropLong(max));

/** The tasks ticked, among those offered; given back in the order offered, each once. */
export const tachesCochees = (offertes: readonly string[]) =>
  z.array(z.string()).refine((cochees) => cochees.every((code) => offertes.includes(code)), {
    error: "Une tâche n’est plus proposée : recharge la page.",
  });

/** The version a form was opened from; 0 for a text not written yet. */
export const versionLue = (input: FormInput): number => readVersion(input.text("_version"));
