import type { Cadre } from "#geographie/cadre.ts";

/** A square of the world's map of streets: the zoom doubles the squares, columns go east from −180°, lines go south. */
export type Tuile = { zoom: number; colonne: number; ligne: number };

/** Below, the drawing says as much; above, there is nothing more to see. */
export const ZOOMS = { min: 6, max: 17 } as const;

const COTE = 256;

/** Whether the world has such a square, at a zoom that we show. */
export const existe = ({ zoom, colonne, ligne }: Tuile): boolean =>
  Number.isInteger(zoom) &&
  zoom >= ZOOMS.min &&
  zoom <= ZOOMS.max &&
  [colonne, ligne].every((n) => Number.isInteger(n) && n >= 0 && n < 2 ** zoom);

/** Where a square lies on the drawing, in pixels. */
export type TuilePlacee = Tuile & { x: number; y: number; cote: number };

/** The squares that cover a drawing, at the zoom whose own size is nearest: both maps are the same Mercator. */
export function tuilesDe(cadre: Cadre): TuilePlacee[] {
  const voulu = Math.round(Math.log2((360 * cadre.parDegre) / COTE));
  const zoom = Math.max(ZOOMS.min, Math.min(ZOOMS.max, voulu));
  const degres = 360 / 2 ** zoom;
  const cote = degres * cadre.parDegre;
  const gauche = (-180 - cadre.ouest) * cadre.parDegre;
  const haut = (cadre.nord - 180) * cadre.parDegre;
  const tuiles: TuilePlacee[] = [];
  for (let ligne = Math.floor(-haut / cote); haut + ligne * cote < cadre.hauteur; ligne++)
    for (let colonne = Math.floor(-gauche / cote); gauche + colonne * cote < cadre.largeur; colonne++)
      tuiles.push({ zoom, colonne, ligne, x: gauche + colonne * cote, y: haut + ligne * cote, cote });
  return tuiles.filter(existe);
}
