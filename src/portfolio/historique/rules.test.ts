import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Conseil } from "#portfolio/commentaires/rules.ts";
import { ecarts, type Morceau } from "#portfolio/historique/ecarts.ts";
import { champsDe, etatsDe } from "#portfolio/historique/rules.ts";

const sans = (morceaux: readonly Morceau[], sorte: Morceau["sorte"]) =>
  morceaux
    .filter((one) => one.sorte !== sorte)
    .map(({ texte }) => texte)
    .join("");

describe("what changed from a text to another", () => {
  test("words, not letters; what goes before what comes", () => {
    expect(ecarts("J’ai changé le capteur.", "J’ai remplacé le capteur photoélectrique.")).toEqual([
      { sorte: "egal", texte: "J’ai " },
      { sorte: "retire", texte: "changé" },
      { sorte: "ajoute", texte: "remplacé" },
      { sorte: "egal", texte: " le capteur" },
      { sorte: "ajoute", texte: " photoélectrique" },
      { sorte: "egal", texte: "." },
    ]);
    expect(ecarts("", "Tout")).toEqual([{ sorte: "ajoute", texte: "Tout" }]);
    expect(ecarts("Égal", "Égal")).toEqual([{ sorte: "egal", texte: "Égal" }]);
    expect(ecarts("", "")).toEqual([]);
  });

  test("both texts are always found again, and what is common is kept", () => {
    const text = fc
      .array(fc.constantFrom("a", "b", "l’", "é", " ", "\n", ".", "🔧"))
      .map((all) => all.join(""));
    fc.assert(
      fc.property(text, text, (avant, apres) => {
        const found = ecarts(avant, apres);
        expect(sans(found, "ajoute")).toBe(avant);
        expect(sans(found, "retire")).toBe(apres);
        // stretches are whole: two of a kind never follow each other
        for (const [index, one] of found.entries()) expect(one.sorte).not.toBe(found[index + 1]?.sorte);
      }),
    );
  });

  test("a word put in anywhere leaves all the others untouched", () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,5}$/), { maxLength: 30 }), fc.nat(30), (words, at) => {
        const avec = [...words];
        avec.splice(Math.min(at, words.length), 0, "NOUVEAU");
        const found = ecarts(words.join(" "), avec.join(" "));
        expect(sans(found, "ajoute")).toBe(words.join(" "));
        expect(found.filter(({ sorte }) => sorte === "retire")).toEqual([]);
      }),
    );
  });

  test("two long texts that have nothing in common are answered at once", () => {
    const long = (seed: string) => Array.from({ length: 3_000 }, (_, n) => `${seed}${n}`).join(" ");
    const start = performance.now();
    const found = ecarts(long("a"), long("b"));
    expect(performance.now() - start).toBeLessThan(1_000);
    expect([sans(found, "ajoute"), sans(found, "retire")]).toEqual([long("a"), long("b")]);
  });
});

const par = { nom: "Aïssani", prenom: "Carole" };
const a = (heure: number) => new Date(Date.UTC(2026, 10, 23, heure));
const conseil = (id: string, le: Date): Conseil => ({
  id,
  ancre: "",
  texte: "",
  auteur: { habilitation: "h", nom: "N", prenom: "P", role: "enseignant" },
  le,
  faitLe: null,
  retireLe: null,
  reponse: null,
});

test("each state knows its sitting and the comments that came before the next one", () => {
  const etats = etatsDe(
    [
      { version: 1, contenu: { fait: "un" }, le: a(9), par },
      { version: 4, contenu: { fait: "deux" }, le: a(14), par },
    ],
    { contenu: { fait: "trois" }, version: 6, modifieLe: a(15) },
    [conseil("avant", a(8)), conseil("entre", a(10)), conseil("juste", a(14)), conseil("apres", a(16))],
  );
  expect(
    etats.map(({ version, ecrit, conseils }) => [version, ecrit?.le ?? null, conseils.map(({ id }) => id)]),
  ).toEqual([
    [1, null, ["avant"]],
    [4, a(9), ["entre"]],
    [6, a(14), ["juste", "apres"]],
  ]);
});

test("the fields in the order of the form, empty ones left out, lists in words", () => {
  const libelles = { fait: "Ce qui a été fait", aime: "Ce qui a plu", taches: "Tâches" };
  expect(champsDe({ fait: "a", aime: "" }, { fait: "b", taches: ["A1T1", "A2T1"] }, libelles)).toEqual([
    { nom: "fait", libelle: "Ce qui a été fait", avant: "a", apres: "b" },
    { nom: "taches", libelle: "Tâches", avant: "", apres: "A1T1, A2T1" },
  ]);
});
