import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  accessCode,
  codeChiffres,
  empreinteDuCode,
  lireCodeChiffres,
  readAccessCode,
} from "#comptes/secrets.ts";

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

describe("a visit’s code", () => {
  it("is six figures, each code as likely: what would favour the first ones is drawn again", () => {
    const from = (...drawn: number[]) => {
      const left = [...drawn];
      return codeChiffres(() => {
        const bytes = Buffer.alloc(4);
        bytes.writeUInt32BE(left.shift() ?? 0);
        return bytes;
      });
    };
    expect(from(7)).toBe("000007");
    expect(from(4_294_967_295, 4_294_000_000, 123_456)).not.toBe("967295");
    expect(from(4_294_999_999 - 33_000, 123_456)).toBe("123456");
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_293_999_999 }), (n) => {
        expect(from(n)).toBe(String(n % 1_000_000).padStart(6, "0"));
      }),
    );
  });

  it("is read as typed, and nothing else is", () => {
    for (const typed of ["482913", " 482 913 ", "482-913", "482.913"])
      expect(lireCodeChiffres(typed)).toBe("482913");
    for (const typed of ["", "48291", "4829131", "48291a", "４８２９１３"])
      expect(lireCodeChiffres(typed)).toBeUndefined();
  });

  it("is kept as a slow digest, the same each time", async () => {
    expect(await empreinteDuCode("482913")).toEqual(await empreinteDuCode("482913"));
    expect(await empreinteDuCode("482913")).not.toEqual(await empreinteDuCode("482914"));
    expect(await empreinteDuCode("482913")).toHaveLength(32);
  });
});
