import Papa from "papaparse";
import { decodeCsv } from "#etablissement/import/decode.ts";
import { cellule, cite, type Encodage } from "#etablissement/import/ligne.ts";
import { cleDeNom } from "#etablissement/import/noms.ts";

/** The columns of one kind of list: the headers known for each field (folded, the surest first), and its name in words. */
export type Colonnage<C extends string> = {
  entetes: Record<C, readonly string[]>;
  noms: Record<C, string>;
  obligatoires: readonly C[];
  /** « Le fichier ne contient aucun élève sous ses en-têtes. » */
  vide: string;
};

export type LigneTable<C extends string> = { numero: number } & (
  | { erreur: string }
  | { brut: Partial<Record<C, string | undefined>> }
);
export type Table<C extends string> = { encodage: Encodage } & (
  | { ok: false; message: string }
  | { ok: true; lignes: LigneTable<C>[] }
);

const SEPARATEURS = [";", ",", "\t", "|"];
const TAILLE_MAX = 20_000_000;
const LIGNES_MAX = 20_000;
/** A line of a class list has a few hundred characters. */
const LARGEUR_MAX = 20_000;
/** A title or a date may stand above the headers. */
const ENTETE_AVANT = 20;
/** A quoted cell may run over several lines, not over a whole class. */
const SUITE_MAX = 5;

type Colonnes<C extends string> = Partial<Record<C, number>>;

/**
 * Reads a table of people. Separators ; , tab |; headers in any order, case and accents. Never throws: a line that cannot
 * be read is reported with its number, the others are kept (B-30). Blank lines are skipped.
 */
export function lireTable<C extends string>(bytes: Uint8Array, colonnage: Colonnage<C>): Table<C> {
  if (bytes.length > TAILLE_MAX)
    return { ok: false, encodage: "UTF-8", message: "Le fichier dépasse 20\u00a0Mo." };
  const { texte, encodage } = decodeCsv(bytes);
  const refused = (message: string): Table<C> => ({ ok: false, encodage, message });
  const lines = texte.split(/\r\n|\n|\r/);
  if (lines.every((line) => line.trim() === "")) return refused("Le fichier est vide.");
  if (lines.length > LIGNES_MAX) return refused("Le fichier dépasse 20\u00a0000\u00a0lignes.");

  const entete = findEntete(lines, colonnage);
  const missing = colonnage.obligatoires.filter((champ) => entete.colonnes[champ] === undefined);
  if (missing.length > 0)
    return refused(
      missingColumns(
        missing.map((champ) => colonnage.noms[champ]),
        entete.cells.map(cellule),
      ),
    );

  const lignes: LigneTable<C>[] = [];
  for (let index = entete.index + 1; index < lines.length; ) {
    const numero = index + 1;
    const record = readRecord(lines, index, entete.separator);
    index += record.span;
    if (record.error !== undefined) lignes.push({ numero, erreur: record.error });
    else if (record.cells.some((cell) => cell.trim() !== ""))
      lignes.push({ numero, brut: pick(record.cells, entete.colonnes) });
  }
  return lignes.length === 0 ? refused(colonnage.vide) : { ok: true, encodage, lignes };
}

function pick<C extends string>(cells: readonly string[], colonnes: Colonnes<C>) {
  const named = Object.entries(colonnes) as [C, number][];
  return Object.fromEntries(named.map(([champ, column]) => [champ, cells[column]])) as Partial<
    Record<C, string | undefined>
  >;
}

function missingColumns(missing: readonly string[], cells: readonly string[]): string {
  const found = cells.filter((cell) => cell !== "");
  const start =
    `${missing.length > 1 ? "Il manque les colonnes" : "Il manque la colonne"} ${missing.join(", ")}.`.replace(
      /\.+$/,
      ".",
    );
  if (found.length === 0) return start;
  return `${start} Colonnes trouvées\u00a0: ${found.slice(0, 30).map(cite).join(", ")}.`;
}

type Entete<C extends string> = {
  index: number;
  separator: string;
  colonnes: Colonnes<C>;
  cells: string[];
};

/** The line and the separator under which the most columns are recognised; the first line written if none is. */
function findEntete<C extends string>(lines: readonly string[], colonnage: Colonnage<C>): Entete<C> {
  let best: Entete<C> | undefined;
  const recognised = (entete: Entete<C>) => Object.keys(entete.colonnes).length;
  let seen = 0;
  for (const [index, line] of lines.entries()) {
    if (line.trim() === "" || line.length > LARGEUR_MAX) continue;
    if (++seen > ENTETE_AVANT) break;
    for (const separator of SEPARATEURS) {
      const cells = split(line, separator).cells;
      const entete = { index, separator, colonnes: colonnesOf(cells, colonnage), cells };
      if (!best || recognised(entete) > recognised(best)) best = entete;
    }
  }
  return best ?? { index: 0, separator: ";", colonnes: {}, cells: [] };
}

function colonnesOf<C extends string>(cells: readonly string[], { entetes }: Colonnage<C>): Colonnes<C> {
  const folded = cells.map(cleDeNom);
  const colonnes: Colonnes<C> = {};
  for (const champ of Object.keys(entetes) as C[]) {
    const name = entetes[champ].find((known) => folded.includes(known));
    if (name !== undefined) colonnes[champ] = folded.indexOf(name);
  }
  return colonnes;
}

function split(text: string, delimiter: string): { cells: string[]; rows: number; clean: boolean } {
  const { data, errors } = Papa.parse<string[]>(text, { delimiter, newline: "\n" });
  return { cells: data[0] ?? [], rows: data.length, clean: !errors.some((error) => error.type === "Quotes") };
}

const hasOddQuotes = (text: string) => (text.split('"').length - 1) % 2 === 1;

type Enregistrement = { cells: string[]; span: number; error?: string };

/** One record from a line on: usually that line alone, more when a quoted cell runs over several. */
function readRecord(lines: readonly string[], index: number, separator: string): Enregistrement {
  const line = lines[index] ?? "";
  if (line.length > LARGEUR_MAX)
    return { cells: [], span: 1, error: "La ligne est trop longue pour une personne." };
  if (hasOddQuotes(line)) {
    for (let span = 2; span <= SUITE_MAX && index + span <= lines.length; span++) {
      const joined = lines.slice(index, index + span).join("\n");
      if (joined.length > LARGEUR_MAX) break;
      if (hasOddQuotes(joined)) continue;
      const read = split(joined, separator);
      if (read.clean && read.rows === 1) return { cells: read.cells, span };
      break;
    }
  }
  const read = split(line, separator);
  if (read.clean) return { cells: read.cells, span: 1 };
  return { cells: [], span: 1, error: "Un guillemet n’est pas fermé, ou est mal placé." };
}
