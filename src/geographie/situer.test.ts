import fc from "fast-check";
import { expect, test } from "vitest";
import { lireFrance } from "#geographie/communes.ts";
import { cle, sansArticle } from "#geographie/noms.ts";
import { distance, type Point } from "#geographie/point.ts";
import { type Situation, situer } from "#geographie/situer.ts";

const france = lireFrance();

const trouve = (codePostal: string, ville: string): Situation => {
  const found = situer(france, { codePostal, ville });
  if (typeof found === "string") throw new Error(`${codePostal} ${ville}: ${found}`);
  return found;
};
const a = (latitude: number, longitude: number): Point => ({ latitude, longitude });

test("a name is compared without accents, œ, hyphens, St, CEDEX and arrondissements", () => {
  const pareils = [
    ["Saint-Étienne-du-Rouvray", "ST ETIENNE DU ROUVRAY CEDEX 3"],
    ["Schœlcher", "schoelcher"],
    ["Sainte-Mère-Église", "Ste Mère Eglise"],
    ["Paris 13e Arrondissement", "PARIS 13ème"],
    ["Paris 5e Arrondissement", "Paris 05"],
    ["Le Tréport", "Treport (le)"],
    ["L'Étang-Salé", "L’Etang Salé"],
    ["Châlons-sur-Marne", "Chalons s/ Marne"],
  ];
  for (const [officiel = "", tape = ""] of pareils)
    expect(sansArticle(cle(tape)), tape).toBe(sansArticle(cle(officiel)));
  expect(cle("Sainte-Anne")).not.toBe(cle("Saint-Anne"));
});

test("towns of Normandy, with their centre", () => {
  const elbeuf = trouve("76500", "Elbeuf");
  expect(elbeuf).toMatchObject({
    commune: "Elbeuf",
    departement: "Seine-Maritime",
    codeDepartement: "76",
    incertitude: 0,
  });
  expect(distance(elbeuf.point, a(49.287, 1.003))).toBeLessThan(1);
  for (const ville of ["Saint-Étienne-du-Rouvray", "St Etienne du Rouvray cedex", "SAINT ETIENNE DU ROUVRAI"])
    expect(distance(trouve("76800", ville).point, a(49.379, 1.105))).toBeLessThan(2);
  expect(trouve("76470", "TREPORT (LE)")).toMatchObject({ commune: "Le Tréport", incertitude: 0 });
});

test("overseas: each island its own, towns of the same name apart", () => {
  const fortDeFrance = trouve("97200", "Fort-de-France");
  expect(fortDeFrance).toMatchObject({ commune: "Fort-de-France", departement: "Martinique" });
  expect(distance(fortDeFrance.point, a(14.604, -61.074))).toBeLessThan(1);
  const reunion = trouve("97400", "Saint-Denis");
  expect(reunion).toMatchObject({ codeDepartement: "974", departement: "La Réunion", incertitude: 0 });
  expect(distance(reunion.point, a(-20.882, 55.45))).toBeLessThan(1);
  expect(trouve("93200", "Saint-Denis").codeDepartement).toBe("93");
  for (const [code, ville, departement] of [
    ["97600", "Mamoudzou", "Mayotte"],
    ["97300", "Cayenne", "Guyane"],
    ["97110", "Pointe-à-Pitre", "Guadeloupe"],
    ["97500", "Saint-Pierre", "Saint-Pierre-et-Miquelon"],
    ["20000", "Ajaccio", "Corse-du-Sud"],
  ] as const)
    expect(trouve(code, ville).departement).toBe(departement);
});

test("an arrondissement is known by its postcode; its point is that of the town, which is said", () => {
  for (const ville of ["Paris", "Paris 13e", "PARIS CEDEX 13", ""])
    expect(trouve("75013", ville)).toMatchObject({ commune: "Paris 13e Arrondissement", incertitude: 5 });
});

test("a CEDEX postcode, or one with a wrong figure: the town is looked for in the department", () => {
  // 42008 and 76175 are on no map
  expect(trouve("42008", "St Etienne cedex 2")).toMatchObject({ commune: "Saint-Étienne", incertitude: 0 });
  expect(trouve("76175", "ROUEN CEDEX")).toMatchObject({ commune: "Rouen", incertitude: 0 });
  expect(trouve("76000", "Elbeuf").commune).toBe("Elbeuf");
});

test("an unknown town with a postcode is placed among its communes; the doubt is said", () => {
  const hameau = trouve("76500", "Zone artisanale");
  expect(hameau).toMatchObject({ commune: "", departement: "Seine-Maritime", incertitude: 6 });
  expect(distance(hameau.point, a(49.287, 1.003))).toBeLessThan(6);
  expect(trouve("76999", "Nulle Part")).toMatchObject({ departement: "Seine-Maritime", incertitude: 40 });
});

test("without a postcode: a name that is alone, or by far the largest; else it is said why not", () => {
  expect(trouve("", "Elbeuf").commune).toBe("Elbeuf");
  expect(trouve("", "Rouen").departement).toBe("Seine-Maritime");
  expect(situer(france, { codePostal: "", ville: "Sainte-Colombe" })).toBe("ambigue");
  expect(situer(france, { codePostal: "", ville: "Xyzville" })).toBe("inconnue");
  expect(situer(france, { codePostal: "", ville: " " })).toBe("vide");
  expect(situer(france, { codePostal: "00000", ville: "Xyzville" })).toBe("inconnue");
});

test("communes of all France are placed in its department, most at their own centre", () => {
  const actuelles = france.communes.filter(({ englobante, population }) => !englobante && population > 0);
  const aucune: string[] = [];
  let centres = 0;
  for (const [i, commune] of actuelles.entries()) {
    if (i % 150 !== 0) continue;
    const found = situer(france, { codePostal: commune.codesPostaux[0] ?? "", ville: commune.nom });
    if (typeof found === "string" || found.commune !== commune.nom) aucune.push(commune.nom);
    else if (found.incertitude === 0) centres++;
  }
  expect(aucune).toEqual([]);
  expect(centres).toBeGreaterThan(50);
});

test("whatever is typed, the answer is a place on Earth or a reason, quickly", () => {
  const debut = performance.now();
  let asked = 0;
  fc.assert(
    fc.property(
      fc.string({ maxLength: 60, unit: "grapheme" }),
      fc.stringMatching(/^\d{0,6}$/),
      (ville, codePostal) => {
        asked++;
        const found = situer(france, { codePostal, ville });
        if (typeof found === "string") return ["vide", "inconnue", "ambigue"].includes(found);
        return Math.abs(found.point.latitude) < 90 && Math.abs(found.point.longitude) <= 180;
      },
    ),
  );
  expect((performance.now() - debut) / asked).toBeLessThan(40);
});
