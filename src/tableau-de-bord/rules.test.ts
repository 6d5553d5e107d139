import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, civil } from "#kernel/civil-date.ts";
import { loadReferentiels } from "#referentiel/load.ts";
import { root } from "#root.ts";
import {
  type EvaluationDatee,
  enOrdre,
  polesEvalues,
  priseEnComptePar,
  restreindre,
  synthese,
} from "#tableau-de-bord/rules.ts";

const ref = loadReferentiels(join(root, "referentiels")).get("mspc")!;
let n = 0;
const at = (
  date: string,
  niveaux: Record<string, string>,
  lieu: EvaluationDatee["lieu"] = "etablissement",
): EvaluationDatee => ({
  id: String(++n).padStart(4, "0"),
  date: civil(date),
  lieu,
  titre: "",
  dossier: null,
  niveaux: new Map(Object.entries(niveaux)),
});
const line = (evaluations: EvaluationDatee[], competence = "C1.1", avant: string | null = null) =>
  synthese(ref, evaluations, avant === null ? null : civil(avant)).find(
    (one) => one.competence === competence,
  );

test("the last level other than NE, and the trend against the one before, whatever the order given", () => {
  const evaluations = [
    at("2026-11-20", { "C1.1": "NE" }),
    at("2026-10-01", { "C1.1": "2" }),
    at("2026-11-10", { "C1.1": "4" }, "entreprise"),
  ];
  expect(line(evaluations)).toEqual({
    competence: "C1.1",
    dernier: "4",
    le: "2026-11-10",
    tendance: "hausse",
  });
  expect(line([...evaluations, at("2026-11-30", { "C1.1": "3" })])?.tendance).toBe("baisse");
  expect(line([...evaluations, at("2026-11-30", { "C1.1": "4" })])?.tendance).toBe("stable");
});

test("one level has no trend; NE alone is no level; a competence never evaluated has no line", () => {
  expect(line([at("2026-10-01", { "C1.1": "2" })])).toMatchObject({ dernier: "2", tendance: null });
  expect(line([at("2026-10-01", { "C1.1": "NE" })])).toMatchObject({ dernier: null, le: null });
  expect(line([at("2026-10-01", { "C1.2": "3" })])).toBeUndefined();
});

test("a bilan intermédiaire counts what is dated strictly before it", () => {
  const evaluations = [at("2026-10-01", { "C1.1": "2" }), at("2026-10-02", { "C1.1": "5" })];
  expect(line(evaluations, "C1.1", "2026-10-02")?.dernier).toBe("2");
  expect(line(evaluations, "C1.1", "2026-10-03")?.dernier).toBe("5");
  expect(synthese(ref, evaluations, civil("2026-10-01"))).toEqual([]);
});

test("a level or a competence that the référentiel does not know stays visible and counts for nothing", () => {
  expect(line([at("2026-10-01", { "C1.1": "3" }), at("2026-10-02", { "C1.1": "9" })])?.dernier).toBe("3");
  expect(synthese(ref, [at("2026-10-01", { Z9: "3", "C1.1": "2" })]).map((one) => one.competence)).toEqual([
    "C1.1",
    "Z9",
  ]);
});

test("on the same day school comes first, then the order of making", () => {
  const company = at("2026-10-01", {}, "entreprise");
  const school = at("2026-10-01", {});
  expect(enOrdre([company, school])).toEqual([school, company]);
});

test("the bilan intermédiaire that took an evaluation in is the first dated after it; the same day is not after", () => {
  const bilan = (date: string) => ({ id: date, date: civil(date), auteur: "", commentaire: "" });
  const bilans = [bilan("2026-12-01"), bilan("2026-11-01")];
  expect(priseEnComptePar({ date: civil("2026-10-31") }, bilans)?.date).toBe("2026-11-01");
  expect(priseEnComptePar({ date: civil("2026-11-01") }, bilans)?.date).toBe("2026-12-01");
  expect(priseEnComptePar({ date: civil("2026-12-01") }, bilans)).toBeNull();
});

test("the last level is one that was given, at its date, and later ones are all NE", () => {
  const day = fc.nat(30).map((d) => addDays(civil("2026-10-01"), d));
  const given = fc.array(fc.record({ date: day, niveau: fc.constantFrom("NE", "1", "2", "3", "4", "5") }), {
    minLength: 1,
    maxLength: 12,
  });
  fc.assert(
    fc.property(given, (list) => {
      const evaluations = list.map(({ date, niveau }) => at(date, { "C1.1": niveau }));
      const found = line(evaluations);
      const real = list.filter(({ niveau }) => niveau !== "NE");
      if (real.length === 0) return found?.dernier === null;
      const latest = real
        .map(({ date }) => date)
        .sort()
        .at(-1);
      return (
        found?.le === latest && real.some(({ date, niveau }) => date === latest && niveau === found?.dernier)
      );
    }),
    { numRuns: 500 },
  );
});

const anywhere = fc.array(
  fc.record({
    day: fc.integer({ min: 0, max: 900 }),
    lieu: fc.constantFrom("etablissement" as const, "entreprise" as const),
    niveaux: fc.dictionary(
      fc.constantFrom("C1.1", "C1.7", "C2.1", "C3.4", "Z9"),
      fc.constantFrom("NE", "1", "2", "3", "4", "5", "9"),
    ),
  }),
  { maxLength: 40 },
);

test("the filter by pôle changes no line, and the pôles share out all known competences", () => {
  fc.assert(
    fc.property(anywhere, (rows) => {
      const evaluations = rows.map((row) => at(addDays(civil("2024-09-01"), row.day), row.niveaux, row.lieu));
      const whole = synthese(ref, evaluations);
      const parts = polesEvalues(ref, evaluations).flatMap(({ code }) =>
        synthese(ref, restreindre(ref, evaluations, { pole: code, lieu: null })),
      );
      expect(parts).toEqual(whole.filter(({ competence }) => competence !== "Z9"));
      expect(restreindre(ref, evaluations, { pole: null, lieu: null })).toEqual(evaluations);
      expect(restreindre(ref, evaluations, { pole: "C9", lieu: null })).toEqual([]);
    }),
  );
});

test("the filter by place keeps what was evaluated there: its last level is the last one there", () => {
  const evaluations = [
    at("2026-10-01", { "C1.1": "2" }, "entreprise"),
    at("2026-10-20", { "C1.1": "4" }),
    at("2026-11-01", { "C1.1": "3" }, "entreprise"),
  ];
  const seen = (lieu: EvaluationDatee["lieu"]) =>
    synthese(ref, restreindre(ref, evaluations, { pole: null, lieu }))[0];
  expect(seen("entreprise")).toMatchObject({ dernier: "3", tendance: "hausse" });
  expect(seen("etablissement")).toMatchObject({ dernier: "4", tendance: null });
});

test("a diploma without groups has no pôle to filter by", () => {
  const melec = loadReferentiels(join(root, "referentiels")).get("melec")!;
  expect(polesEvalues(melec, [at("2026-10-01", { C1: "3" })])).toEqual([]);
  expect(synthese(melec, [at("2026-10-01", { C10: "3", C2: "4" })]).map((one) => one.competence)).toEqual([
    "C2",
    "C10",
  ]);
});
