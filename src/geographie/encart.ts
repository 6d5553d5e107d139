import type { Ville } from "#geographie/communes.ts";
import { contours } from "#geographie/contours.ts";
import { boiteDe, chemin, type Lieu2D, simplifier } from "#geographie/lignes.ts";
import { hauteur, type Point } from "#geographie/point.ts";

/** The little map in a corner, where in the country one is. */
export const ENCART = { largeur: 104, hauteur: 112 } as const;
const MARGE = 8;
const LEGENDE = 14;

const plat = ({ latitude, longitude }: Point): Lieu2D => [longitude, -hauteur(latitude)];

type Ajuste = (lieu: Lieu2D) => Lieu2D;

/** Fits points into the little map, as large as they may be. */
function ajuster(points: readonly Lieu2D[], bas: number): Ajuste {
  const boite = boiteDe(points);
  const [large, haut] = [ENCART.largeur - 2 * MARGE, ENCART.hauteur - 2 * MARGE - bas];
  const facteur = Math.min(
    large / Math.max(boite.droite - boite.gauche, 1e-6),
    haut / Math.max(boite.bas - boite.haut, 1e-6),
  );
  const gauche = MARGE + (large - (boite.droite - boite.gauche) * facteur) / 2;
  const dessus = MARGE + (haut - (boite.bas - boite.haut) * facteur) / 2;
  return ([x, y]) => [gauche + (x - boite.gauche) * facteur, dessus + (y - boite.haut) * facteur];
}

let metropole: { ajuste: Ajuste; trace: string } | undefined;

/** The 96 departments at the size of a stamp, drawn once for all maps. */
function franceEntiere() {
  if (metropole) return metropole;
  const anneaux = contours().flatMap(({ anneaux }) => anneaux);
  const ajuste = ajuster(anneaux.flat(), 0);
  const trace = anneaux.map((anneau) => chemin(simplifier(anneau.map(ajuste), 1.3))).join("");
  metropole = { ajuste, trace };
  return metropole;
}

/** Whether the mainland's map holds this point; else it is overseas. */
export function enMetropole({ latitude, longitude }: Point): boolean {
  return latitude > 41 && latitude < 51.3 && longitude > -5.6 && longitude < 10;
}

const rond = ([x, y]: Lieu2D, rayon: number, rempli: string) =>
  `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${rayon}" fill="${rempli}"/>`;

/**
 * France with a dot where the marker is; overseas, whose coasts no data here draws, the towns of the department and its
 * name. Empty when nothing is known there.
 */
export function encart(marque: Point, departement: { nom: string; villes: readonly Ville[] } | null): string {
  const fond = `<rect width="${ENCART.largeur}" height="${ENCART.hauteur}" rx="10" fill="#fff" fill-opacity=".94" stroke="#d5dfde"/>`;
  const repere = (lieu: Lieu2D) => `${rond(lieu, 5, "#fff")}${rond(lieu, 3.5, "#1b4f8f")}`;
  if (enMetropole(marque)) {
    const { ajuste, trace } = franceEntiere();
    return `${fond}<path d="${trace}" fill="#c9d8d6" stroke="#c9d8d6" stroke-width=".6"/>${repere(ajuste(plat(marque)))}`;
  }
  if (!departement || departement.villes.length === 0) return "";
  const villes = departement.villes.map(plat);
  const ajuste = ajuster([...villes, plat(marque)], LEGENDE);
  const points = villes.map((ville) => rond(ajuste(ville), 2.2, "#9fb6b3")).join("");
  const nom = `<text x="${ENCART.largeur / 2}" y="${ENCART.hauteur - 8}" text-anchor="middle" font-size="11" font-weight="600" fill="#14262b">${departement.nom}</text>`;
  return `${fond}${points}${repere(ajuste(plat(marque)))}${nom}`;
}
