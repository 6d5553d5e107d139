import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkReferentiel, parseJson } from "#referentiel/check.ts";
import { loadLivres } from "#referentiel/load.ts";
import { resolveReferentiel } from "#referentiel/resolve.ts";

const { defauts } = loadLivres("referentiels");
const melec = () => JSON.parse(readFileSync("referentiels/melec.json", "utf8"));
const problemes = (content: unknown): string[] => {
  const read = checkReferentiel(content);
  return read.ok ? [] : read.problemes.map((text) => text.replaceAll("\u00a0", " "));
};
const small = (change: Record<string, unknown> = {}) => ({
  code: "essai",
  sigle: "ESSAI",
  diplome: "CAP",
  specialite: "Essai",
  niveauxClasse: [{ code: "1CAP", intitule: "1re année" }],
  activites: [{ code: "A1", intitule: "Activité", taches: [{ code: "T1", intitule: "Tâche" }] }],
  competences: [{ code: "C1", intitule: "Compétence" }],
  ...change,
});

describe("a file sent by somebody", () => {
  it("is accepted when it is one of those shipped, or a small one", () => {
    expect(problemes(melec())).toEqual([]);
    expect(problemes(small())).toEqual([]);
  });

  it("whose codes are names of a language's own objects, markup or too long is refused", () => {
    for (const code of [
      "__proto__",
      "constructor",
      "toString",
      "<b>",
      'a"b',
      "a\nb",
      "x".repeat(21),
      " C1",
      "",
    ])
      expect(problemes(small({ competences: [{ code, intitule: "Compétence" }] })), code).not.toEqual([]);
    for (const code of ["MSPC", "../mspc", "constructor", "a b"])
      expect(problemes(small({ code })), code).not.toEqual([]);
  });

  it("that carries __proto__ changes no other object", () => {
    const read = checkReferentiel(
      JSON.parse(
        `{"__proto__": {"pollue": true}, "constructor": {"prototype": {"pollue": true}}, ${JSON.stringify(small()).slice(1)}`,
      ),
    );
    expect(read.ok).toBe(true);
    expect(({} as Record<string, unknown>).pollue).toBeUndefined();
    if (read.ok) expect(resolveReferentiel(read.value, defauts)).not.toHaveProperty("pollue");
  });

  it("that the database could not keep (NUL, half a character) is refused with its place", () => {
    for (const intitule of ["a\u0000b", "a\ud800b", "a\u0007b"])
      expect(problemes(small({ competences: [{ code: "C1", intitule }] }))).toEqual([
        "competences[1].intitule contient des caractères illisibles",
      ]);
  });

  it("of a thousand times a diploma, or thousands of levels deep, is refused without waiting", () => {
    const many = Array.from({ length: 60_000 }, (_, n) => ({ code: `C${n}`, intitule: "x" }));
    const start = performance.now();
    expect(problemes(small({ competences: many }))).toEqual(["competences dépasse 200 éléments"]);
    const links = Array.from({ length: 2_900 }, () => ({ tache: "T1", competence: "C1" }));
    expect(problemes(small({ matriceTachesCompetences: links }))).toEqual([
      "matrice : le code « T1 → C1 » est donné plusieurs fois",
    ]);
    const deep = parseJson(`{"code": ${"[".repeat(200_000)}${"]".repeat(200_000)}}`);
    if (deep.ok) expect(problemes(deep.value)).not.toEqual([]);
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  it("that is not an object is refused in words", () => {
    for (const content of [null, 12, "texte", [], true])
      expect(problemes(content)).toEqual(["le fichier doit être un objet"]);
    expect(parseJson("{ pas du JSON")).toEqual({
      ok: false,
      problemes: ["le fichier n’est pas du JSON lisible"],
    });
  });
});
