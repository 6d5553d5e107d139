import type { Role } from "#kernel/actor.ts";
import { addDays, type CivilDate, mondayOf, mondaysBetween, parseCivilDate } from "#kernel/civil-date.ts";
import { allowed, type Decision, refuse } from "#kernel/decision.ts";
import { dayMonth, fullDate } from "#kernel/french.ts";
import type { Contenu } from "#portfolio/rules.ts";

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

const CHAMP_JOUR = "jour-";

/** The field of a day in the form, the conflicts and the history: « jour-2026-11-09 ». */
export const champDuJour = (jour: CivilDate): string => `${CHAMP_JOUR}${jour}`;

/** The day a field is of; undefined for the other fields. */
export const jourDuChamp = (name: string): CivilDate | undefined =>
  name.startsWith(CHAMP_JOUR) ? parseCivilDate(name.slice(CHAMP_JOUR.length)) : undefined;

const CHAMP_TACHES = "taches-";

/** The field of the tasks of a day: « taches-2026-11-09 ». */
export const champTachesDuJour = (jour: CivilDate): string => `${CHAMP_TACHES}${jour}`;

/** The day whose tasks a field holds; undefined for the other fields. */
const jourDesTaches = (name: string): CivilDate | undefined =>
  name.startsWith(CHAMP_TACHES) ? parseCivilDate(name.slice(CHAMP_TACHES.length)) : undefined;

/** The day that a field is about, its words or its tasks; undefined for those of the whole week. */
export const jourConcerne = (name: string): CivilDate | undefined => jourDuChamp(name) ?? jourDesTaches(name);

/** The tasks ticked day by day, in order; days without any left out. */
export const tachesParJour = (contenu: Contenu): { jour: CivilDate; taches: readonly string[] }[] =>
  Object.entries(contenu)
    .flatMap(([name, value]) => {
      const jour = jourDesTaches(name);
      return jour && typeof value !== "string" && value.length > 0 ? [{ jour, taches: value }] : [];
    })
    .sort((a, b) => (a.jour < b.jour ? -1 : 1));

const parCode = new Intl.Collator("fr", { numeric: true }).compare;

/** Every task of a week, those of its days included, each once. */
export function toutesLesTaches(contenu: Contenu): string[] {
  const semaine = [contenu.taches ?? []].flat();
  const jours = tachesParJour(contenu).flatMap(({ taches }) => taches);
  return jours.length === 0 ? semaine : [...new Set([...semaine, ...jours])].sort(parCode);
}

/** « Copier les tâches de la veille »: those of the last day before this one that has some; none when no day does. */
export const tachesDeLaVeille = (contenu: Contenu, jour: CivilDate): readonly string[] =>
  tachesParJour(contenu).findLast((un) => un.jour < jour)?.taches ?? [];

/** « Lundi 9 novembre » */
export const titreDuJour = (jour: CivilDate): string =>
  fullDate(jour)
    .replace(/ \d{4}$/, "")
    .replace(/^./, (c) => c.toUpperCase());

/** Saturday and Sunday: told by who worked then. */
export const estDuWeekEnd = (jour: CivilDate): boolean => jour > addDays(mondayOf(jour), 4);

/**
 * The days of a week that may be told one by one: those within the period, and any day already told: dates moved since
 * lose nothing.
 * @param ecrits fields of the days already told
 */
export function joursDe(lundi: CivilDate, periode: Periode, ecrits: readonly string[] = []): CivilDate[] {
  const semaine = [0, 1, 2, 3, 4, 5, 6].map((n) => addDays(lundi, n));
  const dedans = semaine.filter((jour) => jour >= periode.du && jour <= periode.au);
  const dits = ecrits.flatMap((name) => jourConcerne(name) ?? []);
  return [...new Set([...dedans, ...dits])].sort();
}

/** The days told of a text, in order, with their words. */
export const journeesDe = (contenu: Contenu): { jour: CivilDate; texte: string }[] =>
  Object.entries(contenu)
    .flatMap(([name, value]) => {
      const jour = jourDuChamp(name);
      return jour && typeof value === "string" && value !== "" ? [{ jour, texte: value }] : [];
    })
    .sort((a, b) => (a.jour < b.jour ? -1 : 1));

/** What was done in the week, as it is read and exported: the words about the whole week, then the days one by one. */
export const recitDe = (contenu: Contenu): string =>
  [
    contenu.fait ?? "",
    ...journeesDe(contenu).map(({ jour, texte }) => `${titreDuJour(jour)}\u00a0: ${texte}`),
  ]
    .filter(Boolean)
    .join("\n");

/** Somebody of the school or of the company has seen a week (B-09), with one line for the learner or none. */
export type Vue = {
  lundi: CivilDate;
  habilitation: string;
  nom: string;
  prenom: string;
  role: Role;
  mot: string;
  le: Date;
};

/** Where a week stands for the line of weeks: « racontée, vue par 2 personnes ». */
export const etatVu = (etat: string, vues: number): string =>
  vues === 0 ? etat : `${etat}, vue${vues > 1 ? ` par ${vues}\u00a0personnes` : ""}`;

/** Nothing is seen of a week that is not told. */
export const peutViser = (racontee: boolean): Decision =>
  racontee
    ? allowed
    : refuse("semaine-a-raconter", "Cette semaine n’est pas encore racontée : il n’y a rien à voir.");
