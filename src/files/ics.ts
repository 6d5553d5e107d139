/** One appointment of a calendar file. */
export type Rendezvous = {
  /** stable: a calendar that already holds it moves it instead of adding another */
  uid: string;
  /** raised at each change */
  sequence: number;
  titre: string;
  lieu: string;
  description: string;
  url: string;
  annule: boolean;
} & ({ jour: string /** "2026-11-23": the whole day */ } | { debut: Date; minutes: number });

const BYTES = 75;

/** A line is folded beyond 75 bytes, never inside a character (RFC 5545, 3.1). */
function fold(line: string): string {
  const lines: string[] = [];
  let current = "";
  let room = BYTES;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (size > room) {
      lines.push(current);
      current = "";
      room = BYTES - 1; // the space that begins a folded line
    }
    current += character;
    room -= size;
  }
  return [...lines, current].join("\r\n ");
}

const text = (value: string) =>
  value
    .replace(/[\\;,]/g, (mark) => `\\${mark}`)
    .replace(/\r?\n/g, "\\n")
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters have no place in a calendar
    .replace(/[\u0000-\u001f\u007f]/g, " ");

const utc = (instant: Date) => instant.toISOString().replace(/[-:]|\.\d{3}/g, "");
const compact = (day: string) => day.replaceAll("-", "");

const times = (one: Rendezvous): string[] =>
  "jour" in one
    ? [`DTSTART;VALUE=DATE:${compact(one.jour)}`]
    : [`DTSTART:${utc(one.debut)}`, `DTEND:${utc(new Date(one.debut.getTime() + one.minutes * 60_000))}`];

/** A calendar file (RFC 5545): what telephones and calendars read. `now` stamps it. */
export const ics = (rendezvous: readonly Rendezvous[], now: Date): string =>
  [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Passerelle//Visites//FR",
    "CALSCALE:GREGORIAN",
    ...rendezvous.flatMap((one) => [
      "BEGIN:VEVENT",
      `UID:${one.uid}`,
      `SEQUENCE:${one.sequence}`,
      `DTSTAMP:${utc(now)}`,
      ...times(one),
      `SUMMARY:${text(one.titre)}`,
      ...(one.lieu ? [`LOCATION:${text(one.lieu)}`] : []),
      ...(one.description ? [`DESCRIPTION:${text(one.description)}`] : []),
      `URL:${one.url}`,
      ...(one.annule ? ["STATUS:CANCELLED"] : []),
      "END:VEVENT",
    ]),
    "END:VCALENDAR",
    "",
  ]
    .map(fold)
    .join("\r\n");
