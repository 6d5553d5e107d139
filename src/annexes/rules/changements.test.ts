import fc from "fast-check";
import { expect, test } from "vitest";
import { changementDeListe, differencesConditions } from "#annexes/rules/changements.ts";
import { sansConditions } from "#annexes/rules/conditions.ts";

test("what was added, what was taken away, or only the order", () => {
  expect(changementDeListe(["a", "b"], ["b", "c"])).toEqual({ ajoutes: ["c"], retires: ["a"], ordre: false });
  expect(changementDeListe(["a", "b"], ["b", "a"])).toEqual({ ajoutes: [], retires: [], ordre: true });
  expect(changementDeListe(["a"], ["a"])).toEqual({ ajoutes: [], retires: [], ordre: false });
});

test("the list before, less what left, plus what came, is the list after", () => {
  const list = fc.uniqueArray(fc.constantFrom("a", "b", "c", "d", "e"));
  fc.assert(
    fc.property(list, list, (avant, apres) => {
      const { ajoutes, retires, ordre } = changementDeListe(avant, apres);
      const rebuilt = [...avant.filter((one) => !retires.includes(one)), ...ajoutes];
      expect(rebuilt.toSorted()).toEqual(apres.toSorted());
      expect(ordre && ajoutes.length + retires.length > 0).toBe(false);
    }),
  );
});

test("the conditions that differ are said in words", () => {
  const journee = { matin: { debut: "08:00", fin: "12:00" }, apresMidi: null };
  const apres = { ...sansConditions, horaires: { lundi: journee }, concertation: "Un appel par semaine" };
  expect(differencesConditions(sansConditions, sansConditions)).toEqual([]);
  expect(
    differencesConditions(sansConditions, apres).map(({ name, apres }) => [
      name,
      apres.replaceAll("\u00a0", " "),
    ]),
  ).toEqual([
    ["horaires", "le lundi : 8 h – 12 h (4 h par semaine)"],
    ["concertation", "Un appel par semaine"],
  ]);
});
