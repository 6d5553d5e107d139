import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { civil } from "#kernel/civil-date.ts";
import {
  differences,
  type Ecrit,
  gardeAvant,
  issueDe,
  quand,
  SEANCE,
  tachesOffertes,
} from "#portfolio/rules.ts";
import type { Referentiel } from "#referentiel/types.ts";

const ecrit = (contenu: Ecrit["contenu"], version: number): Ecrit => ({
  contenu,
  version,
  modifieLe: new Date("2026-11-23T08:00:00Z"),
});

describe("what a save becomes", () => {
  test("a text nobody wrote is written, even empty", () => {
    expect(issueDe({ contenu: {}, version: 0, modifieLe: null }, { fait: "" }, 0)).toBe("ecrire");
  });
  test("the version read is the one stored: written; another: stale", () => {
    expect(issueDe(ecrit({ fait: "a" }, 3), { fait: "b" }, 3)).toBe("ecrire");
    expect(issueDe(ecrit({ fait: "a" }, 3), { fait: "b" }, 2)).toBe("perime");
    expect(issueDe(ecrit({ fait: "a" }, 1), { fait: "b" }, 0)).toBe("perime");
  });
  test("the same words sent again are never a conflict", () => {
    expect(issueDe(ecrit({ fait: "a", taches: ["A1T1"] }, 3), { fait: "a", taches: ["A1T1"] }, 1)).toBe(
      "inchange",
    );
  });
  test("differences are symmetrical and empty for a copy", () => {
    const contenu = fc.dictionary(
      fc.constantFrom("fait", "aime", "taches"),
      fc.oneof(fc.string(), fc.array(fc.string())),
    );
    fc.assert(
      fc.property(contenu, contenu, (a, b) => {
        expect(differences(a, b).sort()).toEqual(differences(b, a).sort());
        expect(differences(a, { ...a })).toEqual([]);
      }),
    );
  });
});

describe("what the history keeps", () => {
  const now = new Date("2026-11-23T09:00:00Z");
  const derniere = { auteur: "aline", le: new Date(now.getTime() - SEANCE + 1) };
  test("the first replacement is kept", () => expect(gardeAvant(null, "aline", now)).toBe(true));
  test("the same person within the sitting: one version", () =>
    expect(gardeAvant(derniere, "aline", now)).toBe(false));
  test("fifteen minutes after the sitting began, a new one", () =>
    expect(gardeAvant({ ...derniere, le: new Date(now.getTime() - SEANCE) }, "aline", now)).toBe(true));
  test("somebody else: a new one", () => expect(gardeAvant(derniere, "bilal", now)).toBe(true));
});

test("a save of today is told by its hour, an older one by its day too, in the school's zone", () => {
  const late = new Date("2026-11-22T23:30:00Z");
  expect(quand(late, civil("2026-11-23"), "Europe/Paris")).toBe("à 0\u00a0h\u00a030");
  expect(quand(late, civil("2026-11-24"), "Europe/Paris")).toBe(
    "le 23\u00a0novembre 2026 à 0\u00a0h\u00a030",
  );
});

test("the fiche's tasks come first; a code ticked long ago is still offered", () => {
  const tache = (code: string) => ({ code, intitule: `Tâche ${code}`, verification: "officiel" });
  const ref = {
    activites: [{ ...tache("A1"), taches: [tache("A1T1"), tache("A1T2"), tache("A1T3")] }],
  } as unknown as Referentiel;
  const { prevues, autres } = tachesOffertes(ref, ["A1T2", "ANCIENNE"], ["A1T3", "DISPARUE"]);
  expect(prevues.map((t) => [t.code, t.intitule])).toEqual([
    ["A1T2", "Tâche A1T2"],
    ["ANCIENNE", "ANCIENNE"],
  ]);
  expect(autres.map((t) => t.code)).toEqual(["A1T1", "A1T3", "DISPARUE"]);
});
