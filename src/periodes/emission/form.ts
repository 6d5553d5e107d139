import { z } from "zod";
import type { CivilDate } from "#kernel/civil-date.ts";
import { choice, choices, date, requiredLine } from "#kernel/fields.ts";
import { type FormInput, misread, type Parsed, readForm } from "#kernel/form-input.ts";
import { verifierDates } from "#periodes/rules.ts";
import { statutsPour } from "#referentiel/rules.ts";
import type { Referentiel } from "#referentiel/types.ts";

/** Name, status and dates: the same fields when issuing a period and in its tab « Informations ». */
export const informations = (ref: Referentiel, niveau: string) => ({
  nom: requiredLine("Donnez un nom à la période.", 80),
  statut: choice(
    statutsPour(ref, niveau).map((statut) => statut.code),
    "Choisissez le statut de la période.",
  ),
  du: date("Indiquez le premier jour de la période."),
  au: date("Indiquez le dernier jour de la période."),
});

/** Dates are checked together only once each has been read. */
export function datesEnOrdre<I extends { du: CivilDate; au: CivilDate }>(read: Parsed<I>): Parsed<I> {
  if (!read.ok) return read;
  const decision = verifierDates(read.value.du, read.value.au);
  return decision.ok ? read : misread({ [decision.field ?? "au"]: decision.message });
}

/** In place of one person: the teachers of each class share its learners. */
export const PARTAGE = "partage";

export const lireEmission = (
  input: FormInput,
  facts: { ref: Referentiel; niveau: string; candidats: { id: string }[]; enseignants: { id: string }[] },
) =>
  datesEnOrdre(
    readForm(
      z.object({
        ...informations(facts.ref, facts.niveau),
        apprenants: choices(
          facts.candidats.map((one) => one.id),
          "Un apprenant choisi n’est plus dans ces classes : rechargez la page.",
        ).min(1, { error: "Choisissez au moins un apprenant." }),
        referent: choice(
          [PARTAGE, ...facts.enseignants.map((one) => one.id)],
          "Choisissez le professeur référent.",
        ),
      }),
      input,
    ),
  );
