import { civilDateIn } from "#kernel/civil-date.ts";
import { hour, longDate } from "#kernel/french.ts";

/** « 23 novembre 2026 à 19 h 36 »: what is kept for years says its year. */
export const instantDate = (le: Date, fuseau: string): string =>
  `${longDate(civilDateIn(le, fuseau))} à ${hour(le, fuseau)}`;
