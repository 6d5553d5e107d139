import type { CivilDate } from "#kernel/civil-date.ts";
import { competenceDe, niveauDe } from "#referentiel/rules.ts";
import type { GroupeCompetences, Referentiel } from "#referentiel/types.ts";
import { estVerrouille } from "#verrous/rules.ts";

export type Lieu = "etablissement" | "entreprise";

/** One moment at which competences were evaluated: at school, or in company (placed by its date de rencontre, S-73). */
export type EvaluationDatee = {
  id: string;
  date: CivilDate;
  lieu: Lieu;
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

/** What a reader asks of a dashboard: everything, unless he narrows it. */
export type DemandeTableau = {
  /** code of a pôle (group of competences) */
  pole: string | null;
  lieu: Lieu | null;
  /** the competence whose levels are explained */
  competence: string | null;
  /** competences chosen for the radar; none: it chooses */
  axes: readonly string[];
};

/**
 * The evaluations made where one asks, with their levels of one pôle; those left without a level are out. Filtering by
 * pôle changes no line of the synthesis; by place, the last level becomes the last one at that place.
 */
export const restreindre = <E extends EvaluationDatee>(
  ref: Referentiel,
  evaluations: readonly E[],
  { pole, lieu }: Pick<DemandeTableau, "pole" | "lieu">,
): E[] =>
  evaluations.flatMap((evaluation) => {
    if (lieu !== null && evaluation.lieu !== lieu) return [];
    if (pole === null) return [evaluation];
    const niveaux = new Map(
      [...evaluation.niveaux].filter(([code]) => competenceDe(ref, code).groupe === pole),
    );
    return niveaux.size > 0 ? [{ ...evaluation, niveaux }] : [];
  });

/** The pôles in which something was evaluated, in the order of the référentiel; none where a diploma has no groups. */
export const polesEvalues = (
  ref: Referentiel,
  evaluations: readonly EvaluationDatee[],
): GroupeCompetences[] => {
  const seen = new Set(competencesEvaluees(ref, evaluations).map((code) => competenceDe(ref, code).groupe));
  return ref.groupes.filter(({ code }) => seen.has(code));
};

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
    const levels = niveauxComptes(ref, counted, competence);
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

/** The levels of one competence that count (neither NE nor unknown), in the order of the evaluations given. */
export const niveauxComptes = (
  ref: Referentiel,
  evaluations: readonly EvaluationDatee[],
  competence: string,
): { niveau: string; date: CivilDate; evaluation: string }[] =>
  evaluations.flatMap(({ id, niveaux, date }) => {
    const niveau = niveaux.get(competence);
    return niveau !== undefined && niveauDe(ref, niveau).compteDansLaSynthese
      ? [{ niveau, date, evaluation: id }]
      : [];
  });

/** The competences evaluated at least once: those of the référentiel in its order, then the unknown ones. */
export function competencesEvaluees(ref: Referentiel, evaluations: readonly EvaluationDatee[]): string[] {
  const seen = new Set(evaluations.flatMap(({ niveaux }) => [...niveaux.keys()]));
  const known = ref.competences.map(({ code }) => code).filter((code) => seen.has(code));
  return [...known, ...[...seen].filter((code) => !known.includes(code)).sort()];
}

function tendanceEntre(ref: Referentiel, before: string, last: string): Tendance {
  const rank = (code: string) => ref.niveauxReussite.findIndex((niveau) => niveau.code === code);
  return tendanceDe(rank(last) - rank(before));
}

/** @param pas from the level before to the last one, in ranks of their scale */
export const tendanceDe = (pas: number): Tendance => (pas > 0 ? "hausse" : pas < 0 ? "baisse" : "stable");

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
