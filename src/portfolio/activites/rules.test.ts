import fc from "fast-check";
import { expect, test } from "vitest";
import { competencesOffertes, copieDe, deplacer, estProposee } from "#portfolio/activites/rules.ts";
import type { Referentiel } from "#referentiel/types.ts";

const competence = (code: string, mobilisee = true) => ({ code, intitule: `Savoir ${code}`, mobilisee });
const lien = (tache: string, competence: string) => ({ tache, competence, poids: 1, indicative: true });
const ref = {
  competences: [competence("C1"), competence("C2"), competence("C9", false)],
  matrice: [lien("A1T1", "C2"), lien("A1T2", "C2"), lien("A1T2", "C1"), lien("A9T9", "C1")],
} as unknown as Referentiel;

test("every competence worked is offered, with the tasks that propose it; one named long ago stays", () => {
  const { liste, indicative } = competencesOffertes(ref, ["A1T1", "A1T2"], ["DISPARUE"]);
  expect(indicative).toBe(true);
  expect(liste).toEqual([
    { code: "C1", intitule: "Savoir C1", taches: ["A1T2"] },
    { code: "C2", intitule: "Savoir C2", taches: ["A1T1", "A1T2"] },
    { code: "DISPARUE", intitule: "DISPARUE", taches: [] },
  ]);
  expect(liste.map((one) => estProposee(one, ["A1T1"]))).toEqual([false, true, false]);
});

test("one place up or down; nothing moves at the ends, nothing is lost or made", () => {
  expect(deplacer(["a", "b", "c"], "b", -1)).toEqual(["b", "a", "c"]);
  expect(deplacer(["a", "b", "c"], "b", 1)).toEqual(["a", "c", "b"]);
  expect(deplacer(["a", "b"], "a", -1)).toEqual(["a", "b"]);
  expect(deplacer(["a", "b"], "b", 1)).toEqual(["a", "b"]);
  expect(deplacer(["a", "b"], "z", 1)).toEqual(["a", "b"]);
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.string(), { minLength: 1 }),
      fc.nat(),
      fc.constantFrom(-1, 1),
      (ids, n, pas) => {
        const id = ids[n % ids.length]!;
        const moved = deplacer(ids, id, pas as -1 | 1);
        expect([...moved].sort()).toEqual([...ids].sort());
        const back = deplacer(moved, id, -pas as -1 | 1);
        if (moved.indexOf(id) !== ids.indexOf(id)) expect(back).toEqual(ids);
      },
    ),
  );
});

test("a copy says so in its title, which still fits", () => {
  expect(copieDe({ titre: "Graissage", causes: "Usure" }, 200)).toEqual({
    titre: "Graissage (copie)",
    causes: "Usure",
  });
  expect((copieDe({ titre: "a".repeat(200) }, 200).titre as string).length).toBe(200);
});
