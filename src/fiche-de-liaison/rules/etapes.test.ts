import fc from "fast-check";
import { expect, test } from "vitest";
import { type CodeEtape, etapesFiche, type FaitsEtapes } from "#fiche-de-liaison/rules/etapes.ts";
import { addDays, civil } from "#kernel/civil-date.ts";

const du = civil("2026-11-09");
const before = addDays(du, -10);
const neuf: FaitsEtapes = {
  statut: "scolaire",
  du,
  entreprise: "",
  tuteurNomme: false,
  tuteurInvite: false,
  individualisee: false,
  lue: false,
  conventionSignee: false,
};
const next = (change: Partial<FaitsEtapes>): CodeEtape | undefined =>
  etapesFiche({ ...neuf, ...change }, before).find((etape) => etape.etat === "prochaine")?.code;

test("one step after the other, in the order of the manual (S-30)", () => {
  const lieu = { entreprise: "Fragrance Plus", tuteurNomme: true };
  expect(next({})).toBe("lieu");
  expect(next({ entreprise: "Fragrance Plus" })).toBe("lieu");
  expect(next(lieu)).toBe("invitation");
  expect(next({ ...lieu, tuteurInvite: true })).toBe("individualisation");
  expect(next({ ...lieu, tuteurInvite: true, individualisee: true })).toBe("lecture");
  expect(next({ ...lieu, tuteurInvite: true, individualisee: true, lue: true })).toBe("convention");
  expect(
    next({ ...lieu, tuteurInvite: true, individualisee: true, lue: true, conventionSignee: true }),
  ).toBeUndefined();
});

test("a fiche read as the annexe wrote it is not waiting any more", () => {
  const read = etapesFiche({ ...neuf, lue: true }, before).find((one) => one.code === "individualisation");
  expect(read).toMatchObject({ etat: "faite", telleQuelle: true });
});

test("an apprenti has neither invitation nor convention, and names no tutor", () => {
  const etapes = etapesFiche({ ...neuf, statut: "apprenti", entreprise: "Mécanique Rouen" }, before);
  expect(etapes.map((etape) => [etape.code, etape.etat])).toEqual([
    ["lieu", "faite"],
    ["individualisation", "prochaine"],
    ["lecture", "a-faire"],
  ]);
});

test("whatever the facts: one step at most is next, what is done is never late, lateness begins on the first day", () => {
  const faits = fc.record({
    statut: fc.constantFrom("scolaire" as const, "apprenti" as const),
    du: fc.constant(du),
    entreprise: fc.constantFrom("", "Fragrance Plus"),
    tuteurNomme: fc.boolean(),
    tuteurInvite: fc.boolean(),
    individualisee: fc.boolean(),
    lue: fc.boolean(),
    conventionSignee: fc.boolean(),
  });
  fc.assert(
    fc.property(faits, fc.integer({ min: -30, max: 30 }), (given, days) => {
      const etapes = etapesFiche(given, addDays(du, days));
      const waiting = etapes.filter((etape) => etape.etat !== "faite");
      expect(waiting.filter((etape) => etape.etat === "prochaine")).toHaveLength(Math.min(1, waiting.length));
      expect(waiting[0]?.etat ?? "prochaine").toBe("prochaine");
      expect(etapes.filter((etape) => etape.enRetard).map((etape) => etape.code)).toEqual(
        days >= 0 ? waiting.slice(0, 1).map((etape) => etape.code) : [],
      );
    }),
  );
});
