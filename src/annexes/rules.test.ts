import { describe, expect, it } from "vitest";
import { referentielsProposes } from "#annexes/rules.ts";
import type { Referentiel } from "#referentiel/types.ts";

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
