import { z } from "zod";
import { lireConditionsSaisies } from "#annexes/conditions/form.ts";
import { lireObjectifsSaisis } from "#annexes/objectifs/form.ts";
import { taches } from "#annexes/rules/champs.ts";
import { choices, line, readVersion } from "#kernel/fields.ts";
import { formOf } from "#kernel/form.ts";
import {
  type FormInput,
  isGeste,
  misread,
  type Parsed,
  parsed,
  readForm,
  redraw,
} from "#kernel/form-input.ts";
import { datesEnOrdre, informations } from "#periodes/emission/form.ts";
import type { CandidatDossier } from "#periodes/rules.ts";
import type { Referentiel } from "#referentiel/types.ts";

/** Adds the version the page was made from. */
function versioned<I extends object>(read: Parsed<I>, input: FormInput): Parsed<I & { version: number }> {
  if (!read.ok) return read;
  const version = readVersion(input.text("_version"));
  return version > 0
    ? parsed({ ...read.value, version })
    : misread({ _: "Cette page est incomplète : rechargez-la." });
}

export const lireInformations = (input: FormInput, facts: { ref: Referentiel; niveau: string }) =>
  versioned(datesEnOrdre(readForm(z.object(informations(facts.ref, facts.niveau)), input)), input);

export const lireConditionsPeriode = (input: FormInput) =>
  isGeste(input) ? redraw : versioned(lireConditionsSaisies(input), input);

/** The rows of the list of objectives, each with the competences it cites. */
export function lireObjectifsPeriode(input: FormInput, ref: Referentiel) {
  if (isGeste(input)) return redraw;
  const read = lireObjectifsSaisis(formOf(input.values()), ref);
  return versioned(read.ok ? parsed({ objectifs: read.value }) : read, input);
}

export const lireActivites = (input: FormInput, ref: Referentiel) =>
  versioned(readForm(z.object({ taches: taches(ref) }), input), input);

export const MOTIF_MAX = 300;

/** `retraits`: the withdrawals confirmed by name. */
export function lireApprenants(input: FormInput, candidats: readonly CandidatDossier[]) {
  const ids = candidats.map((one) => one.id);
  const unknown = "Un apprenant choisi n’est plus dans ces classes : rechargez la page.";
  return versioned(
    readForm(
      z.object({
        apprenants: choices(ids, unknown).min(1, {
          error: "Gardez au moins un apprenant, ou supprimez la période.",
        }),
        retraits: choices(ids, unknown),
        motif: line(MOTIF_MAX),
      }),
      input,
    ),
    input,
  );
}
