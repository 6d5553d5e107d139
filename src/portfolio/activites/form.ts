import { z } from "zod";
import { parseCivilDate, parseFrenchDate } from "#kernel/civil-date.ts";
import { choices } from "#kernel/fields.ts";
import { type FormInput, misread, type Parsed, parsed, readForm } from "#kernel/form-input.ts";
import {
  type ChampActivite,
  type Condition,
  champsActivite,
  conditions,
  TITRE_MAX,
} from "#portfolio/activites/champs.ts";
import { tachesCochees, texte } from "#portfolio/form.ts";

/** Field → words, for a conflict shown. */
export const libellesActivite: Record<string, string> = {
  titre: "Titre",
  condition: "Conditions de réalisation",
  ...Object.fromEntries(champsActivite.map((champ) => [champ.name, champ.label])),
  taches: "Tâches cochées",
  competences: "Compétences travaillées",
};

/** An activity as its form holds it: the fields of the table beside these four. */
export type SaisieActivite = Record<string, string | string[]> & {
  titre: string;
  condition: Condition | "";
  taches: string[];
  competences: string[];
};

const dateFacultative = z
  .string()
  .trim()
  .transform((text, ctx): string => {
    if (text === "") return "";
    const date = parseCivilDate(text) ?? parseFrenchDate(text);
    if (date) return date;
    ctx.addIssue({ code: "custom", message: "Cette date n’existe pas (exemple : 23/11/2026)." });
    return z.NEVER;
  });

const champ = ({ kind, max }: ChampActivite) => (kind === "date" ? dateFacultative : texte(max));

/** Reads the form of an activity. @param offertes codes of what may be ticked */
export function readActivite(
  input: FormInput,
  offertes: { taches: readonly string[]; competences: readonly string[] },
): Parsed<SaisieActivite> {
  const schema = z.object({
    ...Object.fromEntries(champsActivite.map((one) => [one.name, champ(one)])),
    titre: texte(TITRE_MAX).min(1, { error: "Ajoute le titre de ton activité." }),
    condition: z.enum(["", ...conditions.map((one) => one.code)], {
      error: "Choisis « En autonomie » ou « Accompagné ».",
    }),
    taches: tachesCochees(offertes.taches),
    competences: choices(offertes.competences, "Une compétence n’est plus proposée : recharge la page."),
  });
  const read = readForm(schema, input);
  if (!read.ok) return read;
  const taches = offertes.taches.filter((code) => read.value.taches.includes(code));
  const competences = offertes.competences.filter((code) => read.value.competences.includes(code));
  return parsed({ ...read.value, taches, competences } as SaisieActivite);
}

/** What a press on a tile asks; the sentence when it asks nothing that is known. */
const inconnu = misread({ decision: "Ce bouton n’est plus proposé : recharge la page." });

/** « Choisir pour l’export » or « Retirer de l’export » (S-53), from the list or from the page of the activity. */
export function readExport(input: FormInput): Parsed<{ exporter: boolean; page: boolean }> {
  const decision = input.text("decision");
  if (decision !== "choisir" && decision !== "retirer") return inconnu;
  return parsed({ exporter: decision === "choisir", page: input.text("page") === "activite" });
}

/** « Monter » or « Descendre ». */
export function readOrdre(input: FormInput): Parsed<-1 | 1> {
  const decision = input.text("decision");
  if (decision === "monter") return parsed(-1);
  return decision === "descendre" ? parsed(1) : inconnu;
}
