import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, civil, mondayOf } from "#kernel/civil-date.ts";
import { lireReglages, occasion, type Rythme } from "#relances/reglages/rules.ts";

const monday = civil("2026-11-23");
const [tuesday, friday, saturday] = [addDays(monday, 1), addDays(monday, 4), addDays(monday, 5)];
const on = (rythme: Rythme, vendredi = false) => ({ rythme, vendredi });

test("each role’s usual choice, and what is stored and no longer offered", () => {
  const usual = (role: Parameters<typeof lireReglages>[0], stored?: unknown) => lireReglages(role, stored);
  expect(usual("enseignant")).toEqual(on("quotidien"));
  expect(usual("apprenant")).toEqual(on("hebdomadaire", true));
  expect(usual("maitre")).toEqual(on("hebdomadaire"));
  expect(usual("administrateur")).toEqual(on("jamais"));
  // a tutor is not a colleague: a week at the least between two letters, whatever is stored
  expect(usual("tuteur", { rythme: "quotidien", vendredi: true })).toEqual(on("hebdomadaire"));
  expect(usual("enseignant", { rythme: "jamais", vendredi: true })).toEqual(on("jamais"));
  expect(usual("apprenant", { rythme: "quotidien", vendredi: false })).toEqual(on("quotidien"));
  for (const stored of [null, 3, "x", [], { rythme: {} }])
    expect(usual("enseignant", stored).rythme).toBe("quotidien");
});

test("never, each school day, each Monday; a learner’s Friday beside his Monday", () => {
  expect(occasion(on("jamais"), monday, null)).toBeNull();
  expect(occasion(on("jamais", true), friday, null)).toBe("vendredi");
  expect([monday, tuesday, friday, saturday].map((day) => occasion(on("quotidien"), day, null))).toEqual([
    "resume",
    "resume",
    "resume",
    null,
  ]);
  expect([monday, tuesday, friday].map((day) => occasion(on("hebdomadaire", true), day, null))).toEqual([
    "resume",
    null,
    "vendredi",
  ]);
  // each day a digest: on Friday too, with the week in it
  expect(occasion(on("quotidien", true), friday, null)).toBe("resume");
});

test("whatever the choices, at most one letter a day, none on Saturday or Sunday", () => {
  fc.assert(
    fc.property(
      fc.constantFrom<Rythme>("jamais", "quotidien", "hebdomadaire"),
      fc.boolean(),
      fc.integer({ min: 0, max: 800 }),
      (rythme, vendredi, shift) => {
        const day = addDays(monday, shift);
        expect(occasion({ rythme, vendredi }, day, day)).toBeNull();
        if (day > addDays(mondayOf(day), 4)) expect(occasion({ rythme, vendredi }, day, null)).toBeNull();
      },
    ),
  );
});
