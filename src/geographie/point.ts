/** A place on Earth, in degrees (WGS 84). */
export type Point = { latitude: number; longitude: number };

const RAYON = 6371;
const rad = (degres: number) => (degres * Math.PI) / 180;
const deg = (radians: number) => (radians * 180) / Math.PI;

/** Kilometres between two points, as the crow flies. */
export function distance(a: Point, b: Point): number {
  const h =
    Math.sin(rad(b.latitude - a.latitude) / 2) ** 2 +
    Math.cos(rad(a.latitude)) * Math.cos(rad(b.latitude)) * Math.sin(rad(b.longitude - a.longitude) / 2) ** 2;
  return 2 * RAYON * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** The height of a parallel on a Mercator map, in degrees of longitude at the equator. */
export const hauteur = (latitude: number): number => deg(Math.log(Math.tan(Math.PI / 4 + rad(latitude) / 2)));

/** The parallel at a height of the map: the inverse of `hauteur`. */
export const parallele = (hauteur: number): number =>
  deg(2 * Math.atan(Math.exp(rad(hauteur))) - Math.PI / 2);

export const DIRECTIONS = ["nord", "sud", "est", "ouest"] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** The point so many metres away; beyond the poles and the antimeridian it stays at the edge. */
export function deplacer({ latitude, longitude }: Point, vers: Direction, metres: number): Point {
  const pas = deg(metres / 1000 / RAYON);
  const sens = vers === "nord" || vers === "est" ? pas : -pas;
  if (vers === "nord" || vers === "sud")
    return { latitude: Math.max(-85, Math.min(85, latitude + sens)), longitude };
  const large = sens / Math.max(0.01, Math.cos(rad(latitude)));
  return { latitude, longitude: Math.max(-180, Math.min(180, longitude + large)) };
}

/** The mean of several points, and how far the farthest of them lies, in kilometres; null without any. */
export function milieu(points: readonly Point[]): { point: Point; rayon: number } | null {
  if (points.length === 0) return null;
  const point = {
    latitude: points.reduce((somme, p) => somme + p.latitude, 0) / points.length,
    longitude: points.reduce((somme, p) => somme + p.longitude, 0) / points.length,
  };
  return { point, rayon: Math.max(...points.map((p) => distance(point, p))) };
}

/** Five decimals are a metre: more would promise what nobody measured. */
export const arrondi = ({ latitude, longitude }: Point): Point => ({
  latitude: Number(latitude.toFixed(5)),
  longitude: Number(longitude.toFixed(5)),
});
