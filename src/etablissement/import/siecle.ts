import { SaxesParser } from "saxes";
import { decodeXml } from "#etablissement/import/decode.ts";
import {
  cellule,
  cite,
  type FormatImport,
  fichierRefuse,
  type ResultatImport,
  readLigne,
} from "#etablissement/import/ligne.ts";

type Eleve = { id: string; fields: Record<string, string> };
type Contenu = { racine: string; eleves: Eleve[]; divisions: Map<string, string[]> };

const TAILLE_MAX = 50_000_000;
const ELEVES_MAX = 20_000;
const LUS = new Set([
  "ID_NATIONAL",
  "INE_RNIE",
  "NOM_DE_FAMILLE",
  "NOM_USAGE",
  "PRENOM",
  "DATE_NAISS",
  "CODE_STATUT",
  "DATE_SORTIE",
  "CODE_STRUCTURE",
  "TYPE_STRUCTURE",
]);
/** No field of a pupil is longer: what a hostile file puts beyond is dropped. */
const TEXTE_MAX = 500;
/** SIECLE's own depth is 6. */
const PROFONDEUR_MAX = 50;

/**
 * Reads SIECLE's `ElevesSansAdresses.xml` (shape in `domain.md` §4). The DTD is skipped and no entity other than
 * XML's five is known. Never throws. A file that is not well-formed gives no line at all: the divisions stand
 * at its end, so the start alone would be wrong.
 */
export function lireSiecle(bytes: Uint8Array, format: FormatImport = "siecle-xml"): ResultatImport {
  if (bytes.length > TAILLE_MAX) return fichierRefuse(format, "UTF-8", "Le fichier dépasse 50\u00a0Mo.");
  const { texte, encodage } = decodeXml(bytes);
  let contenu: Contenu;
  try {
    contenu = parse(texte);
  } catch (error) {
    return fichierRefuse(format, encodage, error instanceof Refuse ? error.message : ILLISIBLE);
  }
  if (contenu.racine !== "BEE_ELEVES")
    return fichierRefuse(
      format,
      encodage,
      `Ce fichier n’est pas une liste d’élèves de SIECLE\u00a0: il commence par ${cite(contenu.racine)} (attendu\u00a0: BEE_ELEVES, fichier ElevesSansAdresses.xml).`,
    );
  if (contenu.eleves.length === 0)
    return fichierRefuse(format, encodage, "Le fichier ne contient aucun élève.");

  const result: ResultatImport = { lignes: [], erreurs: [], notes: [], encodage, format };
  for (const [index, eleve] of contenu.eleves.entries())
    readEleve(index + 1, eleve.fields, contenu.divisions.get(eleve.id) ?? [], result);
  return result;
}

function readEleve(
  numero: number,
  fields: Eleve["fields"],
  divisions: readonly string[],
  result: ResultatImport,
): void {
  const field = (name: string) => cellule(fields[name] ?? "");
  // the family name is the one of the diploma and of the convention
  const nom = field("NOM_DE_FAMILLE") || field("NOM_USAGE");
  const prenom = field("PRENOM");
  const sortie = field("DATE_SORTIE");
  if (sortie !== "") {
    result.notes.push({
      numero,
      champ: "ligne",
      message: `${cite(`${nom} ${prenom}`)} a quitté l’établissement le ${sortie.slice(0, 20)}\u00a0: pas d’import.`,
    });
    return;
  }
  const [division, ...others] = divisions;
  if (others.length > 0)
    result.notes.push({
      numero,
      champ: "division",
      message: `${cite(`${nom} ${prenom}`)} est dans plusieurs divisions (${divisions.map(cite).join(", ")})\u00a0: la première est retenue.`,
    });
  readLigne(
    numero,
    {
      nom,
      prenom,
      naissance: field("DATE_NAISS"),
      ine: field("INE_RNIE") || field("ID_NATIONAL"),
      division,
      statut: field("CODE_STATUT"),
    },
    result,
  );
}

/** A file that stops the reading; the message is the French sentence shown. */
class Refuse extends Error {}

const ILLISIBLE = "Le fichier XML est abîmé\u00a0: il ne se lit pas.";

function parse(texte: string): Contenu {
  const contenu: Contenu = { racine: "", eleves: [], divisions: new Map() };
  const path: string[] = [];
  let eleve: Eleve | undefined;
  let owner = "";
  let structure: Record<string, string> | undefined;

  /** Where the text being read goes, and under which name: only the direct children of ELEVE and STRUCTURE. */
  const target = (): Record<string, string> | undefined => {
    const parent = path.at(-2);
    if (parent === "ELEVE") return eleve?.fields;
    return parent === "STRUCTURE" ? structure : undefined;
  };
  const text = (piece: string) => {
    const name = path.at(-1) ?? "";
    const fields = LUS.has(name) ? target() : undefined;
    if (fields) fields[name] = `${fields[name] ?? ""}${piece}`.slice(0, TEXTE_MAX);
  };

  const parser = new SaxesParser({ xmlns: false });
  parser.on("error", () => {
    throw new Refuse(`Le fichier XML est abîmé à la ligne ${parser.line}\u00a0: il ne se lit pas.`);
  });
  parser.on("opentag", ({ name, attributes }) => {
    if (path.length === 0) contenu.racine = name;
    if (path.push(name) > PROFONDEUR_MAX) throw new Refuse(ILLISIBLE);
    if (name === "ELEVE") eleve = { id: attributes.ELEVE_ID ?? "", fields: {} };
    if (name === "STRUCTURES_ELEVE") owner = attributes.ELEVE_ID ?? "";
    if (name === "STRUCTURE") structure = {};
  });
  parser.on("text", text);
  parser.on("cdata", text);
  parser.on("closetag", ({ name }) => {
    path.pop();
    if (name === "ELEVE" && eleve) {
      contenu.eleves.push(eleve);
      eleve = undefined;
      if (contenu.eleves.length > ELEVES_MAX) throw new Refuse("Le fichier dépasse 20\u00a0000\u00a0élèves.");
    }
    // D: division; G: groupe
    if (name === "STRUCTURE" && structure) {
      const code = cellule(structure.CODE_STRUCTURE ?? "");
      const known = contenu.divisions.get(owner) ?? [];
      if (cellule(structure.TYPE_STRUCTURE ?? "") === "D" && code !== "" && !known.includes(code))
        contenu.divisions.set(owner, [...known, code]);
      structure = undefined;
    }
  });
  parser.write(texte).close();
  return contenu;
}
