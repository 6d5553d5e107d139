import { expect, test } from "vitest";
import { civil } from "#kernel/civil-date.ts";
import {
  count,
  dateRange,
  de,
  hour,
  initials,
  listName,
  longDate,
  schoolYear,
  shortDate,
} from "#kernel/french.ts";

const spaces = (text: string) => text.replaceAll("\u00a0", " ");

test("dates in words: « 1er », the year once, the no-break spaces", () => {
  expect(longDate(civil("2027-03-01"))).toBe("1er\u00a0mars 2027");
  expect(spaces(longDate(civil("2026-11-23")))).toBe("23 novembre 2026");
  expect(spaces(dateRange(civil("2026-11-09"), civil("2026-12-04")))).toBe(
    "du 9 novembre au 4 décembre 2026",
  );
  expect(spaces(dateRange(civil("2026-12-14"), civil("2027-01-01")))).toBe(
    "du 14 décembre 2026 au 1er janvier 2027",
  );
  expect(shortDate(civil("2026-11-23"))).toBe("23/11/2026");
});

test("« de » elided before a vowel that is heard, whatever its accent or its case; a school year", () => {
  const names = ["Noé", "Aline", "Éloi", "ÎLE", "Œhler", "Hugo", "Yves", "Yanis", "ACCARDO Aline", ""];
  expect(names.map(de)).toEqual([
    "de Noé",
    "d’Aline",
    "d’Éloi",
    "d’ÎLE",
    "d’Œhler",
    "de Hugo",
    "d’Yves",
    "de Yanis",
    "d’ACCARDO Aline",
    "de ",
  ]);
  expect(schoolYear(2026)).toBe("2026–2027");
});

test("hours in a zone, names in class-list order, counts with their plural", () => {
  expect(spaces(hour(new Date("2026-11-23T13:05:00Z"), "Europe/Paris"))).toBe("14 h 05");
  expect(listName({ nom: "Aïssani", prenom: "Carole" })).toBe("AÏSSANI Carole");
  expect(spaces(initials({ nom: "Œhler", prenom: "Ambre" }))).toBe("A. Œ.");
  expect([count(0, "activité"), count(1, "activité"), count(2, "activité")].map(spaces)).toEqual([
    "0 activité",
    "1 activité",
    "2 activités",
  ]);
});
