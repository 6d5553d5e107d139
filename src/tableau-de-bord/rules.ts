import type { CivilDate } from "#kernel/civil-date.ts";
import { niveauDe } from "#referentiel/rules.ts";
import type { Referentiel } from "#referentiel/types.ts";
import { estVerrouille } from "#verrous/rules.ts";

/** One moment at which competences were evaluated: at school, or in company (placed by its date de rencontre, S-73). */
export type EvaluationDatee = {
  id: string;
  date: CivilDate;
  lieu: "etablissement" | "entreprise";
  titre: string;
  /** the dossier of a bilan entreprise */
  dossier: string | null;
  /** level by competence */
  niveaux: ReadonlyMap<string, string>;
};

/** The version that an evaluation was made with: its levels are read in its own words (B-37). */
export type SonReferentiel = { ref: Referentiel | undefined };

export type Tendance = "hausse" | "baisse" | "stable";

/** What the dashboard says of one competence. */
export type LigneSynthese = {
  competence: string;
  /** the last level other than NE; null when there is none */
  dernier: string | null;
  le: CivilDate | null;
  /** against the level before it; null when there is only one */
  tendance: Tendance | null;
};

/** In time order; on the same day, school first, then in the order they were made (ids are time-ordered). */
export const enOrdre = <E extends EvaluationDatee>(evaluations: readonly E[]): E[] =>
  [...evaluations].sort(
    (a, b) =>
      compare(a.date, b.date) ||
      compare(a.lieu === "entreprise", b.lieu === "entreprise") ||
      compare(a.id, b.id),
  );

const compare = <T>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The rule, written on the screen (S-78): every evaluation in time order, the last level other than NE, and the trend.
 * Nothing is averaged; NE and nothing chosen both stay out.
 * @param evaluations in any order; certificative grids are never among them
 * @param avant only those dated strictly before: what a bilan intermédiaire of that date freezes
 * @returns one line per competence evaluated at least once (NE included), in the order of the référentiel
 */
export function synthese(
  ref: Referentiel,
  evaluations: readonly EvaluationDatee[],
  avant: CivilDate | null = null,
): LigneSynthese[] {
  const counted = enOrdre(evaluations).filter(({ date }) => avant === null || estVerrouille(date, avant));
  return competencesEvaluees(ref, counted).map((competence) => {
    const levels = counted.flatMap(({ niveaux, date }) => {
      const niveau = niveaux.get(competence);
      return niveau !== undefined && niveauDe(ref, niveau).compteDansLaSynthese ? [{ niveau, date }] : [];
    });
    const last = levels.at(-1);
    const before = levels.at(-2);
    return {
      competence,
      dernier: last?.niveau ?? null,
      le: last?.date ?? null,
      tendance: last && before ? tendanceEntre(ref, before.niveau, last.niveau) : null,
    };
  });
}

/** The competences evaluated at least once: those of the référentiel in its order, then the unknown ones. */
export function competencesEvaluees(ref: Referentiel, evaluations: readonly EvaluationDatee[]): string[] {
  const seen = new Set(evaluations.flatMap(({ niveaux }) => [...niveaux.keys()]));
  const known = ref.competences.map(({ code }) => code).filter((code) => seen.has(code));
  return [...known, ...[...seen].filter((code) => !known.includes(code)).sort()];
}

function tendanceEntre(ref: Referentiel, before: string, last: string): Tendance {
  const rank = (code: string) => ref.niveauxReussite.findIndex((niveau) => niveau.code === code);
  const step = rank(last) - rank(before);
  return step > 0 ? "hausse" : step < 0 ? "baisse" : "stable";
}

export const tendanceText: Record<Tendance, string> = {
  hausse: "en progrès",
  baisse: "en recul",
  stable: "stable",
};

/** What a bilan intermédiaire keeps: the synthesis as it stood, with the référentiel it speaks of. */
export type SyntheseFigee = { referentiel: string; version: string; lignes: LigneSynthese[] };

/** A bilan intermédiaire that stands, in the learner's history. */
export type BilanIntermediaire = {
  id: string;
  date: CivilDate;
  auteur: string;
  commentaire: string;
};

/** The first bilan intermédiaire dated after an evaluation: the one that took it into account. */
export const priseEnComptePar = (
  evaluation: Pick<EvaluationDatee, "date">,
  bilans: readonly BilanIntermediaire[],
): BilanIntermediaire | null =>
  [...bilans]
    .sort((a, b) => compare(a.date, b.date))
    .find((bilan) => estVerrouille(evaluation.date, bilan.date)) ?? null;
