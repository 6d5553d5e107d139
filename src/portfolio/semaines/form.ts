import { z } from "zod";
import { type FormInput, type Parsed, readForm } from "#kernel/form-input.ts";
import { tachesCochees, texte } from "#portfolio/form.ts";

/** The questions of a week: the learner reads `question`, the others `libelle`; lengths in characters. */
export const questions = [
  {
    name: "fait",
    question: "Qu’as-tu fait cette semaine ?",
    hint: "Cite les machines, les gestes, les personnes avec qui tu as travaillé.",
    libelle: "Ce qui a été fait",
  },
  {
    name: "reussi",
    question: "Qu’as-tu réussi ?",
    hint: "Une chose que tu as su faire, même petite.",
    libelle: "Ce qui a été réussi",
  },
  { name: "aime", question: "Qu’as-tu aimé ?", hint: null, libelle: "Ce qui a plu" },
  {
    name: "difficile",
    question: "Qu’est-ce qui a été difficile ? (facultatif)",
    hint: null,
    libelle: "Ce qui a été difficile",
  },
] as const;

export const libellesSemaine = {
  ...Object.fromEntries(questions.map((one) => [one.name, one.question])),
  taches: "Tâches cochées",
};

export type SaisieSemaine = {
  fait: string;
  reussi: string;
  aime: string;
  difficile: string;
  taches: string[];
};

/** Reads the form of a week. @param offertes codes of the tasks that may be ticked */
export function readSemaine(input: FormInput, offertes: readonly string[]): Parsed<SaisieSemaine> {
  const schema = z.object({
    fait: texte(12_000),
    reussi: texte(6_000),
    aime: texte(6_000),
    difficile: texte(6_000),
    taches: tachesCochees(offertes),
  });
  const read = readForm(schema, input);
  if (!read.ok) return read;
  return {
    ok: true,
    value: { ...read.value, taches: offertes.filter((t) => read.value.taches.includes(t)) },
  };
}
