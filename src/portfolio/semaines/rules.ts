import { addDays, type CivilDate, mondayOf, mondaysBetween, parseCivilDate } from "#kernel/civil-date.ts";
import { dayMonth } from "#kernel/french.ts";

type Periode = { du: CivilDate; au: CivilDate };

export type Semaine = {
  lundi: CivilDate;
  /** from 1, in the order of the calendar */
  numero: number;
  /** no longer in the period (its dates were changed), but already written: nothing is lost */
  horsPeriode: boolean;
};

/**
 * The weeks of a portfolio: those that the period touches, and any other that the learner has already written.
 * @param ecrites Mondays of the weeks written
 */
export function semainesDe(periode: Periode, ecrites: readonly string[] = []): Semaine[] {
  const dedans = mondaysBetween(periode.du, periode.au);
  const dehors = ecrites.flatMap((text) => parseCivilDate(text) ?? []).filter((l) => !dedans.includes(l));
  return [...dedans, ...dehors]
    .sort()
    .map((lundi, index) => ({ lundi, numero: index + 1, horsPeriode: !dedans.includes(lundi) }));
}

/** The week the tab opens on (S-49): today's; the period's first before it begins, its last once it is over. */
export function semaineCourante(periode: Periode, today: CivilDate): CivilDate {
  if (today < periode.du) return mondayOf(periode.du);
  return mondayOf(today > periode.au ? periode.au : today);
}

/** The week of an address; undefined when it is not one of this portfolio's. */
export const semaineDuLundi = (semaines: readonly Semaine[], lundi: string): Semaine | undefined =>
  semaines.find((semaine) => semaine.lundi === lundi);

/** The days of a week, Monday to Friday within the period: « 9–13 nov. », « 30 nov.–4 déc. ». */
export function datesDe(lundi: CivilDate, periode: Periode): string {
  const friday = addDays(lundi, 4);
  const from = periode.du > lundi && periode.du <= friday ? periode.du : lundi;
  const to = periode.au < friday && periode.au >= lundi ? periode.au : friday;
  const short = (date: CivilDate) => dayMonth(date).replace(" ", "\u00a0");
  if (from === to) return short(from);
  if (from.slice(0, 7) !== to.slice(0, 7)) return `${short(from)}–${short(to)}`;
  return `${short(from).split("\u00a0")[0]}–${short(to)}`;
}

export const estCetteSemaine = (lundi: CivilDate, today: CivilDate): boolean => mondayOf(today) === lundi;

/** Where a week stands, in words. */
export const etatDe = (lundi: CivilDate, ecrite: boolean, today: CivilDate): string =>
  ecrite ? "racontée" : lundi > today ? "à venir" : "à raconter";
