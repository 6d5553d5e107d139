import fc from "fast-check";
import { expect, test } from "vitest";
import {
  conflitAvec,
  differences,
  type Lieu,
  lireObjectifs,
  refuserSonAdresse,
} from "#fiche-de-liaison/rules.ts";

const lieu: Lieu = {
  entreprise: "Fragrance Plus",
  adresse: "",
  codePostal: "76000",
  ville: "Rouen",
  secteur: "",
  telephone: "",
  siret: "",
  du: "",
  au: "",
  tuteurNom: "",
  tuteurPrenom: "",
  tuteurTelephone: "",
  tuteurCourriel: "",
};

test("objectives are read one per line: bullets, blank lines and doubles go, the order stays", () => {
  expect(lireObjectifs("- Souder\n\n  • Lire un plan \nSouder\n")).toEqual(["Souder", "Lire un plan"]);
  expect(lireObjectifs(" \n-\n")).toEqual([]);
});

test("what is written back in the page is read again as the same objectives", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("-", "•", " ", "\n", "a", "é") }), (text) => {
      const once = lireObjectifs(text);
      expect(lireObjectifs(once.join("\n"))).toEqual(once);
    }),
  );
});

test("only the fields that differ are shown, in the order of the form", () => {
  expect(differences(lieu, lieu)).toEqual([]);
  const changed = { ...lieu, tuteurNom: "Durand", ville: "Elbeuf" };
  expect(differences(lieu, changed)).toEqual([
    { name: "ville", label: "Ville", avant: "Rouen", apres: "Elbeuf" },
    { name: "tuteurNom", label: "Nom du tuteur", avant: "", apres: "Durand" },
  ]);
});

test("the learner's own address is refused whatever its case", () => {
  expect(refuserSonAdresse("Eleve@lycee.test", ["eleve@lycee.test"], "courriel")).toMatchObject({
    ok: false,
    field: "courriel",
  });
  expect(refuserSonAdresse("tuteur@lycee.test", ["eleve@lycee.test"], "courriel").ok).toBe(true);
});

test("a conflict says who, when, and both texts", () => {
  const auteur = { nom: "Mercier", prenom: "Sophie" };
  const conflict = conflitAvec({ version: 4, auteur, le: new Date("2026-11-23T09:00:00Z") }, "Europe/Paris", [
    { name: "ville", label: "Ville", yours: "Elbeuf", theirs: "Rouen" },
    { name: "secteur", label: "Secteur", yours: "Bois", theirs: "Bois" },
  ]);
  expect(conflict.version).toBe(4);
  expect(conflict.by.replaceAll(/\s/g, " ")).toBe(
    "Sophie Mercier a enregistré cette page le 23 novembre 2026 à 10 h 00.",
  );
  expect(conflict.fields.map((field) => field.name)).toEqual(["ville"]);
});
