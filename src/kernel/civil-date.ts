/**
 * Civil dates: "2026-11-23", a day on a wall calendar, without hour or zone. They compare with < and >.
 * An instant becomes a civil date only through a time zone (the school's).
 */
export type CivilDate = string & { readonly __civil: unique symbol };

const DAY = 86_400_000;
const asUtc = (date: CivilDate) => new Date(`${date}T00:00:00Z`);
const fromUtc = (date: Date) => date.toISOString().slice(0, 10) as CivilDate;

/** Reads "2026-11-23"; undefined when it is not a day that exists, or of a century nobody here has dates in. */
export function parseCivilDate(text: string): CivilDate | undefined {
  if (!/^(19|20|21)\d{2}-\d{2}-\d{2}$/.test(text)) return undefined;
  const date = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || fromUtc(date) !== text ? undefined : (text as CivilDate);
}

/** Reads "23/11/2026" (also 23-11-2026, 23.11.2026); undefined when it is not a day that exists. */
export function parseFrenchDate(text: string): CivilDate | undefined {
  const found = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text.trim());
  if (!found) return undefined;
  const [, day, month, year] = found as unknown as [string, string, string, string];
  return parseCivilDate(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
}

/** A literal of the code; throws on a day that does not exist. */
export function civil(text: string): CivilDate {
  const date = parseCivilDate(text);
  if (!date) throw new Error(`not a civil date: ${text}`);
  return date;
}

export const addDays = (date: CivilDate, days: number): CivilDate =>
  fromUtc(new Date(asUtc(date).getTime() + days * DAY));

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: CivilDate, to: CivilDate): number =>
  Math.round((asUtc(to).getTime() - asUtc(from).getTime()) / DAY);

/** The Monday of the date's week. */
export const mondayOf = (date: CivilDate): CivilDate => addDays(date, -((asUtc(date).getUTCDay() + 6) % 7));

/** The Mondays of every week touched by a period, in order. */
export function mondaysBetween(from: CivilDate, to: CivilDate): CivilDate[] {
  const mondays: CivilDate[] = [];
  for (let monday = mondayOf(from); monday <= to; monday = addDays(monday, 7)) mondays.push(monday);
  return mondays;
}

const calendars = new Map<string, Intl.DateTimeFormat>();

/** Making a calendar costs a hundred times more than reading one: a school has a single zone. */
function calendarOf(timeZone: string): Intl.DateTimeFormat {
  const known = calendars.get(timeZone);
  if (known) return known;
  const digits = { year: "numeric", month: "2-digit", day: "2-digit" } as const;
  const calendar = new Intl.DateTimeFormat("en-CA", { timeZone, ...digits });
  calendars.set(timeZone, calendar);
  return calendar;
}

/** The civil date of an instant, in a time zone ("Europe/Paris"). */
export const civilDateIn = (instant: Date, timeZone: string): CivilDate =>
  calendarOf(timeZone).format(instant) as CivilDate;

const clocks = new Map<string, Intl.DateTimeFormat>();

/** The wall clock of an instant in a zone, as if it were universal time. */
function wallClock(instant: number, timeZone: string): number {
  let clock = clocks.get(timeZone);
  if (!clock) {
    const digits = { hour: "2-digit", minute: "2-digit", second: "2-digit" } as const;
    clock = new Intl.DateTimeFormat("en-GB", { timeZone, hourCycle: "h23", ...digits });
    clocks.set(timeZone, clock);
  }
  const date = new Date(instant);
  return new Date(`${civilDateIn(date, timeZone)}T${clock.format(date)}Z`).getTime();
}

/**
 * The instant at which the clocks of a zone show "14:30" on a civil day. In the night when they go forward, an hour
 * that does not exist is the one after it; in the night when they go back, the first of the two.
 */
export function instantIn(date: CivilDate, clock: string, timeZone: string): Date {
  const wanted = new Date(`${date}T${clock.slice(0, 5)}:00Z`).getTime();
  // zones are whole minutes away: the offset is that of one of the days around
  const offsets = [-DAY, 0, DAY].map((shift) => wallClock(wanted + shift, timeZone) - (wanted + shift));
  const found = offsets
    .map((offset) => wanted - offset)
    .filter((instant) => wallClock(instant, timeZone) === wanted);
  return new Date(found.length > 0 ? Math.min(...found) : wanted - Math.min(...offsets));
}

/** The last instant of a civil day in a time zone, as the first instant of the next day (exclusive bound). */
export function endOfDayIn(date: CivilDate, timeZone: string): Date {
  const next = addDays(date, 1);
  // midnight in the zone is within 14 h of midnight UTC; the earliest instant of that civil day is found by bisection
  let low = asUtc(next).getTime() - 15 * 3_600_000;
  let high = asUtc(next).getTime() + 15 * 3_600_000;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (civilDateIn(new Date(middle), timeZone) >= next) high = middle;
    else low = middle;
  }
  return new Date(high);
}

/** The school year of a date: 2026 for 2026-09-01 … 2027-08-31. */
export const schoolYearOf = (date: CivilDate): number =>
  Number(date.slice(0, 4)) - (date.slice(5, 7) < "08" || date.slice(5) < "08-15" ? 1 : 0);
