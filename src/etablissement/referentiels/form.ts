import { isDeepStrictEqual } from "node:util";
import type { EtatReferentiel } from "#etablissement/referentiels/load.ts";
import { sansConfusion } from "#etablissement/referentiels/rules.ts";
import { type FormInput, misread, type Parsed, parsed } from "#kernel/form-input.ts";
import { checkReferentiel, parseJson } from "#referentiel/check.ts";
import { resolveReferentiel } from "#referentiel/resolve.ts";
import type { Defauts } from "#referentiel/schema.ts";
import type { Referentiel } from "#referentiel/types.ts";

export const FICHIER_MAX = 2 * 1024 * 1024;
const PROBLEMES_MAX = 200;

/** The errors that are lines of the check report, beside the one of the field itself. */
export const champRapport = (rank: number) => `rapport-${rank}`;

/** A file that is wrong: one word at the field, and the whole report. */
const refuse = (fichier: string, problemes: readonly string[] = []): Parsed<never> =>
  misread({
    fichier,
    ...Object.fromEntries(problemes.slice(0, PROBLEMES_MAX).map((text, n) => [champRapport(n + 1), text])),
  });

/** The text of the file sent: UTF-8, as JSON is. */
async function textOf(file: File): Promise<string | null> {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    return null;
  }
}

/**
 * Reads a référentiel file and checks it whole.
 * @param etats the diplomas of the school: what is in use, and the names already taken
 * @param code the diploma whose page it was sent from; null from the list, where any diploma is welcome
 */
export async function readReferentiel(
  input: FormInput,
  etats: readonly EtatReferentiel[],
  { defauts, code }: { defauts: Defauts; code: string | null },
): Promise<Parsed<{ referentiel: Referentiel; fichier: string }>> {
  const file = input.file("fichier");
  if (!file) return refuse("Choisissez le fichier du référentiel (JSON).");
  if (file.size > FICHIER_MAX)
    return refuse("Ce fichier dépasse 2 Mo : un référentiel en fait moins du vingtième.");
  const text = await textOf(file);
  if (text === null) return refuse("Ce fichier n’est pas un texte en UTF-8 : enregistrez-le en UTF-8.");
  const json = parseJson(text);
  const read = json.ok ? checkReferentiel(json.value) : json;
  if (!read.ok) {
    const n = read.problemes.length;
    return refuse(
      `Ce fichier n’est pas accepté : ${n > 1 ? `${n} points à corriger, listés` : "un point à corriger, dit"} ci-dessous. Rien n’a été changé.`,
      read.problemes,
    );
  }
  if (code !== null && read.value.code !== code)
    return refuse(
      `Ce fichier est celui du diplôme « ${read.value.code} », pas de « ${code} » (champ « code »). Envoyez-le depuis la liste des référentiels.`,
    );
  const etat = etats.find((one) => one.code === read.value.code);
  const known = [
    ...(etat?.versions.map((one) => one.referentiel) ?? []),
    ...(etat?.livre ? [etat.livre] : []),
  ];
  const referentiel = sansConfusion(resolveReferentiel(read.value, defauts), known);
  if (etat?.base && isDeepStrictEqual(JSON.parse(JSON.stringify(etat.base.referentiel)), referentiel))
    return refuse("Ce fichier dit la même chose que la version en usage : rien n’a été changé.");
  return parsed({ referentiel, fichier: text });
}
