/** A stretch of text that both versions have, that was taken out, or that was put in. */
export type Morceau = { sorte: "egal" | "retire" | "ajoute"; texte: string };

/** Words, runs of spaces, and signs one by one: put end to end they are the text again. */
const mots = (texte: string): string[] => texte.match(/[\p{L}\p{N}]+|\s+|[^\p{L}\p{N}\s]/gu) ?? [];

/** Beyond this many comparisons the middle is shown as replaced whole: a page must not wait for it. */
const COMPARAISONS = 4_000_000;

/** Lengths of the longest common subsequences of the ends of two lists: `table[i * (b.length + 1) + j]`. */
function longueurs(a: readonly string[], b: readonly string[]): Uint16Array {
  const width = b.length + 1;
  const table = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      table[i * width + j] =
        a[i] === b[j]
          ? (table[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(table[(i + 1) * width + j] ?? 0, table[i * width + j + 1] ?? 0);
  return table;
}

/** Stretches of the same kind that follow each other are one; what is taken out comes before what is put in its place. */
function assembler(pas: readonly Morceau[]): Morceau[] {
  const found: Morceau[] = [];
  let retire = "";
  let ajoute = "";
  const vider = () => {
    if (retire) found.push({ sorte: "retire", texte: retire });
    if (ajoute) found.push({ sorte: "ajoute", texte: ajoute });
    retire = "";
    ajoute = "";
  };
  for (const { sorte, texte } of pas) {
    if (sorte === "retire") retire += texte;
    else if (sorte === "ajoute") ajoute += texte;
    else {
      vider();
      const last = found.at(-1);
      if (last?.sorte === "egal") last.texte += texte;
      else found.push({ sorte, texte });
    }
  }
  vider();
  return found;
}

function milieu(a: readonly string[], b: readonly string[]): Morceau[] {
  if (a.length * b.length > COMPARAISONS)
    return [
      { sorte: "retire", texte: a.join("") },
      { sorte: "ajoute", texte: b.join("") },
    ];
  const table = longueurs(a, b);
  const width = b.length + 1;
  const pas: Morceau[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const gone = a[i];
    const come = b[j];
    if (gone !== undefined && gone === come) {
      pas.push({ sorte: "egal", texte: gone });
      i++;
      j++;
    } else if (
      gone !== undefined &&
      (come === undefined || (table[(i + 1) * width + j] ?? 0) >= (table[i * width + j + 1] ?? 0))
    ) {
      pas.push({ sorte: "retire", texte: gone });
      i++;
    } else {
      pas.push({ sorte: "ajoute", texte: come ?? "" });
      j++;
    }
  }
  return pas;
}

/**
 * What changed from one text to another, word by word. Without what was put in it is the first text, without what was
 * taken out the second.
 */
export function ecarts(avant: string, apres: string): Morceau[] {
  const a = mots(avant);
  const b = mots(apres);
  let debut = 0;
  while (debut < a.length && debut < b.length && a[debut] === b[debut]) debut++;
  let fin = 0;
  while (fin < a.length - debut && fin < b.length - debut && a[a.length - 1 - fin] === b[b.length - 1 - fin])
    fin++;
  const egal = (words: readonly string[]): Morceau[] =>
    words.length > 0 ? [{ sorte: "egal", texte: words.join("") }] : [];
  return assembler([
    ...egal(a.slice(0, debut)),
    ...milieu(a.slice(debut, a.length - fin), b.slice(debut, b.length - fin)),
    ...egal(a.slice(a.length - fin)),
  ]);
}
