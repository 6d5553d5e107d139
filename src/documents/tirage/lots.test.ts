import fc from "fast-check";
import { expect, test } from "vitest";
import type { FeuilleLue } from "#documents/store/preconvention.ts";
import { lotsDe } from "#documents/tirage/lots.ts";
import { FEUILLES_MAX } from "#documents/tirage/rules.ts";

const feuille = (classe: string, dossier: string) =>
  ({ dossier, apprenant: { nom: "", prenom: "", classe } }) as FeuilleLue;
const feuilles = (classe: string, n: number) =>
  Array.from({ length: n }, (_, i) => feuille(classe, `${classe} ${i}`));

test("one file a class, in their order; a class beyond the limit is cut and numbered", () => {
  const lots = lotsDe(
    "Annexe PFMP 3",
    [...feuilles("1 MSPC", 35), ...feuilles("2 A", FEUILLES_MAX + 1)],
    FEUILLES_MAX,
  );
  expect(lots.map(({ nom, feuilles: siennes }) => [nom, siennes.length])).toEqual([
    ["Annexe PFMP 3 1 MSPC.pdf", 35],
    ["Annexe PFMP 3 2 A (1 sur 2).pdf", 100],
    ["Annexe PFMP 3 2 A (2 sur 2).pdf", 1],
  ]);
  expect(lotsDe("PFMP 3", [], FEUILLES_MAX)).toEqual([]);
});

test("two classes never share a file, whatever their names; no sheet is lost, none is there twice", () => {
  const classe = fc.oneof(
    fc.string({ unit: "binary", maxLength: 12 }),
    fc.constantFrom("1/A", "1-A", "1:a", "1?A", ""),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(classe, fc.integer({ min: 1, max: 130 })), { maxLength: 6 }), (classes) => {
      const given = classes.flatMap(([nom, n], rang) =>
        feuilles(nom, n).map((f) => ({ ...f, dossier: `${rang} ${f.dossier}` })),
      );
      const lots = lotsDe("P", given, FEUILLES_MAX);
      expect(new Set(lots.map(({ nom }) => nom.toLocaleLowerCase("fr"))).size).toBe(lots.length);
      for (const lot of lots) expect(lot.feuilles.length).toBeLessThanOrEqual(FEUILLES_MAX);
      const sortis = lots.flatMap((lot) => lot.feuilles).map(({ dossier }) => dossier);
      expect(sortis.sort()).toEqual(given.map(({ dossier }) => dossier).sort());
    }),
    // each sheet is looked at: a few hundred a time are enough
    { numRuns: 30 },
  );
});
