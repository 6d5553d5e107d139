import type { France, Ville } from "#geographie/communes.ts";
import { distance, type Point } from "#geographie/point.ts";
import type { Situation } from "#geographie/situer.ts";
import { de } from "#kernel/french.ts";

/** What a map tells, for who does not see it; the same words stand beside the drawing and under it in documents. */

const NBSP = "\u00a0";
const ARTICLES: readonly [RegExp, de: string, a: string][] = [
  [/^Le /, "du ", "au "],
  [/^Les /, "des ", "aux "],
];

/** « de Rouen », « d’Elbeuf », « du Havre », « des Andelys » */
export function deVille(nom: string): string {
  const article = ARTICLES.find(([debut]) => debut.test(nom));
  return article ? nom.replace(article[0], article[1]) : de(nom);
}

/** « à Rouen », « au Havre », « aux Andelys » */
export function aVille(nom: string): string {
  const article = ARTICLES.find(([debut]) => debut.test(nom));
  return article ? nom.replace(article[0], article[2]) : `à ${nom}`;
}

const VENTS = [
  "au nord",
  "au nord-est",
  "à l’est",
  "au sud-est",
  "au sud",
  "au sud-ouest",
  "à l’ouest",
  "au nord-ouest",
] as const;

/** Which way one goes from a place to another. */
export function direction(de: Point, vers: Point): (typeof VENTS)[number] {
  const x = (vers.longitude - de.longitude) * Math.cos((de.latitude * Math.PI) / 180);
  const angle = Math.atan2(x, vers.latitude - de.latitude);
  return VENTS[((Math.round(angle / (Math.PI / 4)) % 8) + 8) % 8] ?? "au nord";
}

const km = (longueur: number) =>
  longueur < 1
    ? `moins de 1${NBSP}km`
    : `${longueur < 10 ? String(Math.round(longueur * 10) / 10).replace(".", ",") : Math.round(longueur)}${NBSP}km`;

/** A town everybody of the region knows. */
const GRANDE = 40_000;

function proche(villes: readonly Ville[], point: Point, garder: (ville: Ville) => boolean) {
  let best: { ville: Ville; loin: number } | null = null;
  for (const ville of villes) {
    if (!garder(ville)) continue;
    const loin = distance(ville, point);
    if (!best || loin < best.loin) best = { ville, loin };
  }
  return best;
}

/** « à 2,3 km au nord d’Elbeuf, à 18 km au sud de Rouen » ; empty far from any town known here. */
export function situeEnMots(france: France, point: Point): string {
  const ici = proche(france.villes, point, () => true);
  if (!ici || ici.loin > 100) return "";
  const grande = proche(france.villes, point, ({ population }) => population >= GRANDE);
  const depuis = ({ ville, loin }: { ville: Ville; loin: number }) =>
    `à ${km(loin)} ${direction(ville, point)} ${deVille(ville.nom)}`;
  const premier = ici.loin < 1 ? aVille(ici.ville.nom) : depuis(ici);
  if (!grande || grande.ville === ici.ville || grande.loin > 100) return premier;
  return `${premier}, ${depuis(grande)}`;
}

/** « au centre de la commune », « à environ 6 km près » */
export const precisionEnMots = ({ incertitude }: Pick<Situation, "incertitude">): string =>
  incertitude === 0 ? "au centre de la commune" : `à environ ${incertitude}${NBSP}km près`;

/** « 49,28669° N, 1,00288° E » */
export function coordonneesEnMots({ latitude, longitude }: Point): string {
  const un = (degres: number, plus: string, moins: string) =>
    `${Math.abs(degres).toFixed(5).replace(".", ",")}°${NBSP}${degres < 0 ? moins : plus}`;
  return `${un(latitude, "N", "S")}, ${un(longitude, "E", "O")}`;
}
