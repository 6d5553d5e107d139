import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSiret } from "#kernel/siret.ts";

describe("SIRET", () => {
  it("follows Luhn, and La Poste's own rule", () => {
    for (const siret of ["73282932000074", "35600000049837", "35600000000048"])
      expect(isSiret(siret)).toBe(true);
    for (const siret of ["73282932000075", "35600000049838", "7328293200007", "732 829 320 00074", ""])
      expect(isSiret(siret)).toBe(false);
    // La Poste's rule is for La Poste only
    expect(isSiret("73282932000029")).toBe(false);
  });

  it("one wrong digit is always seen, outside La Poste", () => {
    fc.assert(
      fc.property(fc.nat(13), fc.integer({ min: 1, max: 9 }), (place, shift) => {
        const digits = [..."73282932000074"];
        digits[place] = String((Number(digits[place]) + shift) % 10);
        expect(isSiret(digits.join(""))).toBe(false);
      }),
    );
  });
});
