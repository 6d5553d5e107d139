import { expect, test } from "vitest";
import { lireFrance } from "#geographie/communes.ts";
import { contours } from "#geographie/contours.ts";
import { dedans, ecart, type Lieu2D } from "#geographie/lignes.ts";
import { hauteur } from "#geographie/point.ts";

const parCode = new Map(contours().map((contour) => [contour.code, contour]));
const KM_PAR_DEGRE = 111.32;

test("the outlines lie where the towns are: 99.5 % inside their department, the others at its very edge", () => {
  const villes = lireFrance().villes.filter(({ departement }) => parCode.has(departement));
  expect(villes.length).toBeGreaterThan(8_700);
  let dehors = 0;
  let pire = 0;
  let somme = 0;
  for (const ville of villes) {
    const ici: Lieu2D = [ville.longitude, -hauteur(ville.latitude)];
    const anneaux = parCode.get(ville.departement)?.anneaux ?? [];
    if (dedans(ici, anneaux)) continue;
    dehors++;
    const loin = Math.min(
      ...anneaux.flatMap((anneau) => anneau.map((p, i) => ecart(ici, p, anneau.at(i - 1) ?? p))),
    );
    const km = loin * KM_PAR_DEGRE * Math.cos((ville.latitude * Math.PI) / 180);
    somme += km;
    pire = Math.max(pire, km);
  }
  // measured: 30 towns of 8,836, 0.6 km from the line on average; the worst is an island that is not drawn (Groix, 6.7 km)
  expect(dehors).toBeLessThan(45);
  expect(somme / dehors).toBeLessThan(1);
  expect(pire).toBeLessThan(7);
}, 30_000);

test("capes of the coast are where charts have them, within four kilometres", () => {
  const tous = contours().flatMap(({ anneaux }) => anneaux.flat());
  const caps = [
    { nom: "cap de la Hague", latitude: 49.73, longitude: -1.94 },
    { nom: "cap Gris-Nez", latitude: 50.87, longitude: 1.58 },
    { nom: "cap Corse", latitude: 43.01, longitude: 9.4 },
    { nom: "cap d’Antifer", latitude: 49.69, longitude: 0.165 },
  ];
  for (const { nom, latitude, longitude } of caps) {
    const loin = Math.min(...tous.map(([x, y]) => Math.hypot(x - longitude, y + hauteur(latitude))));
    expect(loin * KM_PAR_DEGRE * Math.cos((latitude * Math.PI) / 180), nom).toBeLessThan(4);
  }
});
