import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Concerne,
  evaluationLibre,
  ligneFigee,
  verifierDate,
  verifierLignes,
  verifierRetrait,
} from "#evaluations/etablissement/rules.ts";
import { addDays, civil } from "#kernel/civil-date.ts";

const start = civil("2026-09-01");
const day = fc.nat(300).map((n) => addDays(start, n));
const today = civil("2027-07-01");
const concerne = (change: Partial<Concerne> = {}): Concerne => ({
  id: "a",
  nom: "Accardo",
  prenom: "Aline",
  absent: false,
  niveaux: {},
  dernierBilan: null,
  dossiers: [],
  ...change,
});
const learners = fc.array(
  fc
    .record({ evalue: fc.boolean(), absent: fc.boolean(), bilan: fc.option(day) })
    .map(({ evalue, absent, bilan }) =>
      concerne({ niveaux: evalue ? { C1: "3" } : {}, absent, dernierBilan: bilan }),
    ),
  { maxLength: 6 },
);

describe("the lock of a school evaluation", () => {
  it("is strictly before, learner by learner; the whole stands while one of those evaluated is frozen", () => {
    fc.assert(
      fc.property(day, learners, (date, concernes) => {
        for (const one of concernes)
          expect(ligneFigee(one, date)).toBe(one.dernierBilan !== null && date < one.dernierBilan);
        const frozen = concernes.some(
          (one) =>
            (one.absent || "C1" in one.niveaux) && one.dernierBilan !== null && date < one.dernierBilan,
        );
        expect(evaluationLibre({ concernes, date }).ok).toBe(!frozen);
      }),
    );
  });

  it("no evaluation is born frozen: not for those evaluated, nor for all at once", () => {
    const before = { dernierBilan: civil("2026-11-21") };
    const date = civil("2026-11-20");
    expect(verifierDate(date, today, [concerne(before)]).ok).toBe(false);
    expect(verifierDate(date, today, [concerne(before), concerne()]).ok).toBe(true);
    expect(verifierDate(date, today, [concerne({ ...before, niveaux: { C1: "3" } }), concerne()]).ok).toBe(
      false,
    );
    expect(verifierDate(civil("2026-11-21"), today, [concerne(before)]).ok).toBe(true);
    expect(verifierDate(addDays(today, 1), today, []).ok).toBe(false);
  });
});

describe("what is written", () => {
  it("somebody absent has no level", () => {
    const ligne = (absent: boolean, niveaux: Record<string, string>) => ({ apprenant: "a", absent, niveaux });
    expect(verifierLignes([ligne(true, {}), ligne(false, { C1: "3" }), ligne(false, {})])).toEqual({});
    expect(Object.keys(verifierLignes([ligne(true, { C1: "NE" })]))).toEqual(["absent.a"]);
  });

  it("a competence that has a level is not withdrawn, even NE", () => {
    const evaluation = { competences: ["C1", "C2"] };
    const own = [concerne({ niveaux: { C1: "NE" } })];
    expect(verifierRetrait(evaluation, own, ["C1"]).ok).toBe(true);
    expect(verifierRetrait(evaluation, own, ["C2"]).ok).toBe(false);
  });
});
