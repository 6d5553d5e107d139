import { isIne } from "#etablissement/import/identifiants.ts";
import { prenomLisible } from "#etablissement/import/noms.ts";
import { type CivilDate, parseCivilDate, parseFrenchDate } from "#kernel/civil-date.ts";
import { normalise } from "#kernel/normalise.ts";

export type StatutApprenant = "scolaire" | "apprenti";

/** One learner of a class list. */
export type LigneImport = {
  /** CSV: line of the file; SIECLE: rank of the pupil; both from 1 */
  numero: number;
  nom: string;
  prenom: string;
  naissance: CivilDate | null;
  ine: string | null;
  division: string;
  statut: StatutApprenant;
  /** false: the file does not say, `statut` is only what a new learner gets */
  statutLu: boolean;
};

export type Champ = "nom" | "prenom" | "naissance" | "ine" | "division" | "statut";

/** What a line is refused for (or, in `notes`, what was done with it); `numero` 0 is the file itself. */
export type ErreurLigne = { numero: number; champ: Champ | "ligne" | "fichier"; message: string };

export type Encodage = "UTF-8" | "UTF-16" | "Windows-1252" | "ISO-8859-15";
export type FormatImport = "csv" | "siecle-xml" | "siecle-zip";

export type ResultatImport = {
  lignes: LigneImport[];
  /** lines left out, each with its reason */
  erreurs: ErreurLigne[];
  /** lines kept with a reserve, and pupils who have left */
  notes: ErreurLigne[];
  encodage: Encodage;
  format: FormatImport;
};

/** A file that cannot be read at all. */
export const fichierRefuse = (format: FormatImport, encodage: Encodage, message: string): ResultatImport => ({
  lignes: [],
  erreurs: [{ numero: 0, champ: "fichier", message }],
  notes: [],
  encodage,
  format,
});

/** « text » for a message: no-break spaces, cut at 40 characters (a file may hold anything). */
export function cite(text: string): string {
  const short = text.length > 40 ? `${text.slice(0, 40).toWellFormed()}…` : text;
  return `«\u00a0${short}\u00a0»`;
}

/** One cell or one element's text, as it can be kept: well-formed, on one line, without outer spaces. */
export const cellule = (text: string): string => normalise(text).replace(/\s+/g, " ").trim();

const LONGUEUR_MAX = 100;

/**
 * Reads the fields of one learner into `result`: a line, or the reasons why it is left out.
 * @param brut the texts of the file; an absent column is undefined or empty
 */
export function readLigne(
  numero: number,
  brut: Partial<Record<Champ, string | undefined>>,
  result: Pick<ResultatImport, "lignes" | "erreurs" | "notes">,
): void {
  const texte = (champ: Champ) => cellule(brut[champ] ?? "");
  const erreurs: ErreurLigne[] = [];
  const wrong = (champ: Champ, message: string) => erreurs.push({ numero, champ, message });

  const nom = texte("nom");
  const prenom = texte("prenom");
  const division = texte("division");
  for (const [champ, value, missing] of [
    ["nom", nom, "Le nom manque."],
    ["prenom", prenom, "Le prénom manque."],
    ["division", division, "La division (la classe) manque."],
  ] as const) {
    if (value === "") wrong(champ, missing);
    else if (value.length > LONGUEUR_MAX)
      wrong(champ, `${cite(value)} dépasse ${LONGUEUR_MAX}\u00a0caractères.`);
    else if (!/[\p{L}\p{N}]/u.test(value)) wrong(champ, `${cite(value)} ne se lit pas comme un nom.`);
  }

  const naissance = readNaissance(texte("naissance"));
  if (naissance === undefined)
    wrong(
      "naissance",
      `La date de naissance ${cite(texte("naissance"))} n’est pas une date (attendu\u00a0: JJ/MM/AAAA).`,
    );
  if (naissance === undefined || erreurs.length > 0) {
    result.erreurs.push(...erreurs);
    return;
  }

  const ine = readIne(texte("ine"));
  if (ine === undefined)
    result.notes.push({
      numero,
      champ: "ine",
      message: `L’INE ${cite(texte("ine"))} n’a pas la forme d’un INE\u00a0: il n’est pas repris.`,
    });
  const statut = readStatut(texte("statut"));
  if (statut === undefined)
    result.notes.push({
      numero,
      champ: "statut",
      message: `Le statut ${cite(texte("statut"))} n’est pas connu\u00a0: compté sous statut scolaire.`,
    });
  result.lignes.push({
    numero,
    nom,
    prenom: prenomLisible(prenom),
    naissance,
    ine: ine ?? null,
    division,
    statut: statut ?? "scolaire",
    statutLu: statut !== undefined && texte("statut") !== "",
  });
}

/** null: not given; undefined: given, and not a date. A spreadsheet may have added an hour. */
function readNaissance(text: string): CivilDate | null | undefined {
  if (text === "") return null;
  const day = text.replace(/[ T]\d{1,2}:\d{2}(:\d{2})?$/, "");
  const date = parseFrenchDate(day) ?? parseCivilDate(day);
  return date && date >= "1900" ? date : undefined;
}

const readIne = (text: string): string | null | undefined =>
  text === "" ? null : isIne(text) ? text.toUpperCase() : undefined;

const SCOLAIRE = new Set(["", "ST", "SCOLAIRE", "STATUT SCOLAIRE", "ELEVE", "ÉLÈVE"]);

function readStatut(text: string): StatutApprenant | undefined {
  const upper = text.toLocaleUpperCase("fr");
  // AP: nomenclature of SIECLE
  if (upper === "AP" || upper.startsWith("APPRENTI")) return "apprenti";
  return SCOLAIRE.has(upper) ? "scolaire" : undefined;
}
