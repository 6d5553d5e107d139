import { expect, test } from "vitest";
import { fuseaux, readReglages, reglagesParDefaut } from "#etablissement/reglages/rules.ts";

test("what a school has not settled, or what cannot be read, takes its default", () => {
  for (const nothing of [{}, null, undefined, "x", { conservation: 3, signataires: ["un", "deux"] }])
    expect(readReglages(nothing)).toEqual(reglagesParDefaut);
  const some = readReglages({
    conservation: { portfolios: 4, evaluations: 0 },
    signataires: ["A", "B", "C", "D"],
    echelles: {},
  });
  expect(some).toEqual({
    conservation: { portfolios: 4, evaluations: 5, journaux: 1 },
    documentsApprentis: false,
    publierGrilles: false,
    signataires: ["A", "B", "C", "D"],
    mentionTravaux: reglagesParDefaut.mentionTravaux,
  });
  // a school that wants none keeps none
  expect(readReglages({ mentionTravaux: "" }).mentionTravaux).toBe("");
});

test("every zone offered is one the calendar knows, each once", () => {
  for (const { value } of fuseaux)
    expect(() => new Intl.DateTimeFormat("fr", { timeZone: value })).not.toThrow();
  expect(new Set(fuseaux.map((one) => one.value)).size).toBe(fuseaux.length);
});
