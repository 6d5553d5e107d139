import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  appliquer,
  type Commande,
  changements,
  descendance,
  equipeDe,
  lignesDe,
  modele,
  NIVEAUX_MAX,
  POSTES_MAX,
  type Poste,
  placesPossibles,
  verifie,
} from "#portfolio/organigramme/rules.ts";

let n = 0;
const nouveau = () => `p${++n}`;
const poste = (id: string, parent: string | null, rang: number, nom = ""): Poste => ({
  id,
  parent,
  rang,
  fonction: `Fonction ${id}`,
  nom,
});
/** a ─ b (c, d ─ e), f */
const petit = [
  poste("a", null, 1),
  poste("b", "a", 1),
  poste("c", "b", 1),
  poste("d", "b", 2),
  poste("e", "d", 1),
  poste("f", "a", 2),
];
const ids = (postes: readonly Poste[]) =>
  lignesDe(postes)
    .map((ligne) => `${ligne.niveau}${ligne.id}`)
    .join(" ");
const apres = (postes: readonly Poste[], commande: Commande): Poste[] => {
  const decision = appliquer(postes, commande);
  if (!decision.ok) throw new Error(decision.code);
  return decision.value;
};
const refus = (postes: readonly Poste[], commande: Commande) => {
  const decision = appliquer(postes, commande);
  return decision.ok ? "ok" : decision.code;
};

describe("one act at a time", () => {
  test("a post is added last under its own, at the head when asked", () => {
    const saisie = { fonction: "Magasinier", nom: "" };
    expect(ids(apres(petit, { faire: "ajouter", id: "x", sous: "b", ...saisie }))).toBe(
      "1a 2b 3c 3d 4e 3x 2f",
    );
    expect(ids(apres(petit, { faire: "ajouter", id: "x", sous: null, ...saisie }))).toBe(
      "1a 2b 3c 3d 4e 2f 1x",
    );
  });
  test("up and down among its own neighbours; the first stays first", () => {
    expect(ids(apres(petit, { faire: "monter", poste: "d" }))).toBe("1a 2b 3d 4e 3c 2f");
    expect(ids(apres(petit, { faire: "descendre", poste: "b" }))).toBe("1a 2f 2b 3c 3d 4e");
    expect(apres(petit, { faire: "monter", poste: "b" })).toEqual(
      apres(petit, { faire: "descendre", poste: "f" }),
    );
  });
  test("moved under another with all it leads; never under itself or what it leads", () => {
    expect(ids(apres(petit, { faire: "deplacer", poste: "d", sous: "f" }))).toBe("1a 2b 3c 2f 3d 4e");
    expect(ids(apres(petit, { faire: "deplacer", poste: "d", sous: null }))).toBe("1a 2b 3c 2f 1d 2e");
    for (const sous of ["b", "c", "e"])
      expect(refus(petit, { faire: "deplacer", poste: "b", sous })).toBe("postes-boucle");
    expect(refus(petit, { faire: "deplacer", poste: "b", sous: "zz" })).toBe("poste-sous");
  });
  test("taken out: those under it come up in its place, or leave with it", () => {
    expect(ids(apres(petit, { faire: "retirer", poste: "b", dessous: "remonter" }))).toBe("1a 2c 2d 3e 2f");
    expect(ids(apres(petit, { faire: "retirer", poste: "b", dessous: "retirer" }))).toBe("1a 2f");
    expect(ids(apres(petit, { faire: "retirer", poste: "a", dessous: "remonter" }))).toBe("1b 2c 2d 3e 1f");
  });
  test("the 61st post and the ninth level are refused with the reason", () => {
    const plein = Array.from({ length: POSTES_MAX }, (_, i) => poste(`p${i}`, i ? "p0" : null, i || 1));
    const saisie = { fonction: "De trop", nom: "" };
    expect(refus(plein, { faire: "ajouter", id: "x", sous: null, ...saisie })).toBe("postes-max");
    const profond = Array.from({ length: NIVEAUX_MAX }, (_, i) => poste(`p${i}`, i ? `p${i - 1}` : null, 1));
    expect(refus(profond, { faire: "ajouter", id: "x", sous: "p7", ...saisie })).toBe("niveaux-max");
    // one that leads another needs two levels
    expect(
      placesPossibles(
        [
          ...profond.slice(0, 7),
          ...petit.slice(3, 5).map((p, i) => (i ? p : { ...p, parent: null, rang: 2 })),
        ],
        "d",
      ).map(({ id }) => id),
    ).toEqual(["p0", "p1", "p2", "p3", "p4", "p5"]);
  });
  test("a model never covers what is drawn", () => {
    const postes = modele("Stagiaire", nouveau);
    expect(refus(petit, { faire: "modele", postes })).toBe("modele-trop-tard");
    expect(apres([], { faire: "modele", postes })).toHaveLength(7);
    // the service the learner is in, with all it leads
    const fonctions = postes.filter(({ id }) => equipeDe(postes).has(id)).map(({ fonction }) => fonction);
    expect(fonctions).toEqual(["Responsable de maintenance", "Technicien de maintenance", "Stagiaire"]);
  });
  test("a whole tree that comes back from a page is checked", () => {
    expect(verifie([poste("a", "b", 1), poste("b", "a", 1)]).ok).toBe(false);
    expect(verifie([poste("a", null, 1), poste("a", null, 2)]).ok).toBe(false);
    expect(verifie([poste("a", "ailleurs", 1)]).ok).toBe(false);
    expect(verifie(petit)).toEqual({
      ok: true,
      value: apres(petit, { faire: "deplacer", poste: "b", sous: "a" }),
    });
  });
});

test("what another device did is told", () => {
  const deux = apres(petit, { faire: "modifier", poste: "c", fonction: "Cheffe", nom: "A. Petit" });
  expect(changements(petit, deux)).toEqual(["modifié : « Fonction c » est devenu « Cheffe, A. Petit »"]);
  expect(changements(petit, apres(petit, { faire: "deplacer", poste: "d", sous: "f" }))).toEqual([
    "déplacé : « Fonction d » sous « Fonction f »",
  ]);
  expect(changements(petit, apres(petit, { faire: "retirer", poste: "f", dessous: "retirer" }))).toEqual([
    "retiré : « Fonction f »",
  ]);
  expect(changements(petit, petit)).toEqual([]);
});

/** A press of any button on any post, sensible or not. */
const geste = fc.record({
  faire: fc.constantFrom("ajouter", "modifier", "monter", "descendre", "deplacer", "retirer"),
  qui: fc.nat(70),
  ou: fc.option(fc.nat(70)),
  dessous: fc.constantFrom("remonter", "retirer"),
});

test("whatever is pressed, the tree stays one: no circle, contiguous ranks, within its bounds", () => {
  fc.assert(
    fc.property(fc.array(geste, { maxLength: 120 }), (gestes) => {
      let postes: Poste[] = modele("Stagiaire", nouveau);
      for (const { faire, qui, ou, dessous } of gestes) {
        const id = postes[qui % Math.max(postes.length, 1)]?.id ?? "personne";
        const cible = ou === null ? null : (postes[ou % Math.max(postes.length, 1)]?.id ?? "personne");
        const decision = appliquer(postes, {
          faire,
          id: nouveau(),
          poste: id,
          sous: cible,
          dessous,
          fonction: "Poste",
          nom: "",
        } as Commande);
        if (!decision.ok) continue;
        const avant = postes;
        postes = decision.value;
        const lignes = lignesDe(postes);
        expect(lignes).toHaveLength(postes.length);
        expect(lignes.every(({ rang, place, niveau }) => rang === place && niveau <= NIVEAUX_MAX)).toBe(true);
        expect(postes.length).toBeLessThanOrEqual(POSTES_MAX);
        const partis =
          faire === "retirer" ? 1 + (dessous === "retirer" ? descendance(avant, id).length : 0) : 0;
        expect(postes.length).toBe(avant.length + (faire === "ajouter" ? 1 : 0) - partis);
      }
    }),
    { numRuns: 60 },
  );
});
