import { type CivilDate, daysBetween, mondayOf, mondaysBetween } from "#kernel/civil-date.ts";
import { count } from "#kernel/french.ts";

/** Where a period stands today. */
export type Avancement = {
  etape: "a-venir" | "en-cours" | "terminee";
  /** the week we are in, from 1; 0 before the beginning, `semaines` once ended */
  semaine: number;
  /** weeks touched by the period */
  semaines: number;
  /** « semaine 3 sur 4 », « dans 8 semaines », « terminée » */
  texte: string;
};

type Calendrier = Avancement & { asked: string; ecoulees: readonly CivilDate[] };

const inHowLong = (days: number): string =>
  days === 1
    ? "demain"
    : days < 14
      ? `dans ${count(days, "jour")}`
      : `dans ${count(Math.floor(days / 7), "semaine")}`;

function standing(du: CivilDate, au: CivilDate, today: CivilDate, semaines: number): Avancement {
  if (today < du) return { etape: "a-venir", semaine: 0, semaines, texte: inHowLong(daysBetween(today, du)) };
  if (today > au) return { etape: "terminee", semaine: semaines, semaines, texte: "terminée" };
  const semaine = daysBetween(mondayOf(du), mondayOf(today)) / 7 + 1;
  return { etape: "en-cours", semaine, semaines, texte: `semaine ${semaine} sur ${semaines}` };
}

/** The learners of a page share their period: its calendar is worked out once for all of them. */
let last: Calendrier | undefined;

function calendrier(du: CivilDate, au: CivilDate, today: CivilDate): Calendrier {
  const asked = `${du} ${au} ${today}`;
  if (last?.asked === asked) return last;
  const mondays = mondaysBetween(du, au);
  const ecoulees = mondays.filter((lundi) => today > au || daysBetween(lundi, today) >= 7);
  last = { ...standing(du, au, today, mondays.length), asked, ecoulees };
  return last;
}

/** A period lasts from the first to the last day, both included; a week is counted from its Monday. */
export const avancement = (du: CivilDate, au: CivilDate, today: CivilDate): Avancement =>
  calendrier(du, au, today);

/** The Mondays of the weeks of the period that are over: what should have been told by today. */
export const semainesEcoulees = (du: CivilDate, au: CivilDate, today: CivilDate): readonly CivilDate[] =>
  calendrier(du, au, today).ecoulees;
