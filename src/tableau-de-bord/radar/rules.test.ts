import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { civil } from "#kernel/civil-date.ts";
import { loadReferentiels } from "#referentiel/load.ts";
import { root } from "#root.ts";
import { AXES_MAX, type Axe, axesPossibles, axesRetenus, pointDe } from "#tableau-de-bord/radar/rules.ts";
import type { EvaluationDatee } from "#tableau-de-bord/rules.ts";

const ref = loadReferentiels(join(root, "referentiels")).get("mspc")!;
const at = (date: string, niveaux: Record<string, string>): EvaluationDatee => ({
  id: date,
  date: civil(date),
  lieu: "etablissement",
  titre: "",
  dossier: null,
  niveaux: new Map(Object.entries(niveaux)),
});

test("an axis is one competence: its first and last level that count, whatever the order given", () => {
  const axes = axesPossibles(ref, [
    at("2026-11-10", { "C1.1": "4", "C1.2": "NE" }),
    at("2026-10-01", { "C1.1": "2", "C1.3": "9" }),
    at("2026-11-20", { "C1.1": "NE", "C1.4": "1" }),
  ]);
  expect(axes).toEqual([
    {
      competence: "C1.1",
      premier: { niveau: "2", rang: 2, le: "2026-10-01", evaluation: "2026-10-01" },
      dernier: { niveau: "4", rang: 4, le: "2026-11-10", evaluation: "2026-11-10" },
      niveaux: 2,
    },
    {
      competence: "C1.4",
      premier: { niveau: "1", rang: 1, le: "2026-11-20", evaluation: "2026-11-20" },
      dernier: { niveau: "1", rang: 1, le: "2026-11-20", evaluation: "2026-11-20" },
      niveaux: 1,
    },
  ]);
});

const axe = (competence: string, niveaux: number): Axe => {
  const etat = { niveau: "3", rang: 3, le: civil("2026-10-01"), evaluation: "e" };
  return { competence, premier: etat, dernier: etat, niveaux };
};

test("all of them up to six; beyond, those evaluated most often, in the order of the référentiel", () => {
  const six = ["a", "b", "c", "d", "e", "f"].map((code) => axe(code, 1));
  expect(axesRetenus(six, [])).toEqual({ axes: six, par: "tous" });
  const eight = [...six, axe("g", 3), axe("h", 2)];
  const { axes, par } = axesRetenus(eight, []);
  expect([axes.map(({ competence }) => competence).join(""), par]).toEqual(["abcdgh", "plus-evaluees"]);
});

test("those asked for, six at most; codes that are not there are no choice", () => {
  const eight = ["a", "b", "c", "d", "e", "f", "g", "h"].map((code) => axe(code, 1));
  expect(axesRetenus(eight, ["h", "b"]).axes.map(({ competence }) => competence)).toEqual(["b", "h"]);
  expect(
    axesRetenus(
      eight,
      eight.map(({ competence }) => competence),
    ).axes,
  ).toHaveLength(AXES_MAX);
  expect(axesRetenus(eight, ["Z9"]).par).toBe("plus-evaluees");
});

test("never more than six axes, each one there, once and in order", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 20 }),
      fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 20 }),
      (codes, demandes) => {
        const possibles = codes.map((code) => axe(String(code), 1 + (code % 5)));
        const { axes } = axesRetenus(possibles, demandes.map(String));
        expect(axes.length).toBeLessThanOrEqual(AXES_MAX);
        expect(possibles.filter((one) => axes.includes(one))).toEqual(axes);
        expect(axes.length > 0).toBe(possibles.length > 0);
      },
    ),
  );
});

test("a point goes from the centre, clockwise from the top, farther as the level is higher", () => {
  const cercle = { centre: [100, 100] as const, rayon: 50 };
  expect(pointDe(cercle, { index: 0, sur: 4 }, { rang: 5, rangs: 5 })).toEqual([100, 50]);
  expect(pointDe(cercle, { index: 1, sur: 4 }, { rang: 5, rangs: 5 })).toEqual([150, 100]);
  expect(pointDe(cercle, { index: 2, sur: 4 }, { rang: 1, rangs: 5 })).toEqual([100, 110]);
});
