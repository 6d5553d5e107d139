import type { CivilDate } from "#kernel/civil-date.ts";
import { liensDe } from "#referentiel/rules.ts";
import type { Referentiel } from "#referentiel/types.ts";

/** What the learner wrote in a portfolio and tied to the référentiel: an activity, or a week (B-01). */
export type Ecrit = {
  genre: "activite" | "semaine";
  dossier: string;
  periode: { nom: string; du: CivilDate };
  ref: Referentiel;
  /** id of the activity, Monday of the week */
  cle: string;
  /** title of the activity; "" for a week */
  titre: string;
  /** place of the activity in its portfolio; 0 for a week */
  rang: number;
  /** the competences the learner tied to it himself */
  competences: readonly string[];
  taches: readonly string[];
};

/** Why a writing speaks of a competence: the learner said so, or tasks that he ticked lead to it. */
export type Preuve = Ecrit & {
  par: { genre: "competence" } | { genre: "taches"; taches: string[]; indicative: boolean };
};

/**
 * The writings that speak of a competence, in the order of periods, weeks before activities. A writing tied to
 * competences speaks of those alone; the others by their tasks, which lead to competences as the référentiel says, or
 * indicatively where it says nothing.
 */
export function preuvesDe(competence: string, ecrits: readonly Ecrit[]): Preuve[] {
  const found = ecrits.flatMap((ecrit): Preuve[] => {
    if (ecrit.competences.includes(competence)) return [{ ...ecrit, par: { genre: "competence" } }];
    if (ecrit.competences.length > 0) return [];
    const liens = ecrit.taches.flatMap((tache) =>
      liensDe(ecrit.ref, tache).filter((lien) => lien.competence === competence),
    );
    if (liens.length === 0) return [];
    const taches = [...new Set(liens.map(({ tache }) => tache))];
    const indicative = liens.every((lien) => lien.indicative);
    return [{ ...ecrit, par: { genre: "taches", taches, indicative } }];
  });
  return found.toSorted(avant);
}

const ordre = { semaine: 0, activite: 1 };

/** Periods in time order, weeks before activities, activities in the learner's own order. */
const avant = (a: Ecrit, b: Ecrit): number =>
  compare(a.periode.du, b.periode.du) ||
  compare(a.dossier, b.dossier) ||
  ordre[a.genre] - ordre[b.genre] ||
  a.rang - b.rang ||
  compare(a.cle, b.cle);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
