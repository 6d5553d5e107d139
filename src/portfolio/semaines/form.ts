import { z } from "zod";
import { addDays, type CivilDate } from "#kernel/civil-date.ts";
import { line } from "#kernel/fields.ts";
import { type FormInput, misread, type Parsed, parsed, readForm } from "#kernel/form-input.ts";
import { tachesCochees, texte } from "#portfolio/form.ts";
import { champDuJour, champTachesDuJour, jourConcerne, titreDuJour } from "#portfolio/semaines/rules.ts";

/** The questions of a week: the learner reads `question`, the others `libelle`; `amorces` begin a sentence (B-06). */
export const questions = [
  {
    name: "fait",
    question: "Qu’as-tu fait cette semaine ?",
    hint: "Cite les machines, les gestes, les personnes avec qui tu as travaillé.",
    libelle: "Ce qui a été fait",
    amorces: [
      "Cette semaine, j’ai travaillé sur…",
      "Avec mon tuteur, j’ai…",
      "J’ai commencé par…",
      "J’ai utilisé…",
    ],
  },
  {
    name: "reussi",
    question: "Qu’as-tu réussi ?",
    hint: "Une chose que tu as su faire, même petite.",
    libelle: "Ce qui a été réussi",
    amorces: ["J’ai réussi à…", "J’ai su faire sans aide…", "J’ai progressé en…"],
  },
  {
    name: "aime",
    question: "Qu’as-tu aimé ?",
    hint: null,
    libelle: "Ce qui a plu",
    amorces: ["J’ai aimé…", "Le moment que j’ai préféré, c’est…", "Cela m’a plu parce que…"],
  },
  {
    name: "difficile",
    question: "Qu’est-ce qui a été difficile ? (facultatif)",
    hint: null,
    libelle: "Ce qui a été difficile",
    amorces: [
      "Le plus difficile a été…",
      "J’ai eu besoin d’aide pour…",
      "Je n’ai pas compris…",
      "La prochaine fois, je…",
    ],
  },
] as const;

/** Field → words of a week, its seven days included: for a conflict and for the history. */
export const libellesSemaine = (lundi: CivilDate): Record<string, string> => ({
  ...Object.fromEntries(questions.map((one) => [one.name, one.question])),
  ...Object.fromEntries(
    [0, 1, 2, 3, 4, 5, 6]
      .map((n) => addDays(lundi, n))
      .flatMap((jour) => [
        [champDuJour(jour), titreDuJour(jour)],
        [champTachesDuJour(jour), `Tâches du ${titreDuJour(jour).toLocaleLowerCase("fr")}`],
      ]),
  ),
  taches: "Tâches cochées",
});

/** A week as its form holds it; the days told one by one stand beside, each under its fields (`champDuJour`, `champTachesDuJour`). */
export type SaisieSemaine = Record<string, string | string[]> & {
  fait: string;
  reussi: string;
  aime: string;
  difficile: string;
  taches: string[];
};

/**
 * Reads the form of a week.
 * @param offertes codes of the tasks that may be ticked
 * @param jours the days that may be told
 */
export function readSemaine(
  input: FormInput,
  offertes: readonly string[],
  jours: readonly CivilDate[],
): Parsed<SaisieSemaine> {
  const dehors = input.names().filter((name) => {
    const jour = jourConcerne(name);
    return jour && !jours.includes(jour) && input.text(name).trim() !== "";
  });
  if (dehors.length > 0)
    return misread(Object.fromEntries(dehors.map((name) => [name, "Ce jour n’est pas dans ta période."])));
  const schema = z.object({
    fait: texte(12_000),
    reussi: texte(6_000),
    aime: texte(6_000),
    difficile: texte(6_000),
    taches: tachesCochees(offertes),
    ...Object.fromEntries(
      jours.flatMap((jour) => [
        [champDuJour(jour), texte(6_000)],
        [champTachesDuJour(jour), tachesCochees(offertes)],
      ]),
    ),
  });
  const read = readForm(schema, input);
  if (!read.ok) return read;
  const range = ([name, value]: [string, unknown]) => [
    name,
    Array.isArray(value) ? offertes.filter((code) => value.includes(code)) : value,
  ];
  return parsed(Object.fromEntries(Object.entries(read.value).map(range)) as SaisieSemaine);
}

/** One line left to the learner with « J’ai vu cette semaine », or the press that takes it back. */
export type SaisieVue = { retirer: true } | { retirer: false; mot: string };

const motDeLaVue = z.object({ mot: line(200) });

export function readVue(input: FormInput): Parsed<SaisieVue> {
  if (input.text("decision") === "retirer") return parsed({ retirer: true });
  const read = readForm(motDeLaVue, input);
  return read.ok ? parsed({ retirer: false, mot: read.value.mot.replaceAll(/\s+/g, " ") }) : read;
}
