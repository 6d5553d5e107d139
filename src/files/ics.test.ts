import fc from "fast-check";
import { expect, test } from "vitest";
import { ics, type Rendezvous } from "#files/ics.ts";

const now = new Date("2026-11-23T09:00:00Z");
const visite = {
  uid: "1@passerelle",
  sequence: 3,
  titre: "Visite : Aline Accardo",
  lieu: "Fragrance Plus, 45 rue du Bois-Noir",
  description: "Tuteur : Julien Boisseau\nTéléphone : 06",
  url: "https://passerelle.example/visites/1",
  annule: false,
};

test("a visit at an hour, in universal time; a visit without one takes the day", () => {
  const file = ics(
    [
      { ...visite, debut: new Date("2026-12-01T13:30:00Z"), minutes: 60 },
      { ...visite, jour: "2026-12-02", annule: true },
    ],
    now,
  );
  for (const line of [
    "BEGIN:VCALENDAR",
    "DTSTART:20261201T133000Z",
    "DTEND:20261201T143000Z",
    "DTSTART;VALUE=DATE:20261202",
    "SUMMARY:Visite : Aline Accardo",
    "LOCATION:Fragrance Plus\\, 45 rue du Bois-Noir",
    "DESCRIPTION:Tuteur : Julien Boisseau\\nTéléphone : 06",
    "SEQUENCE:3",
    "STATUS:CANCELLED",
    "DTSTAMP:20261123T090000Z",
  ])
    expect(file).toContain(`${line}\r\n`);
});

test("whatever the text: no line over 75 bytes, and unfolded it says the same on one line", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (titre) => {
      const one: Rendezvous = { ...visite, titre, jour: "2026-12-02" };
      const file = ics([one], now);
      for (const line of file.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      const unfolded = file.replaceAll("\r\n ", "").split("\r\n");
      expect(unfolded.filter((line) => line.startsWith("BEGIN:VEVENT"))).toHaveLength(1);
      expect(unfolded.at(-2)).toBe("END:VCALENDAR");
    }),
  );
});
