import type {
  Encodage,
  ErreurLigne,
  FormatImport,
  LigneImport,
  ResultatImport,
} from "#etablissement/import/ligne.ts";
import type { PlanImport } from "#etablissement/import/plan.ts";
import { nameKey } from "#etablissement/import/reconnaitre.ts";

/** What is kept of a file between its reading and its application: its lines, and the year it is for. */
export type Lecture = { annee: number; resultat: ResultatImport };

/** What an applied import did. */
export type Bilan = {
  crees: number;
  changesDeClasse: number;
  misAJour: number;
  inchanges: number;
  partis: number;
  /** lines left aside: in error, or a namesake not decided */
  ignores: number;
  /** the classes of the file */
  classes: { id: string; nom: string; nouvelle: boolean }[];
};

export const formatText: Record<FormatImport, string> = {
  csv: "CSV",
  "siecle-xml": "SIECLE (XML)",
  "siecle-zip": "SIECLE (ZIP)",
};

export const encodageText: Record<Encodage, string> = {
  "UTF-8": "UTF-8",
  "UTF-16": "UTF-16",
  "Windows-1252": "ISO-8859-1 (Windows-1252)",
  "ISO-8859-15": "ISO-8859-15",
};

/** The file itself could not be read: the reason, for the field. */
export const fichierIllisible = (resultat: ResultatImport): ErreurLigne | undefined =>
  resultat.erreurs.find((erreur) => erreur.champ === "fichier");

/** True when applying the plan would write nothing. */
export const planVide = (plan: PlanImport): boolean =>
  plan.creations.length +
    plan.changementsDeClasse.length +
    plan.misesAJour.length +
    plan.classesACreer.length ===
  0;

/** The lines of a file that bear the name of another one: told apart by birth date or INE, shown so. */
export function homonymesDuFichier(lignes: readonly LigneImport[]): ReadonlySet<number> {
  const byName = Map.groupBy(lignes, nameKey);
  return new Set(
    [...byName.values()].flatMap((group) => (group.length > 1 ? group.map((one) => one.numero) : [])),
  );
}
