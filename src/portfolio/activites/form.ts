import { z } from "zod";
import { parseCivilDate, parseFrenchDate } from "#kernel/civil-date.ts";
import { type FormInput, type Parsed, readForm } from "#kernel/form-input.ts";
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
};

/** An activity as its form holds it: the fields of the table beside these three. */
export type SaisieActivite = Record<string, string | string[]> & {
  titre: string;
  condition: Condition | "";
  taches: string[];
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

/** Reads the form of an activity. @param offertes codes of the tasks that may be ticked */
export function readActivite(input: FormInput, offertes: readonly string[]): Parsed<SaisieActivite> {
  const schema = z.object({
    ...Object.fromEntries(champsActivite.map((one) => [one.name, champ(one)])),
    titre: texte(TITRE_MAX).min(1, { error: "Ajoute le titre de ton activité." }),
    condition: z.enum(["", ...conditions.map((one) => one.code)], {
      error: "Choisis « En autonomie » ou « Accompagné ».",
    }),
    taches: tachesCochees(offertes),
  });
  const read = readForm(schema, input);
  if (!read.ok) return read;
  const taches = offertes.filter((code) => read.value.taches.includes(code));
  return { ok: true, value: { ...read.value, taches } as SaisieActivite };
}
