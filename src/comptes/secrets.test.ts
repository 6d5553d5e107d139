import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { accessCode, readAccessCode } from "#comptes/secrets.ts";

describe("one-time code", () => {
  it("is made of the given bytes, in signs that cannot be mistaken", () => {
    expect(accessCode(() => Uint8Array.from([0, 1, 2, 3, 4, 31, 30, 29, 28, 255]))).toBe("ABCDE-98769");
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 10, maxLength: 10 }), (bytes) => {
        expect(accessCode(() => bytes)).toMatch(/^[A-HJ-NP-Z2-9]{5}-[A-HJ-NP-Z2-9]{5}$/);
      }),
    );
  });

  it("uses every sign as often", () => {
    const counts = new Map<string, number>();
    for (let byte = 0; byte < 256; byte++) {
      const sign = accessCode(() => new Uint8Array(10).fill(byte)).charAt(0);
      counts.set(sign, (counts.get(sign) ?? 0) + 1);
    }
    expect(counts.size).toBe(32);
    expect(new Set(counts.values())).toEqual(new Set([8]));
  });

  it("is read as typed", () => {
    for (const typed of ["ABCDE-98769", "abcde 98769", " abcde98769 ", "AB-CDE-98769"])
      expect(readAccessCode(typed)).toBe("ABCDE-98769");
    for (const typed of ["", "ABCDE-9876", "ABCDE-98760", "ABCDE-9876O", "ABCDE-98769A"])
      expect(readAccessCode(typed)).toBeUndefined();
  });
});
