import type { Lieu2D } from "#geographie/lignes.ts";
import { hauteur, type Point, parallele } from "#geographie/point.ts";

/** A piece of a Mercator map: where its upper left corner lies, and pixels for a degree. */
export type Cadre = {
  ouest: number;
  /** the `hauteur` of its upper edge */
  nord: number;
  parDegre: number;
  largeur: number;
  hauteur: number;
};

/** Drawn for a wide page, for a phone, or for a document. */
export const TAILLES = {
  large: { largeur: 770, hauteur: 440 },
  etroite: { largeur: 345, hauteur: 400 },
} as const;
export type Taille = keyof typeof TAILLES;

/**
 * How much country one sees: kilometres across the wide drawing (the narrow one shows a little more than half). « rue » says
 * something only over a map of streets (`fond-de-carte.ts`).
 */
export const ECHELLES = { rue: 4, proche: 36, secteur: 90, region: 280 } as const;
export type Echelle = keyof typeof ECHELLES;

const KM_PAR_DEGRE = 111.32;
const kmParDegre = (latitude: number) => KM_PAR_DEGRE * Math.cos((latitude * Math.PI) / 180);

/** A drawing with this point in its middle, a little below: the pin and its name stand above it. */
export function cadreAutour(centre: Point, taille: Taille, echelle: Echelle): Cadre {
  const { largeur, hauteur: haut } = TAILLES[taille];
  const km = ECHELLES[echelle] * (taille === "large" ? 1 : 0.56);
  const parDegre = (largeur / km) * kmParDegre(centre.latitude);
  return {
    ouest: centre.longitude - largeur / 2 / parDegre,
    nord: hauteur(centre.latitude) + (haut * 0.52) / parDegre,
    parDegre,
    largeur,
    hauteur: haut,
  };
}

/**
 * The drawing that holds all these points with room around them, never nearer than 24 km across; null without any.
 * @param marge in pixels, for what stands around a point
 */
export function cadreDe(points: readonly Point[], taille: Taille, marge = 60): Cadre | null {
  if (points.length === 0) return null;
  const { largeur, hauteur: haut } = TAILLES[taille];
  const longitudes = points.map(({ longitude }) => longitude);
  const hauteurs = points.map(({ latitude }) => hauteur(latitude));
  const [ouest, est] = [Math.min(...longitudes), Math.max(...longitudes)];
  const [sud, nord] = [Math.min(...hauteurs), Math.max(...hauteurs)];
  const milieu = (sud + nord) / 2;
  const parDegre = Math.min(
    (largeur - 2 * marge) / Math.max(est - ouest, 1e-9),
    (haut - 2 * marge) / Math.max(nord - sud, 1e-9),
    (largeur / 24) * kmParDegre(parallele(milieu)),
  );
  return {
    ouest: (ouest + est) / 2 - largeur / 2 / parDegre,
    nord: milieu + haut / 2 / parDegre,
    parDegre,
    largeur,
    hauteur: haut,
  };
}

/** Where a point falls on the drawing, in pixels. */
export const versPixels = (cadre: Cadre, { latitude, longitude }: Point): Lieu2D => [
  (longitude - cadre.ouest) * cadre.parDegre,
  (cadre.nord - hauteur(latitude)) * cadre.parDegre,
];

/** Pixels for a kilometre, in the middle of the drawing. */
export function pixelsParKm(cadre: Cadre): number {
  const latitude = parallele(cadre.nord - cadre.hauteur / 2 / cadre.parDegre);
  return cadre.parDegre / kmParDegre(latitude);
}

/** The round length a scale bar shows: at most a quarter of the drawing. */
export function barreEchelle(cadre: Cadre): { mots: string; pixels: number } {
  const parKm = pixelsParKm(cadre);
  const km = [200, 100, 50, 20, 10, 5, 2, 1, 0.5].find((n) => n * parKm <= cadre.largeur / 4) ?? 0.2;
  return { mots: km < 1 ? `${km * 1_000} m` : `${km} km`, pixels: km * parKm };
}
