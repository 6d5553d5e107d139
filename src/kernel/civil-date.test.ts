import fc from "fast-check";
import { expect, test } from "vitest";
import {
  addDays,
  type CivilDate,
  civil,
  civilDateIn,
  daysBetween,
  endOfDayIn,
  instantIn,
  mondayOf,
  mondaysBetween,
  parseCivilDate,
  parseFrenchDate,
  schoolYearOf,
} from "#kernel/civil-date.ts";

const day = fc.integer({ min: 0, max: 40_000 }).map((n) => addDays(civil("1970-01-01"), n));

test("only days that exist are read, in both spellings", () => {
  expect(parseCivilDate("2028-02-29")).toBe("2028-02-29");
  for (const wrong of ["2026-02-29", "2026-13-01", "2026-1-1", "", "hier"])
    expect(parseCivilDate(wrong)).toBeUndefined();
  expect(parseFrenchDate("3/9/2026")).toBe("2026-09-03");
  expect(parseFrenchDate("31/02/2026")).toBeUndefined();
});

test("adding days and counting them are each other's inverse; Mondays are Mondays", () => {
  fc.assert(
    fc.property(day, fc.integer({ min: -800, max: 800 }), (date, n) => {
      expect(daysBetween(date, addDays(date, n))).toBe(n);
      expect(new Date(`${mondayOf(date)}T00:00:00Z`).getUTCDay()).toBe(1);
      expect(daysBetween(mondayOf(date), date)).toBeLessThan(7);
    }),
  );
});

test("the weeks of a period are every Monday it touches", () => {
  expect(mondaysBetween(civil("2026-11-11"), civil("2026-11-23"))).toEqual([
    "2026-11-09",
    "2026-11-16",
    "2026-11-23",
  ]);
});

test("the end of a civil day is the first instant of the next, both clock changes included", () => {
  const zones = ["Europe/Paris", "Indian/Reunion", "America/Martinique", "Pacific/Noumea"];
  fc.assert(
    fc.property(day, fc.constantFrom(...zones), (date, zone) => {
      const end = endOfDayIn(date, zone);
      expect(civilDateIn(end, zone)).toBe(addDays(date, 1));
      expect(civilDateIn(new Date(end.getTime() - 1), zone)).toBe(date);
    }),
    { numRuns: 300 },
  );
  expect(endOfDayIn(civil("2026-03-29"), "Europe/Paris").toISOString()).toBe("2026-03-29T22:00:00.000Z");
  expect(endOfDayIn(civil("2026-10-25"), "Europe/Paris").toISOString()).toBe("2026-10-25T23:00:00.000Z");
});

test("a school year begins in the middle of August", () => {
  const year = (date: string) => schoolYearOf(date as CivilDate);
  expect([year("2026-08-14"), year("2026-08-15"), year("2027-07-01")]).toEqual([2025, 2026, 2026]);
});

test("a wall clock becomes an instant, the two nights of summer time included", () => {
  const at = (day: string, clock: string, zone = "Europe/Paris") =>
    instantIn(civil(day), clock, zone).toISOString();
  expect(at("2026-12-01", "14:30")).toBe("2026-12-01T13:30:00.000Z");
  expect(at("2026-07-01", "14:30:00")).toBe("2026-07-01T12:30:00.000Z");
  expect(at("2026-12-01", "14:30", "Indian/Reunion")).toBe("2026-12-01T10:30:00.000Z");
  expect(at("2026-12-01", "20:00", "America/Martinique")).toBe("2026-12-02T00:00:00.000Z");
  // 29 March 2026: 2 h 30 does not exist; 25 October 2026: it comes twice
  expect(at("2026-03-29", "02:30")).toBe("2026-03-29T01:30:00.000Z");
  expect(at("2026-03-29", "08:00")).toBe("2026-03-29T06:00:00.000Z");
  expect(at("2026-10-25", "02:30")).toBe("2026-10-25T00:30:00.000Z");
  expect(at("2026-10-25", "08:00")).toBe("2026-10-25T07:00:00.000Z");
});
