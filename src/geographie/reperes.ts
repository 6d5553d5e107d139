import { type Cadre, versPixels } from "#geographie/cadre.ts";
import { echapper } from "#geographie/echapper.ts";
import { largeurDe } from "#geographie/etiquettes.ts";
import { type Boite, seTouchent } from "#geographie/lignes.ts";
import type { Point } from "#geographie/point.ts";

/** What a map shows: a place by its number in a list. */
export type Repere = Point & { numero: number };

/** A company under its pin: its name, and its number when there are two. */
export type Epingle = Point & { nom: string; numero?: number };

/** The same blue as « info » in the house's colours; its middle is the yellow of « you, now ». */
const BLEU = "#1b4f8f";
const JAUNE = "#ffb703";

export type Groupe = { x: number; y: number; numeros: number[] };

/** Markers nearer than a finger's width are one: two companies of one town, whose centre is all that is known. */
export function groupes(cadre: Cadre, reperes: readonly Repere[]): Groupe[] {
  const faits: Groupe[] = [];
  for (const repere of reperes) {
    const [x, y] = versPixels(cadre, repere);
    const voisin = faits.find((groupe) => Math.hypot(groupe.x - x, groupe.y - y) < 24);
    if (voisin) voisin.numeros.push(repere.numero);
    else faits.push({ x, y, numeros: [repere.numero] });
  }
  return faits;
}

/** A drawing, and the places no word may cover. */
type Trace = { trace: string; prises: Boite[] };

const n = (x: number) => Number(x.toFixed(1));
const GOUTTE = "M0 0C-4-8-15-14-15-25a15 15 0 0 1 30 0C15-14 4-8 0 0Z";
const LONGUEUR = 26;

/** A card with the company's name, above the foot of its pin or below it. */
function carton({ x, nom, numero }: Place, y: number, cadre: Cadre): { trace: string; prise: Boite } | null {
  const court = nom.length > LONGUEUR ? `${nom.slice(0, LONGUEUR - 1).trimEnd()}…` : nom;
  if (!court) return null;
  const mot = numero === undefined ? court : `${numero}. ${court}`;
  const large = largeurDe(mot, 15) * 1.06 + 28;
  const milieu = Math.max(large / 2 + 6, Math.min(cadre.largeur - large / 2 - 6, x)) - x;
  return {
    trace: `<rect x="${n(milieu - large / 2)}" y="${y}" width="${n(large)}" height="28" rx="8" fill="#fff" stroke="${BLEU}" stroke-width="1.5"/><text x="${n(milieu)}" y="${y + 19}" text-anchor="middle" font-size="15" font-weight="700">${echapper(mot)}</text>`,
    prise: {
      gauche: x + milieu - large / 2 - 3,
      haut: y - 3,
      droite: x + milieu + large / 2 + 3,
      bas: y + 31,
    },
  };
}

const AU_DESSUS = -76;
const AU_DESSOUS = 10;
const PENCHE = 34;

type Place = { x: number; y: number; nom: string; numero?: number | undefined };

/** The head of a pin: yellow, with its number when there are two. */
const tete = (numero: number | undefined, penche: number) =>
  numero === undefined
    ? `<circle cy="-25" r="5.5" fill="${JAUNE}"/>`
    : `<circle cy="-25" r="10" fill="${JAUNE}"/><text y="-19.8" text-anchor="middle" font-size="15" font-weight="700"${penche ? ` transform="rotate(${-penche} 0 -25)"` : ""}>${numero}</text>`;

/**
 * Companies as pins whose foot is the place, each with its name where there is room for it. The first is the one that
 * may be moved, and stands before the others; two pins of one place lean apart.
 */
export function epingles(cadre: Cadre, reperes: readonly Epingle[]): Trace[] {
  const places: Place[] = reperes.map(({ nom, numero, ...point }) => {
    const [x, y] = versPixels(cadre, point);
    return { x, y, nom, numero };
  });
  const dedans = places.filter(
    ({ x, y }) => x > -15 && y > -5 && x < cadre.largeur + 15 && y < cadre.hauteur + 42,
  );
  const cartons: Boite[] = [];
  return dedans
    .map((place, rang) => {
      const voisin = dedans.find(
        (autre) => autre !== place && Math.abs(autre.x - place.x) < 34 && Math.abs(autre.y - place.y) < 44,
      );
      const avant = voisin && (place.x - voisin.x || (place.numero ?? 0) - (voisin.numero ?? 0)) < 0;
      const penche = voisin ? (avant ? -PENCHE : PENCHE) : 0;
      const pieds = dedans.filter((autre) => autre !== place).map(({ x, y }) => prisePied({ x, y }));
      const carte = [AU_DESSUS, AU_DESSOUS]
        .map((haut) => carton(place, haut, cadre))
        .map(
          (un) =>
            un && {
              ...un,
              prise: { ...un.prise, haut: un.prise.haut + place.y, bas: un.prise.bas + place.y },
            },
        )
        .find((un) => un && ![...cartons, ...pieds].some((prise) => seTouchent(prise, un.prise)));
      if (carte) cartons.push(carte.prise);
      const goutte = `<path d="${GOUTTE}" fill="${BLEU}" stroke="#fff" stroke-width="1.6"/>${tete(place.numero, penche)}`;
      return {
        trace: `<g class="${rang === 0 ? "carte-repere" : "carte-autre"}" transform="translate(${n(place.x)} ${n(place.y)})"><ellipse rx="9" ry="3.5" fill="#14262b" fill-opacity=".3"/>${penche ? `<g transform="rotate(${penche})">${goutte}</g>` : goutte}${carte?.trace ?? ""}</g>`,
        prises: [prisePied(place), ...(carte ? [carte.prise] : [])],
      };
    })
    .reverse();
}

const prisePied = ({ x, y }: { x: number; y: number }): Boite => ({
  gauche: x - 17,
  haut: y - 42,
  droite: x + 17,
  bas: y + 5,
});

/** Companies by their numbers, beside a list that names them. */
export function repereNumerote({ x, y, numeros }: Groupe): Trace {
  const premiers = numeros.slice(0, 4).join(", ");
  const mot = numeros.length > 4 ? `${premiers}…` : premiers;
  const demi = Math.max(13, largeurDe(mot, 14) / 2 + 9);
  return {
    trace: `<g class="carte-repere" transform="translate(${n(x)} ${n(y)})"><rect x="${n(-demi)}" y="-13" width="${n(2 * demi)}" height="26" rx="13" fill="${BLEU}" stroke="#fff" stroke-width="2"/><text y="5" text-anchor="middle" font-size="14" font-weight="700" fill="#fff">${mot}</text></g>`,
    prises: [{ gauche: x - demi - 2, haut: y - 15, droite: x + demi + 2, bas: y + 15 }],
  };
}
