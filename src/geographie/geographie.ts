import { readFileSync } from "node:fs";
import { z } from "zod";
import { pngDe } from "#files/png.ts";
import { cadreAutour, cadreDe, type Echelle, type Taille } from "#geographie/cadre.ts";
import { type Centroides, type France, lireFrance } from "#geographie/communes.ts";
import { dessiner } from "#geographie/dessin.ts";
import { situeEnMots } from "#geographie/en-mots.ts";
import type { Point } from "#geographie/point.ts";
import type { Epingle, Repere } from "#geographie/reperes.ts";
import { type Introuvable, type Situation, situer } from "#geographie/situer.ts";

/** One company on the map. */
export type Lieu = {
  point: Point;
  /** what the pin is called: the company */
  nom: string;
  /** when the dossier has two */
  numero?: number;
};

/** A company in the middle of its map, and the dossier's other one where it falls. */
export type Carte = Lieu & {
  autre?: Lieu | undefined;
  taille: Taille;
  /** « ensemble »: both in sight, as near as they let */
  echelle: Echelle | "ensemble";
  /** over the streets: see `Dessin` */
  fond?: boolean;
};

/** Around pins that must stand in sight whole, with their names. */
const MARGE_EPINGLES = 84;

/** Places of France, without a word to anybody outside: read the first time they are asked for, kept afterwards. */
export type Geographie = {
  situer(adresse: { codePostal: string; ville: string }): Situation | Introuvable;
  /** « à 2,3 km au nord d’Elbeuf, à 18 km au sud de Rouen » */
  carteEnMots(point: Point): string;
  /** The drawing, for a page. @param id distinguishes two drawings of one page */
  carteSvg(carte: Carte, id: string): string;
  /** The same as a picture, for documents, twice as many pixels: 1540 × 880. Cite `SOURCES_CARTE` under it (CC BY). */
  cartePng(carte: Omit<Carte, "taille">): Promise<Uint8Array<ArrayBuffer>>;
  /** Several companies by their numbers, beside a list that names them (B-13); null without any. */
  carteDesEntreprises(points: readonly Repere[], taille: Taille, id: string): string | null;
};

const degre = (borne: number) => z.number().min(-borne).max(borne);
const couple = z.tuple([degre(180), degre(90)]);
const centroides = z.union([
  z.record(z.string(), couple),
  z.array(z.object({ code: z.string(), centre: z.object({ coordinates: couple }) })),
]);

/**
 * The centres an operator gives: `{ "76231": [1.003, 49.287] }` (longitude first), or the answer of
 * geo.api.gouv.fr/communes?fields=code,centre as it stands.
 * @throws Error in words when the file cannot be read as such
 */
export function lireCentroides(texte: string): Centroides {
  let brut: unknown;
  try {
    brut = JSON.parse(texte);
  } catch {
    throw new Error("communes-centroides.json n’est pas du JSON");
  }
  const lu = centroides.safeParse(brut);
  if (!lu.success)
    throw new Error(
      'communes-centroides.json : attend { "code INSEE": [longitude, latitude] } ou une liste de { code, centre }',
    );
  const paires = Array.isArray(lu.data)
    ? lu.data.map(({ code, centre }) => [code, centre.coordinates] as const)
    : Object.entries(lu.data);
  return new Map(paires.map(([code, [longitude, latitude]]) => [code, { longitude, latitude }]));
}

/**
 * @param fichier the operator's `communes-centroides.json`, read at once; a missing one is the ordinary case
 * @throws Error in words when it is there and cannot be read
 */
export function createGeographie(fichier?: string): Geographie {
  const donnes = fichier ? lireSiPresent(fichier) : undefined;
  let lue: France | undefined;
  const france = () => {
    lue ??= lireFrance(donnes);
    return lue;
  };
  const situe = (point: Point) => situeEnMots(france(), point) || "loin des villes connues ici";
  const dessin = ({ taille, echelle, fond, autre, ...premier }: Carte, id: string) => {
    const lieux = autre ? [premier, autre] : [premier];
    const points = lieux.map(({ point }) => point);
    const ensemble = echelle === "ensemble" ? cadreDe(points, taille, MARGE_EPINGLES) : null;
    const ordre = lieux.toSorted((a, b) => (a.numero ?? 0) - (b.numero ?? 0));
    return dessiner(france(), {
      cadre: ensemble ?? cadreAutour(premier.point, taille, echelle === "ensemble" ? "secteur" : echelle),
      reperes: { epingles: lieux.map(({ point, ...lieu }): Epingle => ({ ...point, ...lieu })) },
      titre: autre
        ? `Carte : ${ordre.map(({ numero, nom }) => `${numero}. ${nom}`).join(", ")}`
        : premier.nom
          ? `Carte : ${premier.nom}`
          : "Carte de l’entreprise",
      description: autre
        ? ordre.map(({ numero, point }) => `Le repère ${numero} est ${situe(point)}.`).join(" ")
        : `Le repère est ${situe(premier.point)}.`,
      id,
      ...(fond ? { fond } : {}),
    });
  };
  return {
    situer: (adresse) => situer(france(), adresse),
    carteEnMots: (point) => situeEnMots(france(), point),
    carteSvg: dessin,
    cartePng: (carte) => pngDe(dessin({ ...carte, taille: "large" }, "carte"), 2),
    carteDesEntreprises: (points, taille, id) => {
      const cadre = cadreDe(points, taille);
      return (
        cadre &&
        dessiner(france(), {
          cadre,
          reperes: { numeros: points },
          titre: "Carte des entreprises",
          description: points.map((point) => `${point.numero} : ${situeEnMots(france(), point)}`).join(" ; "),
          id,
        })
      );
    },
  };
}

function lireSiPresent(fichier: string): Centroides | undefined {
  let texte: string;
  try {
    texte = readFileSync(fichier, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  return lireCentroides(texte);
}
