import fc from "fast-check";
import { expect, test } from "vitest";
import { type Cadre, cadreAutour, ECHELLES, type Echelle, TAILLES, versPixels } from "#geographie/cadre.ts";
import { parallele } from "#geographie/point.ts";
import { existe, type TuilePlacee, tuilesDe, ZOOMS } from "#geographie/tuiles.ts";

const cadres = fc
  .record({
    latitude: fc.double({ min: -22, max: 52, noNaN: true }),
    longitude: fc.double({ min: -64, max: 57, noNaN: true }),
    taille: fc.constantFrom(...(Object.keys(TAILLES) as (keyof typeof TAILLES)[])),
    echelle: fc.constantFrom(...(Object.keys(ECHELLES) as Echelle[])),
  })
  .map(({ taille, echelle, ...point }): Cadre => cadreAutour(point, taille, echelle));

/** The upper left corner of a square, from the definition of the grid itself. */
const coin = ({ zoom, colonne, ligne }: TuilePlacee) => ({
  longitude: (colonne / 2 ** zoom) * 360 - 180,
  latitude: parallele(180 - (ligne / 2 ** zoom) * 360),
});

test("the squares cover the drawing whole, each where its own corner falls, at about its own size", () => {
  fc.assert(
    fc.property(
      cadres,
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (cadre, dx, dy) => {
        const tuiles = tuilesDe(cadre);
        expect(tuiles.length).toBeLessThanOrEqual(30);
        const [px, py] = [dx * cadre.largeur, dy * cadre.hauteur];
        const dessous = tuiles.filter(
          ({ x, y, cote }) =>
            px >= x - 1e-6 && px <= x + cote + 1e-6 && py >= y - 1e-6 && py <= y + cote + 1e-6,
        );
        expect(dessous.length).toBeGreaterThan(0);
        for (const tuile of tuiles) {
          const [x, y] = versPixels(cadre, coin(tuile));
          expect([tuile.x - x, tuile.y - y].every((ecart) => Math.abs(ecart) < 0.01)).toBe(true);
          expect(tuile.cote).toBeGreaterThan(180);
          expect(tuile.cote).toBeLessThan(365);
        }
      },
    ),
  );
});

test("a square that the world does not have, or at a zoom we do not show, is none", () => {
  expect(existe({ zoom: 12, colonne: 2067, ligne: 1403 })).toBe(true);
  for (const tuile of [
    { zoom: ZOOMS.min - 1, colonne: 0, ligne: 0 },
    { zoom: ZOOMS.max + 1, colonne: 0, ligne: 0 },
    { zoom: 8, colonne: 256, ligne: 0 },
    { zoom: 8, colonne: 0, ligne: -1 },
    { zoom: 8.5, colonne: 0, ligne: 0 },
    { zoom: 8, colonne: Number.NaN, ligne: 0 },
  ])
    expect(existe(tuile)).toBe(false);
});
