import fc from "fast-check";
import { expect, test } from "vitest";
import {
  anneeQuiFinit,
  type ClasseSource,
  type FaitsAnnee,
  niveauSuivant,
  nomSuivant,
  type Preparation,
  planAnnee,
  propositionAnnee,
} from "#etablissement/annee/rules.ts";
import { civil } from "#kernel/civil-date.ts";
import type { Referentiel } from "#referentiel/types.ts";

const mspc = {
  code: "mspc",
  version: "1",
  niveauxClasse: ["2DE", "1RE", "TLE"].map((code) => ({ code, intitule: code, abrege: code })),
} as unknown as Referentiel;
const referentiels = new Map([["mspc", mspc]]);

const eleves = (classe: string, n: number) =>
  Array.from({ length: n }, (_, i) => ({
    id: `${classe}-${i}`,
    nom: classe,
    prenom: String(i),
    statut: "scolaire" as const,
    du: civil("2026-09-01"),
  }));
const classe = (nom: string, niveau: string, n: number): ClasseSource => ({
  id: nom,
  nom,
  niveau,
  referentiel: "mspc",
  version: "1",
  enseignants: [`prof de ${nom}`],
  apprenants: eleves(nom, n),
});
const faits: FaitsAnnee = {
  annee: 2026,
  classes: [classe("2 MSPC", "2DE", 3), classe("1 MSPC", "1RE", 4), classe("T MSPC", "TLE", 2)],
  suivantes: [],
  enseignants: [],
};

test.each([
  ["2 MSPC", "1 MSPC"],
  ["1 MSPC", "T MSPC"],
  ["2MTNE", "1MTNE"],
  ["2NDE MELEC 2", "1ERE MELEC 2"],
  ["2de MSPC", "1RE MSPC"],
  ["1ère MSPC", "TLE MSPC"],
  ["Première MELEC", "TERMINALE MELEC"],
  ["MSPC A", "MSPC A"],
  ["12 B", "12 B"],
])("« %s » goes to « %s »", (nom, suivant) => expect(nomSuivant(nom)).toBe(suivant));

test("levels follow the référentiel's order; an unknown one sends nobody away", () => {
  expect(["2DE", "1RE", "TLE", "CM2"].map((one) => niveauSuivant(mspc, one))).toEqual([
    "1RE",
    "TLE",
    null,
    "CM2",
  ]);
});

test("the year that ends is this one, or the last whose learners nobody moved", () => {
  const today = civil("2026-11-23");
  expect(anneeQuiFinit([2025, 2026, 2027], today)).toBe(2026);
  expect(anneeQuiFinit([2024, 2025, 2027], today)).toBe(2025);
  expect(anneeQuiFinit([2027], today)).toBe(2026);
});

test("each class goes up, taught by those of the class it becomes; the last level leaves", () => {
  const plan = planAnnee(faits, propositionAnnee(faits, referentiels), referentiels);
  expect(plan.erreurs).toEqual({});
  expect(plan.cibles.map(({ nom, niveau, enseignants }) => [nom, niveau, enseignants])).toEqual([
    ["1 MSPC", "1RE", ["prof de 1 MSPC"]],
    ["T MSPC", "TLE", ["prof de T MSPC"]],
  ]);
  expect(plan.mouvements).toHaveLength(7);
  expect(plan.partants.map((one) => [one.classe, one.apprenants.length])).toEqual([["T MSPC", 2]]);
});

test("who stays a second time enters next year's class of the same name, made if need be", () => {
  const preparation: Preparation = {
    ...propositionAnnee(faits, referentiels),
    redoublent: ["2 MSPC-0", "T MSPC-1"],
    partent: ["1 MSPC-3"],
  };
  const plan = planAnnee(faits, preparation, referentiels);
  const entrants = (nom: string) => plan.cibles.find((one) => one.nom === nom)?.venues;
  expect(entrants("2 MSPC")).toEqual([{ classe: "2 MSPC", suivent: 0, redoublent: 1 }]);
  expect(entrants("T MSPC")).toEqual([
    { classe: "1 MSPC", suivent: 3, redoublent: 0 },
    { classe: "T MSPC", suivent: 0, redoublent: 1 },
  ]);
  expect(plan.partants.flatMap((one) => one.apprenants.map((eleve) => eleve.id))).toEqual([
    "1 MSPC-3",
    "T MSPC-0",
  ]);
});

test("two levels under one name, no name, or a day too early are errors at their fields", () => {
  const proposee = propositionAnnee(faits, referentiels);
  const plan = planAnnee(
    faits,
    { ...proposee, noms: { "2 MSPC": "T-MSPC", "1 MSPC": "T MSPC" }, rentree: civil("2026-09-01") },
    referentiels,
  );
  expect(Object.keys(plan.erreurs).sort()).toEqual(["nom-1 MSPC", "rentree"]);
  const suivantes = [{ id: "x", nom: "1mspc", niveau: "TLE", referentiel: "mspc", apprenants: 0 }];
  expect(planAnnee({ ...faits, suivantes }, proposee, referentiels).erreurs["nom-2 MSPC"]).toContain(
    "1mspc a déjà un autre niveau",
  );
  expect(planAnnee(faits, { ...proposee, noms: {} }, referentiels).erreurs["nom-2 MSPC"]).toContain("Nommez");
});

test("whatever is ticked, each learner moves once or leaves once", () => {
  const ids = faits.classes.flatMap((one) => one.apprenants.map((eleve) => eleve.id));
  fc.assert(
    fc.property(fc.subarray(ids), fc.subarray(ids), (redoublent, partent) => {
      const plan = planAnnee(
        faits,
        { ...propositionAnnee(faits, referentiels), redoublent, partent },
        referentiels,
      );
      const seen = [
        ...plan.mouvements.map((one) => one.apprenant),
        ...plan.partants.flatMap((one) => one.apprenants.map((eleve) => eleve.id)),
      ];
      expect(seen.sort()).toEqual([...ids].sort());
      const counted = plan.cibles
        .flatMap((one) => one.venues)
        .reduce((n, v) => n + v.suivent + v.redoublent, 0);
      expect(counted).toBe(plan.mouvements.length);
    }),
  );
});
