import type { Conditions } from "#annexes/rules/conditions.ts";
import { addDays, type CivilDate } from "#kernel/civil-date.ts";
import { schoolYear } from "#kernel/french.ts";
import type { Candidat } from "#periodes/rules.ts";

/** A period one may prepare again for another school year (B-04). */
export type Source = {
  id: string;
  nom: string;
  /** code of the status */
  statut: string;
  niveau: string;
  referentiel: string;
  referentielVersion: string;
  du: CivilDate;
  au: CivilDate;
  objectifs: string[];
  taches: string[];
  conditions: Conditions;
  annexe: { id: string; titre: string; archivee: boolean };
  /** names of the classes it was for */
  classes: readonly string[];
  /** its référents who still teach, by class, the most frequent first */
  referents: readonly { classe: string; referent: string }[];
  /** how many living periods were duplicated from it */
  copies: number;
};

/** Fifty-two weeks a year: the same weekdays, one school year later. */
export const decaler = (date: CivilDate, annees: number): CivilDate => addDays(date, 364 * annees);

/** « PFMP 3, 2026–2027 »: the title of a copied annexe. */
export const titreDeLaCopie = (titre: string, annee: number): string => {
  const without = titre.replace(/[\s,]*\d{4}\s*[–-]\s*\d{4}\s*$/, "");
  return `${without.slice(0, 105)}, ${schoolYear(annee)}`;
};

export type Enseignants = readonly { classe: string; enseignant: string }[];

/** How référents are found: those of last year, or the teachers of each class, evenly; or one person for all. */
export type ChoixReferent = "comme" | "partage" | { enseignant: string };

/**
 * The référents proposed for a class: those its dossiers had last year (same name of class, else the whole period's), as
 * long as they still teach; else the teachers of the class; else who prepares the period.
 */
export function equipe(
  choix: ChoixReferent,
  classe: { id: string; nom: string },
  facts: { referents: Source["referents"]; enseignants: Enseignants; auteur: string },
): string[] {
  if (typeof choix === "object") return [choix.enseignant];
  const same = facts.referents.filter((one) => one.classe === classe.nom);
  const before = (same.length > 0 ? same : facts.referents).map((one) => one.referent);
  const now = facts.enseignants.filter((one) => one.classe === classe.id).map((one) => one.enseignant);
  const team = choix === "comme" && before.length > 0 ? before : now;
  return team.length > 0 ? [...new Set(team)] : [facts.auteur];
}

/** The référent of each learner: each class shared evenly over its team, in the order of the list. */
export function partager(
  apprenants: readonly Candidat[],
  equipeDe: (classe: Candidat["classe"]) => readonly string[],
): Map<string, string> {
  const shared = new Map<string, string>();
  for (const [, learners] of Map.groupBy(apprenants, (one) => one.classe.id)) {
    const first = learners[0];
    const team = first ? equipeDe(first.classe) : [];
    for (const [index, learner] of learners.entries()) {
      const referent = team[Math.floor((index * team.length) / learners.length)];
      if (referent) shared.set(learner.id, referent);
    }
  }
  return shared;
}
