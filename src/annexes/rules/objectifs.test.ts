import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { citer, competencesCitees, texteSansCitations } from "#annexes/rules/objectifs.ts";
import type { Competence } from "#referentiel/types.ts";

const codes = ["C1.1", "C2.1", "C2.2", "C01"];
const ref = { competences: codes.map((code) => ({ code }) as Competence) };

describe("competences cited by an objective", () => {
  it("are the codes of its parentheses, wherever they stand, in the order of the référentiel", () => {
    const objectif = "Préparer (C2.2 et C1.1) puis intervenir (C2.1 ; C2.2).";
    expect(competencesCitees(ref, objectif)).toEqual(["C1.1", "C2.1", "C2.2"]);
    expect(texteSansCitations(ref, objectif)).toBe("Préparer puis intervenir.");
  });

  it("are not an ordinary parenthesis, nor an unknown code", () => {
    for (const objectif of ["Consigner (cadenas)", "Voir (C9.9)", "Voir (C2.1, page 3)", "Vide ()"]) {
      expect(competencesCitees(ref, objectif)).toEqual([]);
      expect(texteSansCitations(ref, objectif)).toBe(objectif);
    }
  });

  it("stand before the full stop", () => {
    expect(citer("Préparer.", ["C2.1", "C2.2"])).toBe("Préparer (C2.1, C2.2).");
    expect(citer("Préparer", [])).toBe("Préparer");
  });

  it("are taken apart as they were put together, whatever the words", () => {
    const words = fc
      .array(
        fc.oneof(
          fc.constantFrom(...codes, "(cadenas)", "(C9.9)", ".", "et", "…"),
          fc.stringMatching(/^[a-zé(),.]{1,8}$/),
        ),
        {
          minLength: 1,
          maxLength: 8,
        },
      )
      .map((parts) => parts.join(" "))
      .map((text) => texteSansCitations(ref, texteSansCitations(ref, text)))
      .filter((text) => text !== "" && competencesCitees(ref, text).length === 0);
    fc.assert(
      fc.property(words, fc.subarray(codes), (text, cited) => {
        const objectif = citer(text, cited);
        expect(competencesCitees(ref, objectif)).toEqual(cited);
        expect(texteSansCitations(ref, objectif)).toBe(text);
        expect(citer(texteSansCitations(ref, objectif), competencesCitees(ref, objectif))).toBe(objectif);
      }),
    );
  });
});
