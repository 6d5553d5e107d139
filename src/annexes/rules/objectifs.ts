import type { Referentiel } from "#referentiel/types.ts";

/*
 * An objective cites competences in its own words, as teachers write on paper: « Préparer son intervention (C2.1, C2.2). »
 * (docs/decisions/0007). A parenthesis is a citation when it holds nothing but codes of the référentiel.
 */

export const OBJECTIFS_MAX = 20;
/** Citations included. */
export const OBJECTIF_LONGUEUR_MAX = 300;

type Competences = Pick<Referentiel, "competences">;

const parenthesis = /\s*\(([^()]*)\)/g;

/** The codes of one parenthesis, or null when it is an ordinary one. */
function codesDe(ref: Competences, inside: string): string[] | null {
  const codes = inside
    .split(/[,;]|\set\s/)
    .map((code) => code.trim())
    .filter((code) => code !== "");
  const known = codes.every((code) => ref.competences.some((competence) => competence.code === code));
  return codes.length > 0 && known ? codes : null;
}

/** The competences an objective cites: codes, in the order of the référentiel, each once. */
export function competencesCitees(ref: Competences, objectif: string): string[] {
  const cited = new Set(
    [...objectif.matchAll(parenthesis)].flatMap(([, inside]) => codesDe(ref, inside ?? "") ?? []),
  );
  return ref.competences.map((competence) => competence.code).filter((code) => cited.has(code));
}

/** The objective's own words. */
export const texteSansCitations = (ref: Competences, objectif: string): string =>
  objectif.replace(parenthesis, (whole, inside: string) => (codesDe(ref, inside) ? "" : whole)).trim();

/** Words and codes in one text, the codes before the last full stop; what the two readings above take apart again. */
export function citer(texte: string, codes: readonly string[]): string {
  if (codes.length === 0) return texte;
  const [, words = texte, stop = ""] = /^(.*\S)(\.)$/s.exec(texte) ?? [];
  return `${words} (${codes.join(", ")})${stop}`;
}
