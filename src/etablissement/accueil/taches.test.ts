import { expect, test } from "vitest";
import type { EtatEtablissement } from "#etablissement/accueil/store.ts";
import { tachesDe } from "#etablissement/accueil/taches.ts";
import { civil } from "#kernel/civil-date.ts";

const pret: EtatEtablissement = {
  nom: "Lycée",
  uai: "0760001N",
  adresse: "",
  codePostal: "",
  ville: "",
  chef: "Odile Renard",
  classes: 4,
  apprenants: 71,
  enseignants: 3,
  maitres: 1,
  classesSansEnseignant: [],
  apprentisSansMaitre: 0,
  importsEnAttente: 0,
  aFairePasser: 71,
  sansClasse: 0,
};
const actions = (change: Partial<EtatEtablissement>, today = "2026-11-23") =>
  tachesDe({ ...pret, ...change }, civil(today)).map((one) => one.action);

test("a school in order has nothing to do", () => expect(actions({})).toEqual([]));

test("what is missing is asked, in the order in which it is done", () => {
  expect(
    actions({
      chef: "",
      apprenants: 0,
      importsEnAttente: 1,
      classesSansEnseignant: ["1 MSPC"],
      apprentisSansMaitre: 2,
      sansClasse: 3,
    }),
  ).toEqual([
    "Compléter l’établissement",
    "Importer la liste des élèves",
    "Voir les imports",
    "Rattacher des enseignants",
    "Créer un maître d’apprentissage",
    "Leur donner une classe",
  ]);
});

test("next year is asked for from May to the summer, until everybody has his class", () => {
  const next = ["Préparer l’année suivante"];
  expect(actions({}, "2027-04-30")).toEqual([]);
  expect(actions({}, "2027-05-01")).toEqual(next);
  expect(actions({}, "2027-08-14")).toEqual(next);
  expect(actions({}, "2027-08-15")).toEqual([]);
  expect(actions({ aFairePasser: 0 }, "2027-06-01")).toEqual([]);
});
