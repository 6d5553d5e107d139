import Papa from "papaparse";
import { decodeCsv } from "#etablissement/import/decode.ts";
import {
  type Champ,
  cellule,
  cite,
  fichierRefuse,
  type ResultatImport,
  readLigne,
} from "#etablissement/import/ligne.ts";
import { cleDeNom } from "#etablissement/import/noms.ts";

/**
 * The headers known for each field, folded (no accent, case, space or dot), the surest first: SIECLE's
 * « EXP_Liste_des_eleves_par_division » (`domain.md` §4), then what PRONOTE-like software writes.
 */
const ENTETES: Record<Champ, readonly string[]> = {
  nom: ["nom", "nomdefamille", "nomeleve", "nomdeleleve", "nomusage", "nomdusage"],
  prenom: ["prenom", "prenomeleve", "prenomdeleleve", "prenom1", "prenomusuel", "prenoms"],
  naissance: [
    "neele",
    "nele",
    "datedenaissance",
    "datenaissance",
    "datenaiss",
    "naissance",
    "neeleele",
    "ddn",
  ],
  ine: ["ine", "numeroine", "noine", "nine", "inernie", "idnational", "identifiantnational"],
  division: ["div", "division", "classe", "codedivision", "libelledivision", "structure"],
  statut: ["statut", "codestatut", "statuteleve"],
};
const NOMS: Record<Champ, string> = {
  nom: "NOM",
  prenom: "PRÉNOM",
  naissance: "NÉ(E) LE",
  ine: "INE",
  division: "DIV.",
  statut: "STATUT",
};
const OBLIGATOIRES = ["nom", "prenom", "division"] as const;

const SEPARATEURS = [";", ",", "\t", "|"];
const TAILLE_MAX = 20_000_000;
const LIGNES_MAX = 20_000;
/** A line of a class list has a few hundred characters. */
const LARGEUR_MAX = 20_000;
/** A title or a date may stand above the headers. */
const ENTETE_AVANT = 20;
/** A quoted cell may run over several lines, not over a whole class. */
const SUITE_MAX = 5;

type Colonnes = Partial<Record<Champ, number>>;

/**
 * Reads a class list: « EXP_Liste_des_eleves_par_division » of SIECLE or any table with NOM, PRÉNOM and DIV.
 * (or CLASSE). Separators ; , tab |; headers in any order, case and accents. Never throws: a line that cannot be
 * read is reported, the others are kept (B-30).
 */
export function lireCsv(bytes: Uint8Array): ResultatImport {
  if (bytes.length > TAILLE_MAX) return fichierRefuse("csv", "UTF-8", "Le fichier dépasse 20\u00a0Mo.");
  const { texte, encodage } = decodeCsv(bytes);
  const lines = texte.split(/\r\n|\n|\r/);
  if (lines.every((line) => line.trim() === ""))
    return fichierRefuse("csv", encodage, "Le fichier est vide.");
  if (lines.length > LIGNES_MAX)
    return fichierRefuse("csv", encodage, "Le fichier dépasse 20\u00a0000\u00a0lignes.");

  const entete = findEntete(lines);
  const missing = OBLIGATOIRES.filter((champ) => entete.colonnes[champ] === undefined);
  if (missing.length > 0)
    return fichierRefuse("csv", encodage, missingColumns(missing, entete.cells.map(cellule)));

  const result: ResultatImport = { lignes: [], erreurs: [], notes: [], encodage, format: "csv" };
  for (let index = entete.index + 1; index < lines.length; ) {
    const numero = index + 1;
    const record = readRecord(lines, index, entete.separator);
    index += record.span;
    if (record.error !== undefined) result.erreurs.push({ numero, champ: "ligne", message: record.error });
    else if (record.cells.some((cell) => cell.trim() !== ""))
      readLigne(numero, pick(record.cells, entete.colonnes), result);
  }
  if (result.lignes.length === 0 && result.erreurs.length === 0)
    return fichierRefuse("csv", encodage, "Le fichier ne contient aucun élève sous ses en-têtes.");
  return result;
}

function pick(cells: readonly string[], colonnes: Colonnes): Partial<Record<Champ, string | undefined>> {
  return Object.fromEntries(Object.entries(colonnes).map(([champ, column]) => [champ, cells[column]]));
}

function missingColumns(missing: readonly Champ[], cells: readonly string[]): string {
  const found = cells.filter((cell) => cell !== "");
  const several = missing.length > 1;
  const start =
    `${several ? "Il manque les colonnes" : "Il manque la colonne"} ${missing.map((champ) => NOMS[champ]).join(", ")}.`.replace(
      /\.+$/,
      ".",
    );
  if (found.length === 0) return start;
  return `${start} Colonnes trouvées\u00a0: ${found.slice(0, 30).map(cite).join(", ")}.`;
}

type Entete = { index: number; separator: string; colonnes: Colonnes; cells: string[] };

/** The line and the separator under which the most columns are recognised; the first line written if none is. */
function findEntete(lines: readonly string[]): Entete {
  let best: Entete | undefined;
  const recognised = (entete: Entete) => Object.keys(entete.colonnes).length;
  let seen = 0;
  for (const [index, line] of lines.entries()) {
    if (line.trim() === "" || line.length > LARGEUR_MAX) continue;
    if (++seen > ENTETE_AVANT) break;
    for (const separator of SEPARATEURS) {
      const cells = split(line, separator).cells;
      const entete = { index, separator, colonnes: colonnesOf(cells), cells };
      if (!best || recognised(entete) > recognised(best)) best = entete;
    }
  }
  return best ?? { index: 0, separator: ";", colonnes: {}, cells: [] };
}

function colonnesOf(cells: readonly string[]): Colonnes {
  const folded = cells.map(cleDeNom);
  const colonnes: Colonnes = {};
  for (const champ of Object.keys(ENTETES) as Champ[]) {
    const name = ENTETES[champ].find((known) => folded.includes(known));
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
    return { cells: [], span: 1, error: "La ligne est trop longue pour un élève." };
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
