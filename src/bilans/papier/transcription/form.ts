import { lireAttitudes } from "#bilans/attitudes/form.ts";
import { clesDe } from "#bilans/entreprise/form.ts";
import { readGrille } from "#bilans/lignes/saisie.ts";
import { enDetail, type Parties, type Releve } from "#bilans/papier/transcription/rules.ts";
import type { FormState } from "#kernel/form.ts";
import { FormInput, misread, type Parsed, parsed } from "#kernel/form-input.ts";
import type { Referentiel } from "#referentiel/types.ts";

/** Both bilans have a comment: on this page that of the attitudes has a name of its own. */
export const COMMENTAIRE_ATTITUDES = "commentaireAttitudes";
const dansLaPage: Record<string, string> = {
  commentaire: COMMENTAIRE_ATTITUDES,
  "base.commentaire": `base.${COMMENTAIRE_ATTITUDES}`,
};
const dansLeBilan = Object.fromEntries(Object.entries(dansLaPage).map(([own, here]) => [here, own]));

/** Fields or errors of the attitudes' own form, under their names on this page. */
export const attitudesDansLaPage = <V>(values: Record<string, V>): Record<string, V> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [dansLaPage[name] ?? name, value]));

/** What this page holds, under the names of the attitudes' own form. */
export const attitudesDeLaPage = (values: FormState["values"]): FormState["values"] =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      name in dansLaPage ? [] : [[dansLeBilan[name] ?? name, value]],
    ),
  );

function entreesDesAttitudes(input: FormInput): FormInput {
  const data = new FormData();
  for (const name of input.names())
    if (!(name in dansLaPage))
      for (const text of input.texts(name)) data.append(dansLeBilan[name] ?? name, text);
  return new FormInput(data);
}

/** Reads the paper as typed: each bilan by its own rules, one that may not be written not at all. */
export function lireTranscription(input: FormInput, ref: Referentiel, parties: Parties): Parsed<Releve> {
  const entreprise = parties.entreprise ? readGrille(input, ref, clesDe(ref)) : parsed({ lignes: [] });
  const attitudes = parties.attitudes ? lireAttitudes(entreesDesAttitudes(input), ref) : parsed([]);
  if (!entreprise.ok || !attitudes.ok)
    return misread({
      ...(entreprise.ok ? {} : entreprise.errors),
      ...(attitudes.ok ? {} : attitudesDansLaPage(attitudes.errors)),
    });
  return parsed({
    entreprise: enDetail(ref, entreprise.value.lignes),
    attitudes: attitudes.value,
  });
}
