import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  cleNom,
  cleVille,
  doublons,
  type Entreprise,
  filtrer,
  type LigneEntreprise,
  type Proposee,
  reunir,
  trier,
  trouver,
} from "#entreprises/rules.ts";

const une = (id: string, nom: string, ville = "", siret = ""): Entreprise => ({
  id,
  nom,
  ville,
  siret,
  adresse: "",
  codePostal: "",
  secteur: "",
  naf: "",
  telephone: "",
  notes: "",
  version: 1,
});

describe("one name, however it is written", () => {
  test.each([
    ["SARL Mécanique d’Oissel", "MECANIQUE D'OISSEL"],
    ["S.A.R.L. Dupont", "Dupont SARL"],
    ["Œuvre St-Éloi", "OEUVRE SAINT ELOI"],
    ["Dupont & Fils SAS", "dupont et fils"],
    ["E.U.R.L. Garage Ste Anne", "Garage Sainte-Anne"],
  ])("%s and %s", (a, b) => expect(cleNom(a)).toBe(cleNom(b)));

  test.each([
    ["Dupont", "Dupond"],
    ["Garage Saint-Jean", "Garage Saint-Jacques"],
    ["Alsa", "Al"],
  ])("%s is not %s", (a, b) => expect(cleNom(a)).not.toBe(cleNom(b)));

  test("a name that is only a legal form stays; a town loses its Cedex", () => {
    expect(cleNom("SAS")).toBe("sas");
    expect(cleVille("ROUEN CEDEX 2")).toBe("rouen");
    expect(cleVille("St-Étienne-du-Rouvray")).toBe("saint etienne du rouvray");
  });
});

const motif = fc.constantFrom("Dupont", "Mécanique d’Oissel", "Œuvre Saint-Éloi", "Papeterie", "L’Andelle");
const ville = fc.constantFrom("", "Rouen", "Étrépagny");
const siret = fc.constantFrom("", "", "73282932000074", "35600000000048");
const annuaire = fc
  .array(fc.tuple(motif, ville, siret), { maxLength: 12 })
  .map((lignes) => lignes.map(([nom, v, s], rang) => une(String(rang), nom, v, s)));
const ids = (groupes: Entreprise[][]) =>
  groupes
    .map((groupe) => groupe.map(({ id }) => id).toSorted())
    .toSorted((a, b) => (a.join() < b.join() ? -1 : 1));

describe("duplicates", () => {
  test("same SIRET under two names, same name and town; two towns are two companies", () => {
    const found = doublons([
      une("a", "Dupont SARL", "Rouen"),
      une("b", "DUPONT", "Rouen Cedex"),
      une("c", "Dupont", "Elbeuf"),
      une("d", "Ancien nom", "Paris", "73282932000074"),
      une("e", "Nouveau nom", "Lyon", "73282932000074"),
    ]);
    expect(ids(found)).toEqual([
      ["a", "b"],
      ["d", "e"],
    ]);
  });

  test("each company once at most, groups of two or more, closed by SIRET and by name and town", () => {
    fc.assert(
      fc.property(annuaire, (entreprises) => {
        const found = doublons(entreprises);
        const all = found.flat().map(({ id }) => id);
        expect(new Set(all).size).toBe(all.length);
        expect(found.every((groupe) => groupe.length > 1)).toBe(true);
        const groupOf = (id: string) => found.findIndex((groupe) => groupe.some((one) => one.id === id));
        for (const a of entreprises)
          for (const b of entreprises)
            if (
              a.id !== b.id &&
              ((a.siret && a.siret === b.siret) || (cleNom(a.nom) === cleNom(b.nom) && a.ville === b.ville))
            ) {
              expect(groupOf(a.id)).toBeGreaterThanOrEqual(0);
              expect(groupOf(a.id)).toBe(groupOf(b.id));
            }
      }),
    );
  });

  test("neither the order nor the way of writing changes them", () => {
    const ecrire = fc.constantFrom(
      (nom: string) => nom,
      (nom: string) => nom.toUpperCase(),
      (nom: string) => `SARL ${nom}`,
      (nom: string) => `${nom}, S.A.S.`,
      (nom: string) => nom.normalize("NFD"),
      (nom: string) => nom.replaceAll("Saint", "St").replaceAll("’", "'"),
    );
    fc.assert(
      fc.property(annuaire, fc.array(ecrire, { minLength: 12, maxLength: 12 }), (entreprises, manieres) => {
        const autrement = entreprises
          .map((e, i) => ({ ...e, nom: manieres[i]?.(e.nom) ?? e.nom }))
          .toReversed();
        expect(ids(doublons(autrement))).toEqual(ids(doublons(entreprises)));
      }),
    );
  });
});

test("a dossier’s company is found by SIRET, else by name and town; another SIRET is another company", () => {
  const entreprises = [
    une("a", "Dupont", "Rouen"),
    une("b", "Martin", "Rouen", "73282932000074"),
    une("c", "Martin", "Rouen"),
  ];
  const id = (nom: string, ville: string, siret = "") => trouver(entreprises, { nom, ville, siret })?.id;
  expect(id("SARL DUPONT", "Rouen Cedex")).toBe("a");
  expect(id("Dupont", "Rouen", "35600000000048")).toBe("a");
  expect(id("Autre nom", "Paris", "73282932000074")).toBe("b");
  expect(id("Martin", "Rouen", "35600000000048")).toBe("c");
  expect(id("Dupont", "Elbeuf")).toBeUndefined();
});

test("search folds accents, takes each word, and a SIRET in groups of figures", () => {
  const entreprises = [
    une("a", "Mécanique Oissel", "Oissel"),
    une("b", "Œuvre", "Étrépagny", "73282932000074"),
  ];
  const found = (q: string) => filtrer(entreprises, q).map(({ id }) => id);
  expect(found("mecanique")).toEqual(["a"]);
  expect(found("oeuv etrep")).toEqual(["b"]);
  expect(found("732 829 320")).toEqual(["b"]);
  expect(found("")).toEqual(["a", "b"]);
  expect(found("%")).toEqual(["a", "b"]);
  expect(found("nulle part")).toEqual([]);
});

test("lines in the order asked, ties by name", () => {
  const ligne = (id: string, nom: string, apprenants: number, du: string | null): LigneEntreprise => ({
    ...une(id, nom),
    apprenants,
    derniere: du === null ? null : { nom: "PFMP", du },
  });
  const lignes = [
    ligne("a", "Zinc", 2, null),
    ligne("b", "Écrou", 2, "2026-01-05"),
    ligne("c", "Fer", 5, "2026-11-09"),
  ];
  const order = (tri: "nom" | "apprenants" | "recente") =>
    trier(lignes, tri)
      .map(({ id }) => id)
      .join("");
  expect(order("nom")).toBe("bca");
  expect(order("apprenants")).toBe("cba");
  expect(order("recente")).toBe("cba");
});

test("the school’s own come first and are not proposed twice", () => {
  const interne = { ...une("a", "Dupont", "Rouen", "73282932000074"), tuteur: null } as Proposee;
  const officielle = (siret: string) => ({
    nom: "DUPONT",
    ville: "ROUEN",
    siret,
    adresse: "",
    codePostal: "",
    naf: "",
  });
  const found = reunir([interne], [officielle("73282932000074"), officielle("35600000000048")]);
  expect(found.map(({ id, siret }) => [id, siret])).toEqual([
    ["a", "73282932000074"],
    [null, "35600000000048"],
  ]);
});
