import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lireObjectifs, referentielsProposes } from "#annexes/rules.ts";
import type { Referentiel } from "#referentiel/types.ts";

describe("objectives, one a line", () => {
  it("drops blank lines, bullets, numbers and repeats", () => {
    expect(lireObjectifs("- Découvrir\n\n  • Préparer \n3) Réparer\nPréparer\n")).toEqual([
      "Découvrir",
      "Préparer",
      "Réparer",
    ]);
  });

  it("keeps a figure that belongs to the sentence", () => {
    expect(lireObjectifs("2 heures de sécurité\n5S au poste")).toEqual([
      "2 heures de sécurité",
      "5S au poste",
    ]);
  });

  it("reads its own list again as it is", () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[A-Za-zéè]{1,20}( [a-z]{1,8}){0,4}$/)), (lines) => {
        const once = lireObjectifs(lines.join("\n"));
        expect(lireObjectifs(once.join("\n"))).toEqual(once);
      }),
    );
  });
});

describe("référentiels offered", () => {
  const of = (code: string, sigle: string) => ({ code, sigle }) as Referentiel;
  const all = new Map([of("ciel", "CIEL"), of("melec", "MELEC"), of("mspc", "MSPC")].map((r) => [r.code, r]));

  it("are those of the school's classes, MSPC first", () => {
    expect(referentielsProposes(all, ["ciel", "mspc"]).map((r) => r.code)).toEqual(["mspc", "ciel"]);
  });

  it("are all of them while no class is known", () => {
    expect(referentielsProposes(all, ["inconnu"]).map((r) => r.code)).toEqual(["mspc", "ciel", "melec"]);
  });
});
