import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isIne, isUai, loginFrom } from "#etablissement/import/identifiants.ts";

describe("UAI", () => {
  it("checks the letter", () => {
    for (const uai of ["0750655E", "0750654D", "0690026D", "0690026d"]) expect(isUai(uai)).toBe(true);
    for (const uai of ["0750655F", "0750655", "075065E5", "", "0750655E "]) expect(isUai(uai)).toBe(false);
  });

  it("one letter only fits a number", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_999_999 }), (n) => {
        const digits = String(n).padStart(7, "0");
        const fitting = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"].filter((letter) => isUai(digits + letter));
        expect(fitting).toHaveLength(1);
        expect("IOQ").not.toContain(fitting[0]);
      }),
    );
  });
});

describe("INE", () => {
  it("knows the three forms, in any case", () => {
    for (const ine of ["123456789AB", "1234567890A", "1234A56789B", "___456789ab"])
      expect(isIne(ine)).toBe(true);
    for (const ine of ["", "12345678901", "1234567890", "ABCDEFGHIJK", "1234B56789C", "123456789ABC"])
      expect(isIne(ine)).toBe(false);
  });
});

describe("sign-in name", () => {
  const none = new Set<string>();

  it("is prenom.nom in ASCII", () => {
    expect(loginFrom("Jean-François", "LEFÈVRE", none)).toBe("jean-francois.lefevre");
    expect(loginFrom("Zoé", "d’Œuvray Łęcki", none)).toBe("zoe.doeuvray-lecki");
    expect(loginFrom("N'Golo", "O'Neil", none)).toBe("ngolo.oneil");
    expect(loginFrom("小明", "李", none)).toBe("apprenant");
  });

  it("is made unique", () => {
    expect(loginFrom("Léa", "Martin", new Set(["lea.martin"]))).toBe("lea.martin.2");
    expect(loginFrom("Léa", "Martin", new Set(["lea.martin", "lea.martin.2"]))).toBe("lea.martin.3");
  });

  it("is ASCII, short and new whatever the names", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string({ unit: "grapheme" }), fc.string())), (people) => {
        const taken = new Set<string>();
        for (const [prenom, nom] of people) taken.add(loginFrom(prenom, nom, taken));
        expect(taken.size).toBe(people.length);
        for (const login of taken) expect(login).toMatch(/^[a-z0-9-]{1,40}(\.[a-z0-9-]{1,40}){0,2}$/);
      }),
    );
  });
});
