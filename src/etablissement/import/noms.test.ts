import { describe, expect, it } from "vitest";
import { cleDeDivision, niveauDeDivision } from "#etablissement/import/divisions.ts";
import { cleDeNom, prenomLisible } from "#etablissement/import/noms.ts";

describe("names", () => {
  it("a first name in capitals becomes readable; another is kept", () => {
    const shown = Object.fromEntries(
      [
        "JEAN-FRANÇOIS",
        "N'GOLO",
        "D’ARTAGNAN",
        "MARIE ÉLISE",
        "ŒDIPE",
        "J.P.",
        "Jean-françois",
        "léa",
        "123",
      ].map((prenom) => [prenom, prenomLisible(prenom)]),
    );
    expect(shown).toEqual({
      "JEAN-FRANÇOIS": "Jean-François",
      "N'GOLO": "N'Golo",
      "D’ARTAGNAN": "D’Artagnan",
      "MARIE ÉLISE": "Marie Élise",
      ŒDIPE: "Œdipe",
      "J.P.": "J.P.",
      "Jean-françois": "Jean-françois",
      léa: "léa",
      "123": "123",
    });
  });

  it("two spellings of one name have one key", () => {
    expect(cleDeNom("LE GOFF-Cœur")).toBe(cleDeNom("Legoff Coeur"));
    expect(cleDeNom("O’Neïl")).toBe(cleDeNom("ONEIL"));
    expect(cleDeNom("Martin")).not.toBe(cleDeNom("Martine"));
  });
});

describe("divisions", () => {
  it("spaces, hyphens and case do not make another division", () => {
    expect(cleDeDivision("1 MSPC")).toBe(cleDeDivision("1-mspc"));
  });

  it.each([
    ["2MSPC", "2DE"],
    ["2NDE MTNE", "2DE"],
    ["2de Bac Pro", "2DE"],
    ["SECONDE A", "2DE"],
    ["1MSPC", "1RE"],
    ["1ERE MELEC 2", "1RE"],
    ["1ère CIEL", "1RE"],
    ["PREMIÈRE B", "1RE"],
    ["T MSPC", "TLE"],
    ["TMSPC1", "TLE"],
    ["TLE MELEC 2", "TLE"],
    ["MSPC TERM", "TLE"],
    ["1CAP ELEC", null],
    ["TCAP1", null],
    ["BTS MS 1", null],
    ["3PM", null],
    ["MSPC", null],
    ["", null],
  ])("%s → %s", (nom, niveau) => {
    expect(niveauDeDivision(nom)).toBe(niveau);
  });
});
