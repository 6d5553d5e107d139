import { expect, it } from "vitest";
import { lireDemandeApprenants, listerApprenants, PAR_PAGE } from "#suivi/apprenants/rules.ts";
import type { ApprenantListe } from "#suivi/apprenants/store.ts";

const learner = (nom: string, classe: string): ApprenantListe => ({
  id: nom,
  nom,
  prenom: "Zoé",
  statut: "scolaire",
  classe: { id: classe, nom: classe },
  periodes: 0,
  derniere: null,
});
const people = [
  learner("Abadie", "1 A"),
  learner("Œhler", "1 A"),
  learner("Benali", "2 B"),
  learner("Roy", "3 C"),
];
const list = (search: string, mine: string[] = ["2 B"], all = people) =>
  listerApprenants(all, lireDemandeApprenants(new URLSearchParams(search)), mine);
const names = (given: readonly ApprenantListe[]) => given.map(({ nom }) => nom).join(" ");

it("shows one's classes first, then the others, and offers the classes in that order", () => {
  const found = list("");
  expect([names(found.miens), names(found.autres), found.total]).toEqual(["Benali", "Abadie Œhler Roy", 4]);
  expect(found.classes.map(({ nom }) => nom)).toEqual(["2 B", "1 A", "3 C"]);
});

it("finds by name without accents, and by class", () => {
  expect(names(list("q=oehl zoe").autres)).toBe("Œhler");
  expect(names(list("classe=1 A").autres)).toBe("Abadie Œhler");
  expect(list("classe=1 A&q=roy").total).toBe(0);
  expect(list("classe=ailleurs").total).toBe(0);
});

it("gives a hundred a page; a page beyond the last is the last", () => {
  const many = Array.from({ length: 2 * PAR_PAGE + 1 }, (_, n) => learner(`N${n}`, n < 120 ? "1 A" : "2 B"));
  const page = (text: string) => {
    const { miens, autres, page, pages } = list(`page=${text}`, ["2 B"], many);
    return [miens.length, autres.length, page, pages];
  };
  expect(page("1")).toEqual([81, 19, 1, 3]);
  expect(page("3")).toEqual([0, 1, 3, 3]);
  expect(page("99")).toEqual([0, 1, 3, 3]);
  for (const wrong of ["0", "-1", "x", "1e9"]) expect(page(wrong)).toEqual([81, 19, 1, 3]);
});
