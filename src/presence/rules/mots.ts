import { dureeEnTexte } from "#annexes/rules/horaires.ts";
import { civilDateIn } from "#kernel/civil-date.ts";
import { count, fullName, longDate } from "#kernel/french.ts";
import type { Confirmation, Decompte, Note } from "#presence/rules.ts";

/** What a day is, in the list and in the sentences. */
const mots: Record<Note, string> = {
  journee: "Absence",
  matin: "Absence le matin",
  "apres-midi": "Absence l’après-midi",
  "non-travaille": "Non travaillé",
};
export const noteEnMots = (note: Note): string => mots[note];
export const PRESENT = "Présence";

/** « 18,5 » */
export const nombre = (jours: number): string => String(jours).replace(".", ",");

/** « 18,5 jours » */
export const joursEnMots = (jours: number): string => count(jours, "jour").replace(".", ",");

/** « 124 h 30 »; "" while the hours are not known */
export const heuresFaites = ({ minutes }: Decompte): string => (minutes ? dureeEnTexte(minutes.faites) : "");

/** « le 4 décembre 2026 par Sophie Mercier » */
export const confirmeesEnMots = ({ le, par }: Confirmation, fuseau: string): string =>
  `le ${longDate(civilDateIn(le, fuseau))} par ${fullName(par)}`;
