import { type CivilDate, civilDateIn } from "#kernel/civil-date.ts";

/** French typography of dates, hours, names and numbers: one place. `\u00a0` is the no-break space. */
const NBSP = "\u00a0";

/** Making a formatter costs a hundred times using it: one is kept per kind of date (and per zone, for hours). */
const formatters = new Map<string, Intl.DateTimeFormat>();
function formatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = Object.values(options).join();
  let known = formatters.get(key);
  if (!known) {
    known = new Intl.DateTimeFormat("fr-FR", { timeZone: "UTC", ...options });
    formatters.set(key, known);
  }
  return known;
}

const format = (date: CivilDate, options: Intl.DateTimeFormatOptions) =>
  formatter(options).format(new Date(`${date}T00:00:00Z`));

const firstDay = (text: string) => text.replace(/(^|\s)1 /, `$11er${NBSP}`);

/** « 23 novembre 2026 », « 1er mars 2027 » */
export const longDate = (date: CivilDate): string =>
  firstDay(format(date, { day: "numeric", month: "long", year: "numeric" })).replace(
    /^(\d+(?:er)?) /,
    `$1${NBSP}`,
  );

/** « lundi 23 novembre 2026 » */
export const fullDate = (date: CivilDate): string => firstDay(format(date, { dateStyle: "full" }));

/** « 23/11/2026 » */
export const shortDate = (date: CivilDate): string =>
  format(date, { day: "2-digit", month: "2-digit", year: "numeric" });

/** « 23 nov. » */
export const dayMonth = (date: CivilDate): string =>
  firstDay(format(date, { day: "numeric", month: "short" }));

/** « mar. 10 nov. » */
export const shortDay = (date: CivilDate): string =>
  firstDay(format(date, { weekday: "short", day: "numeric", month: "short" }));

/** « mardi 10 novembre » */
export const weekDay = (date: CivilDate): string =>
  firstDay(format(date, { weekday: "long", day: "numeric", month: "long" }));

/** « du 9 novembre au 4 décembre 2026 » (the year once when it is the same). */
export function dateRange(from: CivilDate, to: CivilDate): string {
  const start =
    from.slice(0, 4) === to.slice(0, 4)
      ? firstDay(format(from, { day: "numeric", month: "long" }))
      : longDate(from);
  return `du ${start} au ${longDate(to)}`;
}

/** « du lundi 9 novembre au vendredi 4 décembre 2026 » (the year once when it is the same). */
export function fullDateRange(from: CivilDate, to: CivilDate): string {
  const start = from.slice(0, 4) === to.slice(0, 4) ? fullDate(from).replace(/ \d{4}$/, "") : fullDate(from);
  return `du ${start} au ${fullDate(to)}`;
}

/** « 14 h 32 » in a time zone */
export function hour(instant: Date, timeZone: string): string {
  const [h, m] = formatter({ timeZone, hour: "numeric", minute: "2-digit" }).format(instant).split(":");
  return `${Number(h)}${NBSP}h${NBSP}${m}`;
}

/** « 23 nov. à 14 h 32 » in a time zone */
export const instantText = (instant: Date, timeZone: string): string =>
  `${dayMonth(civilDateIn(instant, timeZone))} à ${hour(instant, timeZone)}`;

/** « ACCARDO Aline »: the order of French class lists. */
export const listName = (person: { nom: string; prenom: string }): string =>
  `${person.nom.toLocaleUpperCase("fr")} ${person.prenom}`;

/** « Aline Accardo » */
export const fullName = (person: { nom: string; prenom: string }): string => `${person.prenom} ${person.nom}`;

/** « A. A. »: what a page may show before anybody is recognised. */
export const initials = (person: { nom: string; prenom: string }): string =>
  `${[...person.prenom][0] ?? ""}.${NBSP}${[...person.nom][0] ?? ""}.`;

/** « de Noé », « d’Aline », « d’Éloi », « d’Yves » ; an h is read as aspirate (« de Hugo »). */
export function de(name: string): string {
  const first = name.normalize("NFD").toLowerCase();
  return /^([aeiouæœ]|y(?![aeiouæœ]))/.test(first) ? `d’${name}` : `de ${name}`;
}

/** « 2026–2027 »: the school year that begins in this year. */
export const schoolYear = (year: number): string => `${year}–${year + 1}`;

/** « 1 activité », « 3 activités », « 0 activité »: French counts zero as singular. */
export const count = (n: number, singular: string, plural = `${singular}s`): string =>
  `${n}${NBSP}${Math.abs(n) >= 2 ? plural : singular}`;
