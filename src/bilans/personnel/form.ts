import { CHOIX, type Choix, type FaitsPersonnel } from "#bilans/personnel/rules.ts";
import { readVersion } from "#kernel/fields.ts";
import { type FormState, formOf } from "#kernel/form.ts";
import { type FormInput, misread, type Parsed, parsed } from "#kernel/form-input.ts";
import type { Referentiel } from "#referentiel/types.ts";

const PERSPECTIVES_MAX = 3_000;

export type SaisiePersonnel = {
  points: Map<string, Choix>;
  perspectives: string;
  /** what the page was drawn from; 0: nothing was written yet */
  version: number;
};

/** The field of one attitude. */
export const champ = (code: string): string => `point-${code}`;

export function lirePersonnel(
  input: FormInput,
  { attitudes }: Pick<Referentiel, "attitudes">,
): Parsed<SaisiePersonnel> {
  const errors: Record<string, string> = {};
  const points = new Map<string, Choix>();
  for (const { code } of attitudes) {
    const given = input.text(champ(code));
    const choix = CHOIX.find((one) => one === given);
    if (choix) points.set(code, choix);
    else if (given !== "") errors[champ(code)] = "Ce choix n’est pas proposé : recharge la page.";
  }
  const perspectives = input.text("perspectives").trim();
  if ([...perspectives].length > PERSPECTIVES_MAX)
    errors.perspectives = `Ce texte dépasse ${PERSPECTIVES_MAX} caractères : raccourcis-le.`;
  return Object.keys(errors).length > 0
    ? misread(errors)
    : parsed({ points, perspectives, version: readVersion(input.text("_version")) });
}

export const formulairePersonnel = (bilan: FaitsPersonnel["bilan"]): FormState =>
  formOf({
    perspectives: bilan?.perspectives ?? "",
    ...Object.fromEntries([...(bilan?.points ?? [])].map(([code, choix]) => [champ(code), choix])),
  });
