import { type Cle, cleDe } from "#bilans/lignes/rules.ts";
import { competencesMobilisees } from "#referentiel/rules.ts";
import type { Competence, Referentiel } from "#referentiel/types.ts";

const clesDesCompetences = (competences: readonly Competence[]): Cle[] =>
  competences.flatMap(({ code, details }) => [
    cleDe("competence", code),
    ...details.map((detail) => cleDe("detail", detail.code)),
  ]);

/**
 * Every line a teacher may send: date and comment, the competences retained, and a level for any of them. A line that
 * the form did not draw is not sent, and stays as it is.
 */
export const clesEnseignant = (ref: Referentiel): Cle[] => [
  "dateRencontre",
  "commentaire",
  ...competencesMobilisees(ref).map(({ code }) => cleDe("retenue", code)),
  ...clesDesCompetences(competencesMobilisees(ref)),
];

/** What the company proposes: levels of the competences of the grid, nothing else. */
export const clesEntreprise = (retenues: readonly Competence[]): Cle[] => clesDesCompetences(retenues);
