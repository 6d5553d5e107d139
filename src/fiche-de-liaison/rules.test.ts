import { expect, test } from "vitest";
import { verifierSignature } from "#fiche-de-liaison/rules/convention.ts";
import {
  conflitAvec,
  devientProposition,
  differences,
  type Lieu,
  refuserSonAdresse,
} from "#fiche-de-liaison/rules.ts";
import { civil } from "#kernel/civil-date.ts";

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

test("a learner proposes once his tutor is invited or his convention signed; the others write", () => {
  const agreed = (tuteurInvite: boolean, conventionSignee: boolean) => ({ tuteurInvite, conventionSignee });
  expect(devientProposition("apprenant", agreed(false, false))).toBeNull();
  expect(devientProposition("apprenant", agreed(true, false))).toBe("tuteur-invite");
  expect(devientProposition("apprenant", agreed(false, true))).toBe("convention-signee");
  for (const role of ["enseignant", "maitre"])
    expect(devientProposition(role, agreed(true, true))).toBeNull();
});

test("a convention is not signed tomorrow", () => {
  const today = civil("2026-11-23");
  expect(verifierSignature(today, today).ok).toBe(true);
  expect(verifierSignature(civil("2026-11-02"), today).ok).toBe(true);
  expect(verifierSignature(civil("2026-11-24"), today)).toMatchObject({ field: "signeeLe" });
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
