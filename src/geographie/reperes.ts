import { type Cadre, versPixels } from "#geographie/cadre.ts";
import { echapper } from "#geographie/echapper.ts";
import { largeurDe } from "#geographie/etiquettes.ts";
import type { Boite } from "#geographie/lignes.ts";
import type { Point } from "#geographie/point.ts";

/** What a map shows: a place, with its name, or with its number in a list. */
export type Repere = Point & { nom?: string; numero?: number };

/** The same blue as « info » in the house's colours; its middle is the yellow of « you, now ». */
const BLEU = "#1b4f8f";
const JAUNE = "#ffb703";

export type Groupe = { x: number; y: number; nom: string; numeros: number[] };

/** Markers nearer than a finger's width are one: two companies of one town, whose centre is all that is known. */
export function groupes(cadre: Cadre, reperes: readonly Repere[]): Groupe[] {
  const faits: Groupe[] = [];
  for (const repere of reperes) {
    const [x, y] = versPixels(cadre, repere);
    const numeros = repere.numero === undefined ? [] : [repere.numero];
    const voisin = faits.find((groupe) => Math.hypot(groupe.x - x, groupe.y - y) < 24);
    if (voisin) voisin.numeros.push(...numeros);
    else faits.push({ x, y, nom: repere.nom ?? "", numeros });
  }
  return faits;
}

/** A drawing, and the places no word may cover. */
type Trace = { trace: string; prises: Boite[] };

const n = (x: number) => Number(x.toFixed(1));
const GOUTTE = "M0 0C-4-8-15-14-15-25a15 15 0 0 1 30 0C15-14 4-8 0 0Z";
const LONGUEUR = 26;

/** The one company: a pin whose foot is the place, its name above. */
export function repereSeul({ x, y, nom }: Groupe, cadre: Cadre): Trace {
  const mot = nom.length > LONGUEUR ? `${nom.slice(0, LONGUEUR - 1).trimEnd()}…` : nom;
  const large = largeurDe(mot, 15) * 1.06 + 28;
  const milieu = Math.max(large / 2 + 6, Math.min(cadre.largeur - large / 2 - 6, x)) - x;
  const carton = mot
    ? `<rect x="${n(milieu - large / 2)}" y="-76" width="${n(large)}" height="28" rx="8" fill="#fff" stroke="${BLEU}" stroke-width="1.5"/><text x="${n(milieu)}" y="-57" text-anchor="middle" font-size="15" font-weight="700">${echapper(mot)}</text>`
    : "";
  return {
    trace: `<g class="carte-repere" transform="translate(${n(x)} ${n(y)})"><ellipse rx="9" ry="3.5" fill="#14262b" fill-opacity=".3"/><path d="${GOUTTE}" fill="${BLEU}" stroke="#fff" stroke-width="1.6"/><circle cy="-25" r="5.5" fill="${JAUNE}"/>${carton}</g>`,
    prises: [
      { gauche: x - 17, haut: y - 42, droite: x + 17, bas: y + 5 },
      ...(mot
        ? [
            {
              gauche: x + milieu - large / 2 - 3,
              haut: y - 79,
              droite: x + milieu + large / 2 + 3,
              bas: y - 45,
            },
          ]
        : []),
    ],
  };
}

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
