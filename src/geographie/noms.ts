const chiffres = "0123456789abcdefghijklmnopqrstuvwxyz";

/**
 * The name of a town as it is compared: without accents, case, hyphens, CEDEX and its number; « St » is « saint »,
 * « Paris 13e Arrondissement » is « paris 13 », « s/ » is « sur ».
 */
export const cle = (nom: string): string =>
  nom
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("œ", "oe")
    .replaceAll("æ", "ae")
    .replace(/\bcedex\b.*$/, " ")
    .replace(/\bs\/\s*/g, "sur ")
    .replace(/[^a-z0-9]+/g, " ")
    .replace(/\b(\d{1,2}) ?(er|e|eme|ieme)\b/g, "$1")
    .replace(/\b0(\d)\b/g, "$1")
    .replace(/\barrondissement\b|\bcommune de\b|\bville de\b/g, " ")
    .replace(/\bst\b/g, "saint")
    .replace(/\bste\b/g, "sainte")
    .replace(/\bsts\b/g, "saints")
    .replace(/\s+/g, " ")
    .trim();

/** Without the article, wherever it is written: « Le Tréport », « Tréport (Le) », « Havre ». */
export const sansArticle = (cle: string): string => cle.replace(/^(le|la|les|l) | (le|la|les|l)$/g, "");

/** Its groups of three characters, each once, as numbers below 37³ (a space at each end counts). */
export function trigrammes(cle: string): number[] {
  const rangs = [0, ...[...cle].map((lettre) => chiffres.indexOf(lettre) + 1), 0];
  const seen = new Set<number>();
  for (let i = 0; i + 2 < rangs.length; i++)
    seen.add((rangs[i] ?? 0) * 1369 + (rangs[i + 1] ?? 0) * 37 + (rangs[i + 2] ?? 0));
  return [...seen];
}

/** How many values a trigram may take. */
export const TRIGRAMMES = 37 ** 3;

/** Likeness of two names by their trigrams: 1 the same, 0 nothing in common (Dice). */
export const ressemblance = (communs: number, a: number, b: number): number =>
  a + b === 0 ? 0 : (2 * communs) / (a + b);
