import type { CivilDate } from "#kernel/civil-date.ts";
import { libelleAttitude } from "#referentiel/rules.ts";
import type { EchelonAttitude, Referentiel } from "#referentiel/types.ts";
import { type Tendance, tendanceDe } from "#tableau-de-bord/rules.ts";

/** The bilan des attitudes of one period, as it was passed on to the learner. */
export type AttitudesDePeriode = {
  dossier: string;
  periode: string;
  entreprise: string;
  /** last day of the period: its place in time */
  au: CivilDate;
  /** the version it was written with: its degrees are read in its own words (B-37) */
  ref: Referentiel;
  /** degree by attitude */
  degres: ReadonlyMap<string, string>;
};

export type LigneAttitude = {
  attitude: string;
  intitule: string;
  /** one a period, in the order of `enOrdreDesPeriodes`; null: nothing chosen */
  degres: (EchelonAttitude | null)[];
  /** the last two degrees that count, on the same scale; null when there are not two */
  tendance: Tendance | null;
};

/** Periods in time order; on the same last day, in the order they were made. */
export const enOrdreDesPeriodes = (bilans: readonly AttitudesDePeriode[]): AttitudesDePeriode[] =>
  bilans.toSorted((a, b) => (a.au === b.au ? (a.dossier < b.dossier ? -1 : 1) : a.au < b.au ? -1 : 1));

const degreDe = ({ ref, degres }: AttitudesDePeriode, attitude: string): EchelonAttitude | null => {
  const code = degres.get(attitude);
  if (code === undefined) return null;
  // a code that its scale has lost stays visible and counts for nothing
  return (
    ref.echelleAttitudes.find((echelon) => echelon.code === code) ?? {
      code,
      intitule: code,
      horsCalcul: true,
    }
  );
};

/** Two scales compare when they have the same degrees in the same order, whatever their words. */
const echelleDe = ({ ref }: AttitudesDePeriode): string =>
  ref.echelleAttitudes.map(({ code, horsCalcul }) => `${code}${horsCalcul ? "!" : ""}`).join("|");

/**
 * Attitudes across periods (B-28): each degree as it was chosen, and the trend between the last two that count.
 * « Non observé » is shown and compares with nothing; nothing is averaged.
 * @param bilans in any order
 * @returns the attitudes observed at least once: those of the last période's list in its order, then the others
 */
export function progresDesAttitudes(bilans: readonly AttitudesDePeriode[]): LigneAttitude[] {
  const ordered = enOrdreDesPeriodes(bilans);
  const lists = ordered.toReversed().map(({ ref }) => ref.attitudes.map(({ code }) => code));
  const seen = new Set(ordered.flatMap(({ degres }) => [...degres.keys()]));
  const attitudes = new Set([...lists.flat().filter((code) => seen.has(code)), ...[...seen].sort()]);
  return [...attitudes].map((attitude) => {
    const counted = ordered.flatMap((bilan) => {
      const degre = degreDe(bilan, attitude);
      return degre && !degre.horsCalcul ? [{ bilan, code: degre.code }] : [];
    });
    const [before, last] = counted.slice(-2);
    return {
      attitude,
      intitule: libelleDe(ordered, attitude),
      degres: ordered.map((bilan) => degreDe(bilan, attitude)),
      tendance:
        before && last && echelleDe(before.bilan) === echelleDe(last.bilan)
          ? tendanceDe(rang(last) - rang(before))
          : null,
    };
  });
}

const rang = ({ bilan, code }: { bilan: AttitudesDePeriode; code: string }): number =>
  bilan.ref.echelleAttitudes.findIndex((echelon) => echelon.code === code);

/** Its words in the latest period that knows it. */
const libelleDe = (ordered: readonly AttitudesDePeriode[], attitude: string): string =>
  ordered
    .toReversed()
    .map(({ ref }) => libelleAttitude(ref, attitude))
    .find((intitule) => intitule !== attitude) ?? attitude;
