import { type Champ, fichierRefuse, type ResultatImport, readLigne } from "#etablissement/import/ligne.ts";
import { lireTable } from "#etablissement/import/table.ts";

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

/**
 * Reads a class list: « EXP_Liste_des_eleves_par_division » of SIECLE or any table with NOM, PRÉNOM and DIV.
 * (or CLASSE). Never throws: a line that cannot be read is reported, the others are kept (B-30).
 */
export function lireCsv(bytes: Uint8Array): ResultatImport {
  const table = lireTable(bytes, {
    entetes: ENTETES,
    noms: NOMS,
    obligatoires: OBLIGATOIRES,
    vide: "Le fichier ne contient aucun élève sous ses en-têtes.",
  });
  if (!table.ok) return fichierRefuse("csv", table.encodage, table.message);
  const result: ResultatImport = {
    lignes: [],
    erreurs: [],
    notes: [],
    encodage: table.encodage,
    format: "csv",
  };
  for (const ligne of table.lignes)
    if ("erreur" in ligne)
      result.erreurs.push({ numero: ligne.numero, champ: "ligne", message: ligne.erreur });
    else readLigne(ligne.numero, ligne.brut, result);
  return result;
}
