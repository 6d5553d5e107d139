import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Lieu, lireGeoNames } from "#geographie/geonames.ts";
import { cle, sansArticle, TRIGRAMMES, trigrammes } from "#geographie/noms.ts";
import type { Point } from "#geographie/point.ts";

/** A commune of today, an arrondissement of Paris, Lyon or Marseille, or a commune merged into another since. */
export type Commune = {
  insee: string;
  nom: string;
  /** its name as compared, without article */
  cle: string;
  departement: string;
  /** its group of communes (EPCI); empty where it has none */
  intercommunalite: string;
  /** the commune it is a part of, or was merged into; empty for the others */
  englobante: string;
  codesPostaux: readonly string[];
  population: number;
  /** its centre; null where nobody gives one */
  point: Point | null;
};

export type Ville = Point & { nom: string; departement: string; population: number };

/** France, read once: communes, postcodes, departments, the points known, and the index of names. */
export type France = {
  communes: readonly Commune[];
  parCodePostal: ReadonlyMap<string, readonly number[]>;
  departements: ReadonlyMap<string, string>;
  /** the towns a map may name: every point known, the largest first */
  villes: readonly Ville[];
  /** the communes whose name holds a trigram: `rangs` from `debuts[t]` to `debuts[t + 1]` */
  trigrammes: { debuts: Uint32Array; rangs: Uint16Array; tailles: Uint8Array };
};

type Brute = {
  code: string;
  nom: string;
  type: string;
  departement?: string;
  collectiviteOutremer?: { code: string; nom: string };
  codesPostaux?: string[];
  population?: number;
  chefLieu?: string;
  commune?: string;
};

/** A centre for each INSEE code, given by the operator, over those of GeoNames. */
export type Centroides = ReadonlyMap<string, Point>;

function lire<T>(fichier: string): T {
  const { resolve } = createRequire(import.meta.url);
  return JSON.parse(
    readFileSync(resolve(`@etalab/decoupage-administratif/data/${fichier}.json`), "utf8"),
  ) as T;
}

/** Where GeoNames gives no INSEE code (Paris, Mayotte, the small islands, the Pacific), the name says which commune it is. */
const SANS_CODE: Record<string, string> = {
  FR: "75",
  YT: "976",
  PM: "975",
  BL: "977",
  MF: "978",
  NC: "988",
  PF: "987",
  WF: "986",
};

function pointsParNom(lieux: readonly Lieu[]) {
  const parInsee = new Map<string, Lieu[]>();
  for (const lieu of lieux) {
    const code = lieu.insee || `${SANS_CODE[lieu.pays] ?? ""}:${sansArticle(cle(lieu.nom))}`;
    const deja = parInsee.get(code);
    if (deja) deja.push(lieu);
    else parInsee.set(code, [lieu]);
  }
  return parInsee;
}

const apostrophe = (nom: string) => nom.replaceAll("'", "’");

const pointDe = ({ latitude, longitude }: Point): Point => ({ latitude, longitude });

/**
 * The town of GeoNames that stands for a commune: the one of its name, else the most peopled on its ground. A commune
 * merged into another has its own point when a town still bears its name, never its neighbour's.
 */
function centreDe(brute: Brute, nom: string, parInsee: ReadonlyMap<string, Lieu[]>): Point | null {
  const sur = [
    ...(parInsee.get(brute.code) ?? []),
    ...(parInsee.get(brute.chefLieu ?? "") ?? []),
    ...(parInsee.get(`${departementDe(brute)}:${nom}`) ?? []),
  ];
  const homonyme = sur.find((lieu) => sansArticle(cle(lieu.nom)) === nom);
  if (homonyme) return pointDe(homonyme);
  if (brute.type !== "commune-actuelle") return null;
  const premier = sur.sort((a, b) => b.population - a.population)[0];
  return premier ? pointDe(premier) : null;
}

const departementDe = (brute: Brute): string =>
  brute.departement ?? brute.collectiviteOutremer?.code ?? brute.code.slice(0, 2);

function indexer(communes: readonly Commune[]): France["trigrammes"] {
  const parCommune = communes.map((commune) => trigrammes(commune.cle));
  const debuts = new Uint32Array(TRIGRAMMES + 1);
  for (const groupes of parCommune) for (const groupe of groupes) debuts[groupe + 1]! += 1;
  for (let i = 0; i < TRIGRAMMES; i++) debuts[i + 1]! += debuts[i]!;
  const libre = debuts.slice();
  const rangs = new Uint16Array(debuts[TRIGRAMMES]!);
  for (const [rang, groupes] of parCommune.entries())
    for (const groupe of groupes) rangs[libre[groupe]!++] = rang;
  return { debuts, rangs, tailles: Uint8Array.from(parCommune, (groupes) => groupes.length) };
}

/** Reads the packages' files: about half a second, and 15 MB kept. @param centroides those of the operator, if any */
export function lireFrance(centroides: Centroides = new Map()): France {
  const brutes = lire<Brute[]>("communes");
  const lieux = lireGeoNames();
  const parInsee = pointsParNom(lieux);
  const groupes = new Map(
    lire<{ code: string; membres: { code: string }[] }[]>("epci").flatMap((epci) =>
      epci.membres.map((membre) => [membre.code, epci.code] as const),
    ),
  );
  const actuelles = new Map(brutes.filter((b) => b.codesPostaux).map((b) => [b.code, b]));
  const communes: Commune[] = brutes.map((brute) => {
    const nom = sansArticle(cle(brute.nom));
    return {
      insee: brute.code,
      nom: apostrophe(brute.nom),
      cle: nom,
      departement: departementDe(brute),
      intercommunalite: groupes.get(brute.chefLieu ?? brute.code) ?? "",
      englobante: brute.chefLieu ?? brute.commune ?? "",
      codesPostaux: (brute.codesPostaux ? brute : actuelles.get(brute.chefLieu ?? ""))?.codesPostaux ?? [],
      population: brute.population ?? 0,
      point: centroides.get(brute.code) ?? centreDe(brute, nom, parInsee),
    };
  });
  const parCodePostal = new Map<string, number[]>();
  for (const [rang, { codesPostaux }] of communes.entries())
    for (const code of codesPostaux) {
      const deja = parCodePostal.get(code);
      if (deja) deja.push(rang);
      else parCodePostal.set(code, [rang]);
    }
  const noms = new Map(communes.map((commune) => [commune.insee, commune]));
  const villes = lieux
    .map((lieu) => ({
      ...pointDe(lieu),
      nom: apostrophe(lieu.nom),
      population: lieu.population,
      departement: lieu.insee
        ? (noms.get(lieu.insee)?.departement ?? lieu.insee.slice(0, 2))
        : (SANS_CODE[lieu.pays] ?? ""),
    }))
    .sort((a, b) => b.population - a.population);
  return {
    communes,
    parCodePostal,
    departements: new Map(
      lire<{ code: string; nom: string }[]>("departements").map((d) => [d.code, apostrophe(d.nom)]),
    ),
    villes,
    trigrammes: indexer(communes),
  };
}
