import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Check, checkDefauts, checkReferentiel, parseJson } from "#referentiel/check.ts";
import { resolveReferentiel } from "#referentiel/resolve.ts";
import type { Defauts } from "#referentiel/schema.ts";
import type { Referentiel } from "#referentiel/types.ts";
import { type Referentiels, referentielsOf } from "#referentiel/versions.ts";

const DEFAUTS = "defauts.json";

/** Thrown when a shipped or an operator's file is wrong; the message lists every problem of every file. */
export class ReferentielsIncorrects extends Error {
  readonly problemes: readonly string[];
  constructor(folder: string, problemes: readonly string[]) {
    super(
      `Référentiels incorrects dans «\u00a0${folder}\u00a0» :\n${problemes.map((p) => `  - ${p}`).join("\n")}`,
    );
    this.name = "ReferentielsIncorrects";
    this.problemes = problemes;
  }
}

/** What is shipped: the référentiels, what completes a school's own file, and the text of each file. */
export type Livres = {
  referentiels: Referentiels;
  defauts: Defauts;
  /** by code, as it stands in the folder: what a school downloads, corrects and sends back */
  fichiers: ReadonlyMap<string, string>;
};

/** The référentiels of a folder alone, by code, in the order of their codes. */
export const loadReferentiels = (folder: string): Referentiels => loadLivres(folder).referentiels;

/**
 * Reads, at start, every `*.json` of a folder and its `defauts.json`. Throws ReferentielsIncorrects with the whole
 * list of what is wrong.
 */
export function loadLivres(folder: string): Livres {
  const problemes: string[] = [];
  const read = <T>(name: string, check: (content: unknown) => Check<T>): T | undefined => {
    const checked = readJson(folder, name, check);
    if (checked.ok) return checked.value;
    problemes.push(...checked.problemes.map((probleme) => `${name}\u00a0: ${probleme}`));
    return undefined;
  };

  const defauts = read<Defauts>(DEFAUTS, checkDefauts);
  const found = new Map<string, Referentiel>();
  const fichiers = new Map<string, string>();
  for (const name of filesOf(folder, problemes)) {
    const file = read(name, checkReferentiel);
    if (!file || !defauts) continue;
    if (found.has(file.code))
      problemes.push(`${name}\u00a0: le code «\u00a0${file.code}\u00a0» est déjà celui d’un autre fichier`);
    else {
      found.set(file.code, resolveReferentiel(file, defauts));
      fichiers.set(file.code, readFileSync(join(folder, name), "utf8"));
    }
  }
  if (problemes.length > 0 || !defauts) throw new ReferentielsIncorrects(folder, problemes);
  return { referentiels: referentielsOf([...found.values()]), defauts, fichiers };
}

function filesOf(folder: string, problemes: string[]): string[] {
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith(".json") && name !== DEFAUTS);
    if (names.length === 0) problemes.push("le dossier ne contient aucun référentiel");
    return names.sort();
  } catch {
    problemes.push("le dossier est introuvable");
    return [];
  }
}

function readJson<T>(folder: string, name: string, check: (content: unknown) => Check<T>): Check<T> {
  let text: string;
  try {
    text = readFileSync(join(folder, name), "utf8");
  } catch {
    return { ok: false, problemes: ["le fichier est introuvable ou illisible"] };
  }
  const parsed = parseJson(text);
  return parsed.ok ? check(parsed.value) : parsed;
}
