import { barreEchelle, type Cadre, pixelsParKm, versPixels } from "#geographie/cadre.ts";
import type { France, Ville } from "#geographie/communes.ts";
import { contours } from "#geographie/contours.ts";
import { echapper } from "#geographie/echapper.ts";
import { ENCART, encart, enMetropole } from "#geographie/encart.ts";
import { largeurDe, Placement } from "#geographie/etiquettes.ts";
import {
  type Boite,
  boiteDe,
  centreDeGravite,
  chemin,
  couper,
  dedans,
  type Ligne,
  seTouchent,
  simplifier,
} from "#geographie/lignes.ts";
import { distance, type Point, parallele } from "#geographie/point.ts";
import { type Epingle, epingles, groupes, type Repere, repereNumerote } from "#geographie/reperes.ts";
import { tuilesDe } from "#geographie/tuiles.ts";
import { routes } from "#routes.ts";

/*
 * A map as an SVG drawing: the same text in the page and, as a picture, in the documents. Colours and sizes are
 * attributes (the page allows no style in it); the style sheet may take them over by the classes.
 */

const DONNEES =
  "Contours : svg-maps (CC BY 4.0). Villes : GeoNames (CC BY 4.0). Communes et codes postaux : Etalab (Licence Ouverte).";

/** Whom a drawing must name. */
export const SOURCES_CARTE = `Carte dessinée par Passerelle, sans appel à un service extérieur. ${DONNEES}`;

/** The same over the streets of `fond-de-carte.ts`. */
export const SOURCES_FOND = `Rues : Plan IGN, © IGN (Licence Ouverte), demandées par notre serveur, qui n’envoie aucune adresse. ${DONNEES}`;

const FOND = "#e6eceb";
const TERRE = "#f7f4ea";
const BATI = "#e9dac0";
const ENCRE = "#14262b";
const LIMITE = "#b3af9d";
const HALO = `stroke="#fff" stroke-width="3" stroke-linejoin="round" paint-order="stroke"`;

const n = (x: number) => Number(x.toFixed(1));

/** The departments that cross the frame, cut a little outside of it so that its edge is never stroked. */
function terres(cadre: Cadre): { nom: string; morceaux: Ligne[] }[] {
  const bord: Boite = { gauche: -9, haut: -9, droite: cadre.largeur + 9, bas: cadre.hauteur + 9 };
  const place = ([x, y]: readonly [number, number]) =>
    [(x - cadre.ouest) * cadre.parDegre, (y + cadre.nord) * cadre.parDegre] as const;
  return contours().flatMap(({ nom, anneaux, boite }) => {
    const [gauche, haut] = place([boite.gauche, boite.haut]);
    const [droite, bas] = place([boite.droite, boite.bas]);
    if (!seTouchent({ gauche, haut, droite, bas }, bord)) return [];
    const morceaux = anneaux
      .map((anneau) => simplifier(couper(anneau.map(place), bord), 0.8))
      .filter((morceau) => morceau.length > 2);
    return morceaux.length > 0 ? [{ nom, morceaux }] : [];
  });
}

/** The built-up ground of a town, in kilometres: its people decide. */
const rayonBati = (population: number) => Math.min(8, 0.012 * Math.sqrt(population));

const corpsDe = (population: number) => (population > 50_000 ? 16 : population > 8_000 ? 14 : 12.5);

function nomsDesTerres(placement: Placement, sol: ReturnType<typeof terres>): string {
  const LETTRES = 5;
  return sol
    .map(({ nom, morceaux }) => {
      const plus = morceaux.toSorted((a, b) => b.length - a.length)[0] ?? [];
      const milieu = centreDeGravite(plus);
      if (!milieu) return "";
      const ecarts = [0, -60, 60, -120, 120];
      const places = ecarts
        .flatMap((dy) => ecarts.map((dx) => [milieu[0] + dx, milieu[1] + dy] as const))
        .filter((place) => dedans(place, morceaux));
      const large = largeurDe(nom, 13) * 1.15 + nom.length * LETTRES;
      const boite = boiteDe(plus);
      if (large > boite.droite - boite.gauche) return "";
      const ici = placement.centre(places, 13, large);
      return ici
        ? `<text x="${n(ici[0])}" y="${n(ici[1])}" text-anchor="middle" font-size="13" font-weight="600" letter-spacing="${LETTRES}" fill="#5d6f68">${echapper(nom.toLocaleUpperCase("fr"))}</text>`
        : "";
    })
    .join("");
}

function villesDe(cadre: Cadre, france: France): { ville: Ville; x: number; y: number }[] {
  return france.villes.flatMap((ville) => {
    const [x, y] = versPixels(cadre, ville);
    const large = 12;
    const dans = x > -large && y > -large && x < cadre.largeur + large && y < cadre.hauteur + large;
    return dans ? [{ ville, x, y }] : [];
  });
}

const boite = (x: number, y: number, largeur: number, haut: number): Boite => ({
  gauche: x,
  haut: y,
  droite: x + largeur,
  bas: y + haut,
});

/** Where the little map hides no marker: the lower right corner if it can. */
function coinLibre({ largeur, hauteur }: Cadre, prises: readonly Boite[]): readonly [number, number] {
  const droite = largeur - ENCART.largeur - 10;
  const bas = hauteur - ENCART.hauteur - 10;
  const coins = [
    [droite, bas],
    [droite, 10],
    [10, 10],
  ] as const;
  const libre = ([x, y]: readonly [number, number]) =>
    !prises.some((prise) => seTouchent(prise, boite(x, y, ENCART.largeur, ENCART.hauteur)));
  return coins.find(libre) ?? coins[0];
}

export type Dessin = {
  cadre: Cadre;
  /** companies as pins, the first of which may be moved; or the numbers of a list */
  reperes: { epingles: readonly Epingle[] } | { numeros: readonly Repere[] };
  /** read by a screen reader instead of the drawing */
  titre: string;
  description: string;
  /** distinguishes the ids of two drawings of one page */
  id: string;
  /** the streets cover the drawing, square by square; a square that does not come leaves it in sight */
  fond?: boolean;
};

/** Squares asked for by the browser from our own route, only once the drawing is in sight (`loading`, which SVG lacks). */
const rues = (cadre: Cadre): string =>
  tuilesDe(cadre)
    .map(({ zoom, colonne, ligne, x, y, cote }) => {
      const adresse = routes.tuile.href({
        zoom: String(zoom),
        colonne: String(colonne),
        ligne: String(ligne),
      });
      // half a pixel more: no seam between two squares
      const large = n(cote + 0.5);
      return `<foreignObject x="${n(x)}" y="${n(y)}" width="${large}" height="${large}"><img src="${adresse}" width="${large}" height="${large}" alt="" loading="lazy"></foreignObject>`;
    })
    .join("");

/** The whole drawing. Names are escaped here. */
export function dessiner(
  france: France,
  { cadre, reperes, titre, description, id, fond = false }: Dessin,
): string {
  const { largeur, hauteur: haut } = cadre;
  const centre: Point = {
    longitude: cadre.ouest + largeur / 2 / cadre.parDegre,
    latitude: parallele(cadre.nord - haut / 2 / cadre.parDegre),
  };
  const metropole = enMetropole(centre);
  const sol = metropole ? terres(cadre) : [];
  const points = "epingles" in reperes ? reperes.epingles : reperes.numeros;
  const dessins =
    "epingles" in reperes
      ? epingles(cadre, reperes.epingles)
      : groupes(cadre, reperes.numeros).map(repereNumerote);
  const coin = encart(points.length === 1 && points[0] ? points[0] : centre, outremer(france, centre));
  const [encartX, encartY] = coinLibre(
    cadre,
    dessins.flatMap(({ prises }) => prises),
  );
  const barre = barreEchelle(cadre);
  const placement = new Placement(cadre, [
    ...dessins.flatMap(({ prises }) => prises),
    ...(coin ? [boite(encartX - 4, encartY - 4, ENCART.largeur + 8, ENCART.hauteur + 8)] : []),
    boite(8, haut - 34, barre.pixels + 70, 30),
  ]);

  const villes = villesDe(cadre, france);
  const parKm = pixelsParKm(cadre);
  const bati = villes
    .filter(({ ville }) => rayonBati(ville.population) * parKm > 2.5)
    .slice(0, 70)
    .map(
      ({ ville, x, y }) =>
        `<circle cx="${n(x)}" cy="${n(y)}" r="${n(rayonBati(ville.population) * parKm)}"/>`,
    )
    .join("");
  const aNommer = Math.round((largeur * haut) / 16_000);
  let nommees = 0;
  const noms = villes
    .map(({ ville, x, y }) => {
      if (nommees >= aNommer || x < 0 || y < 0 || x > largeur || y > haut) return "";
      const corps = corpsDe(ville.population);
      const mot = placement.autour([x, y], ville.nom, corps);
      if (!mot) return "";
      nommees++;
      return `<circle cx="${n(x)}" cy="${n(y)}" r="2.6" fill="#fff" stroke="${ENCRE}" stroke-width="1.4"/><text x="${n(mot.x)}" y="${n(mot.y)}" text-anchor="${mot.ancre}" font-size="${corps}"${corps > 15 ? ' font-weight="700"' : ""} ${HALO}>${echapper(ville.nom)}</text>`;
    })
    .join("");

  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="carte-dessin" viewBox="0 0 ${largeur} ${haut}" width="${largeur}" height="${haut}" role="img" aria-labelledby="${id}-titre ${id}-texte" data-ouest="${cadre.ouest}" data-nord="${cadre.nord}" data-degre="${cadre.parDegre}">`,
    `<title id="${id}-titre">${echapper(titre)}</title><desc id="${id}-texte">${echapper(description)}</desc>`,
    `<rect width="${largeur}" height="${haut}" fill="${metropole ? FOND : TERRE}"/>`,
    `<path d="${sol.flatMap(({ morceaux }) => morceaux.map(chemin)).join("")}" fill="${TERRE}" stroke="${LIMITE}" stroke-width="1.1"/>`,
    `<g fill="${BATI}">${bati}</g>`,
    `<g fill="${ENCRE}" font-family="Figtree">${noms}${nomsDesTerres(placement, sol)}</g>`,
    fond ? rues(cadre) : "",
    `<g fill="${ENCRE}" font-family="Figtree">`,
    `<path d="M14 ${haut - 20}v6h${n(barre.pixels)}v-6" fill="none" stroke="${ENCRE}" stroke-width="1.8"/><text x="${n(20 + barre.pixels)}" y="${haut - 12}" font-size="12.5" ${HALO}>${barre.mots}</text>`,
    coin ? `<g transform="translate(${encartX} ${encartY})">${coin}</g>` : "",
    dessins.map(({ trace }) => trace).join(""),
    "</g></svg>",
  ].join("");
}

/** The department overseas whose towns are nearest, within 400 km; null on the mainland or at sea. */
function outremer(france: France, centre: Point): { nom: string; villes: readonly Ville[] } | null {
  if (enMetropole(centre)) return null;
  let code = "";
  let km = 400;
  for (const ville of france.villes) {
    if (!/^9[78]/.test(ville.departement)) continue;
    const loin = distance(ville, centre);
    if (loin < km) [km, code] = [loin, ville.departement];
  }
  const villes = france.villes.filter(({ departement }) => departement === code);
  return code ? { nom: echapper(france.departements.get(code) ?? ""), villes } : null;
}
