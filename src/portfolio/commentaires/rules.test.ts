import fc from "fast-check";
import { expect, test } from "vitest";
import { civil } from "#kernel/civil-date.ts";
import {
  type Conseil,
  conseilsAutourDe,
  conseilsSur,
  corriger,
  empreinteDe,
  idAncre,
  lieuDe,
  lieuxProposes,
  retirer,
} from "#portfolio/commentaires/rules.ts";

const A = "01a20915-2044-70e6-a075-ff380af0de89";
const contexte = {
  dossier: "d",
  semaines: [{ lundi: civil("2026-11-09"), numero: 1, horsPeriode: false }],
  activites: [{ id: A, titre: "Ressorts" }],
};

test("an anchor has a name and an address on the page where it is read", () => {
  expect(lieuDe("semaine:2026-11-09.fait", contexte)).toEqual({
    ancre: "semaine:2026-11-09.fait",
    nom: "Semaine 1 · Ce qui a été fait",
    adresse: "/dossiers/d/portfolio/semaines/2026-11-09#conseils-semaine-2026-11-09-fait",
  });
  expect(lieuDe(`activite:${A}`, contexte)?.nom).toBe("Activité « Ressorts »");
  expect(lieuDe("carte", contexte)?.adresse).toBe("/dossiers/d/portfolio/carte#conseils-carte");
  expect(lieuDe("", contexte)?.nom).toBe("Tout le portfolio");
});

test("what is not of this portfolio is no anchor, whatever is typed", () => {
  for (const ancre of [
    "semaine:2026-11-16",
    "semaine",
    "semaine:2026-11-09.",
    "semaine:2026-11-09.taches",
    "activite:01a20915-2044-70e6-a075-ff380af0de88",
    "presentation:x",
    "carte.x",
    "constructor",
    "toString",
    `reponse:${A}`,
    "../../x",
  ])
    expect([ancre, lieuDe(ancre, contexte)]).toEqual([ancre, null]);
  fc.assert(
    fc.property(fc.string(), (ancre) => {
      const lieu = lieuDe(ancre, contexte);
      expect(lieu === null || lieu.adresse.startsWith("/dossiers/d/portfolio/")).toBe(true);
    }),
  );
});

test("every place proposed is one, and each block has its own id", () => {
  const lieux = lieuxProposes(contexte);
  expect(lieux.map(({ ancre }) => ancre)).toEqual([
    "",
    "presentation",
    "carte",
    "organigramme",
    "semaine:2026-11-09",
    `activite:${A}`,
    "annexes",
  ]);
  expect(new Set(lieux.map(({ ancre }) => idAncre(ancre))).size).toBe(lieux.length);
});

const le = new Date("2026-11-23T09:00:00Z");
const dans = (minutes: number) => new Date(le.getTime() + minutes * 60_000);

test("words are put right by their author for fifteen minutes, taken back for ever", () => {
  const ecrit = { auteur: "h", le, retireLe: null };
  expect(corriger(ecrit, "h", dans(14)).ok).toBe(true);
  expect(corriger(ecrit, "h", dans(15))).toMatchObject({ code: "commentaire-lu" });
  expect(corriger({ ...ecrit, retireLe: dans(1) }, "h", dans(2)).ok).toBe(false);
  expect(corriger(ecrit, "autre", dans(1))).toMatchObject({ code: "commentaire-autrui" });
  expect(retirer(ecrit, "h").ok).toBe(true);
  expect(retirer(ecrit, "autre").ok).toBe(false);
});

test("the imprint of a text fits a form’s version and tells most texts apart", () => {
  fc.assert(
    fc.property(fc.string(), (texte) => {
      expect(String(empreinteDe(texte))).toMatch(/^\d{1,9}$/);
      expect(empreinteDe(`${texte}.`)).not.toBe(empreinteDe(texte));
    }),
  );
});

test("about a field, about an object and its fields; never those taken back, nor of a longer name", () => {
  const un = (id: string, ancre: string, retireLe: Date | null = null): Conseil => ({
    id,
    ancre,
    texte: "",
    auteur: { habilitation: "h", nom: "N", prenom: "P", role: "enseignant" },
    le,
    faitLe: null,
    retireLe,
    reponse: null,
  });
  const tous = [
    un("objet", "presentation"),
    un("champ", "presentation.effectif"),
    un("plus long", "presentation.effectifMaintenance"),
    un("retiré", "presentation.effectif", le),
    un("général", ""),
  ];
  const ids = (conseils: Conseil[]) => conseils.map(({ id }) => id);
  expect(ids(conseilsSur(tous, "presentation.effectif"))).toEqual(["champ"]);
  expect(ids(conseilsAutourDe(tous, "presentation"))).toEqual(["objet", "champ", "plus long"]);
  expect(ids(conseilsSur(tous, ""))).toEqual(["général"]);
});
