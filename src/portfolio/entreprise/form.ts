import { z } from "zod";
import { type FormInput, type Parsed, readForm } from "#kernel/form-input.ts";
import { texte } from "#portfolio/form.ts";

/** What the learner finds out about his company (S-46, B-06): one table for the form, its reading and the documents. */
export const questionsEntreprise = [
  {
    name: "activite",
    label: "Activité de l’entreprise",
    hint: "Que fabrique-t-elle, que fait-elle ? Pour quels clients ?",
    kind: "texte",
    max: 6_000,
    amorces: ["L’entreprise fabrique…", "Elle travaille pour…", "Dans mon atelier, on…"],
  },
  {
    name: "effectif",
    label: "Nombre d’employés",
    hint: "Combien de personnes y travaillent ? Demande-le dans l’entreprise.",
    kind: "ligne",
    max: 200,
    amorces: ["Environ…", "Sur le site, il y a…"],
  },
  {
    name: "effectifMaintenance",
    label: "Personnes au service maintenance",
    hint: "Combien de personnes s’occupent de la maintenance ? Il n’y en a parfois qu’une.",
    kind: "ligne",
    max: 200,
    amorces: ["Le service compte…", "Mon tuteur y est…"],
  },
  {
    name: "historique",
    label: "Historique de l’entreprise",
    hint: "Quand a-t-elle été créée ? Par qui ? Qu’est-ce qui a changé depuis ?",
    kind: "texte",
    max: 6_000,
    amorces: [
      "L’entreprise a été créée en…",
      "Elle a été fondée par…",
      "Depuis, elle a…",
      "Aujourd’hui, elle…",
    ],
  },
] as const;

export const libellesEntreprise: Record<string, string> = Object.fromEntries(
  questionsEntreprise.map((question) => [question.name, question.label]),
);

export type SaisieEntreprise = Record<(typeof questionsEntreprise)[number]["name"], string>;

const schema = z.object({
  activite: texte(6_000),
  effectif: texte(200),
  effectifMaintenance: texte(200),
  historique: texte(6_000),
});

export const readEntreprise = (input: FormInput): Parsed<SaisieEntreprise> => readForm(schema, input);
