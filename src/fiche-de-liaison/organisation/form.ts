import { lireConditionsSaisies } from "#annexes/conditions/form.ts";
import type { Conditions } from "#annexes/rules/conditions.ts";
import { readVersion } from "#kernel/fields.ts";
import { type FormInput, isGeste, type Parsed, parsed, redraw } from "#kernel/form-input.ts";

export type SaisieOrganisation = {
  version: number;
  conditions: Conditions;
  /** the form holds the fields that only the teachers write */
  ecole: boolean;
};

/** The whole organisation once saved: what the form does not ask stays as it is (`garde`). */
export function lireOrganisation(input: FormInput, garde: Conditions): Parsed<SaisieOrganisation> {
  if (isGeste(input)) return redraw;
  const read = lireConditionsSaisies(input);
  if (!read.ok) return read;
  const ecole = ["travauxReglementes", "modalitesEvaluation"].some((name) => input.names().includes(name));
  const { horaires, concertation } = read.value;
  return parsed({
    version: readVersion(input.text("_version")),
    conditions: ecole ? read.value : { ...garde, horaires, concertation },
    ecole,
  });
}
