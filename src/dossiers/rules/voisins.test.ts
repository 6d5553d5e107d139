import { expect, it } from "vitest";
import { barreVoisins } from "#dossiers/rules/voisins.ts";
import type { Actor } from "#kernel/actor.ts";

const person = {
  habilitation: "h",
  identite: "i",
  nom: "",
  prenom: "",
  lectureConfortable: false,
  etablissement: {
    id: "e",
    nom: "",
    fuseau: "Europe/Paris",
    referentielsVersion: 0,
    documentsApprentis: false,
  },
};
const teacher: Actor = { ...person, role: "enseignant", classes: [] };
const voisins = {
  precedent: { dossier: "1", nom: "Abadie", prenom: "Lina" },
  suivant: null,
  rang: 2,
  total: 2,
};
const page = (dossier: string) => `/dossiers/${dossier}/fiche/objectifs`;

it("leads a teacher to the same page of the neighbour, and says where he stands", () => {
  expect(barreVoisins(teacher, { voisins }, page)).toEqual({
    precedent: { href: "/dossiers/1/fiche/objectifs", texte: "ABADIE Lina" },
    suivant: null,
    rang: 2,
    total: 2,
  });
});

it("is nobody else's, and not there for a learner alone in his period", () => {
  const others: Actor[] = [
    { ...person, role: "apprenant", apprenant: "a" },
    { ...person, role: "tuteur", dossiers: ["1"] },
    { ...person, role: "maitre", apprenants: ["a"] },
    { ...person, role: "administrateur" },
  ];
  for (const actor of others) expect(barreVoisins(actor, { voisins }, page)).toBeUndefined();
  expect(barreVoisins(teacher, { voisins: { ...voisins, rang: 1, total: 1 } }, page)).toBeUndefined();
});
