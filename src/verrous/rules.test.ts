import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, type CivilDate, civil } from "#kernel/civil-date.ts";
import { estVerrouille, verrouBilan, verrouPeriode } from "#verrous/rules.ts";

const start = civil("2024-09-01");
/** Any day of three school years: month ends, leap day and changes of clocks among them. */
const day = fc.nat(1_100).map((n) => addDays(start, n));
const gap = fc.integer({ min: 1, max: 700 });

describe("the lock of a bilan entreprise (S-06, S-74)", () => {
  it("no bilan intermédiaire locks nothing", () => {
    fc.assert(
      fc.property(day, (rencontre) => {
        expect(estVerrouille(rencontre, null)).toBe(false);
        expect(verrouBilan(rencontre, null).ok).toBe(true);
      }),
    );
  });

  it("equal dates never lock", () => {
    fc.assert(
      fc.property(day, (date) => {
        expect(verrouBilan(date, date).ok).toBe(true);
      }),
    );
  });

  it("a meeting later than the bilan intermédiaire is never locked", () => {
    fc.assert(
      fc.property(day, gap, (dernier, days) => {
        expect(estVerrouille(addDays(dernier, days), dernier)).toBe(false);
      }),
    );
  });

  it("an earlier one always is, were it by a day", () => {
    fc.assert(
      fc.property(day, gap, (rencontre, days) => {
        expect(estVerrouille(rencontre, addDays(rencontre, days))).toBe(true);
        expect(estVerrouille(rencontre, addDays(rencontre, 1))).toBe(true);
      }),
    );
  });

  it("the yes or no, the refusal and its words are one decision", () => {
    fc.assert(
      fc.property(day, fc.option(day), fc.boolean(), (rencontre, dernier, tutoie) => {
        const decision = verrouBilan(rencontre, dernier, tutoie);
        expect(decision.ok).toBe(!estVerrouille(rencontre, dernier));
        if (!decision.ok) expect(decision.message).toMatch(/bilan intermédiaire du \d{1,2}(er)?\s\S+ \d{4}/);
      }),
    );
  });

  it("a later bilan intermédiaire never opens what an earlier one froze", () => {
    fc.assert(
      fc.property(day, day, gap, (rencontre, dernier, days) => {
        if (estVerrouille(rencontre, dernier))
          expect(estVerrouille(rencontre, addDays(dernier, days))).toBe(true);
      }),
    );
  });
});

it("the matrix of the lock, as one reads it: the meeting down, the last bilan intermédiaire across", () => {
  const days = ["2026-11-30", "2026-12-04", "2026-12-05", "2027-01-12"].map(civil);
  const across = [null, ...days];
  const lines = days.map((rencontre) =>
    [rencontre, ...across.map((dernier) => (verrouBilan(rencontre, dernier).ok ? "ouvert" : "figé"))].join(
      " | ",
    ),
  );
  expect(
    `\n${["rencontre", ...across.map((one) => one ?? "aucun")].join(" | ")}\n${lines.join("\n")}\n`,
  ).toMatchInlineSnapshot(`
    "
    rencontre | aucun | 2026-11-30 | 2026-12-04 | 2026-12-05 | 2027-01-12
    2026-11-30 | ouvert | ouvert | figé | figé | figé
    2026-12-04 | ouvert | ouvert | ouvert | figé | figé
    2026-12-05 | ouvert | ouvert | ouvert | ouvert | figé
    2027-01-12 | ouvert | ouvert | ouvert | ouvert | ouvert
    "
  `);
});

describe("the lock of a period", () => {
  it("is refused as soon as one bilan is locked, and names the first with its date", () => {
    const bilan = fc.record({ rencontre: day, dernier: fc.option(day) });
    fc.assert(
      fc.property(fc.array(bilan, { maxLength: 6 }), (bilans) => {
        const verrouilles = bilans.flatMap(({ rencontre, dernier }, rank) =>
          dernier !== null && estVerrouille(rencontre, dernier)
            ? [{ apprenant: `Apprenant ${rank}`, bilanIntermediaire: dernier as CivilDate }]
            : [],
        );
        const decision = verrouPeriode(verrouilles);
        expect(decision.ok).toBe(bilans.every((one) => verrouBilan(one.rencontre, one.dernier).ok));
        if (!decision.ok) expect(decision.message).toContain(verrouilles[0]?.apprenant);
      }),
    );
  });
});
