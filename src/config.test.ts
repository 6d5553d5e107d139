import { expect, test } from "vitest";
import { readConfig } from "#config.ts";

const value = (env: NodeJS.ProcessEnv) => {
  const read = readConfig(env);
  if (!read.ok) throw new Error(read.problems.join());
  return read.value;
};

test("without a word: a demonstration on this machine only", () => {
  expect(value({})).toMatchObject({ port: 3000, host: "127.0.0.1", demo: true, publicUrl: null });
});

test("a public address ends the demonstration; only its origin counts, as browsers write it", () => {
  const config = value({ URL_PUBLIQUE: "https://Passerelle.ecole.test:443/", NODE_ENV: "production" });
  expect(config).toMatchObject({ demo: false, host: "0.0.0.0", publicUrl: "https://passerelle.ecole.test" });
  expect(value({ PASSERELLE_DEMO: "0" })).toMatchObject({ demo: false, host: "127.0.0.1" });
});

test("the official directory of companies is off until its address is given", () => {
  expect(value({}).companySearch).toBeNull();
  const address = "https://recherche-entreprises.api.gouv.fr";
  expect(value({ RECHERCHE_ENTREPRISES: address }).companySearch).toBe(address);
  expect(readConfig({ RECHERCHE_ENTREPRISES: "oui" }).ok).toBe(false);
});

test("the streets under the map are off until the address of their service is given", () => {
  expect(value({}).mapTiles).toBeNull();
  expect(value({ FOND_DE_CARTE: "https://data.geopf.fr/wmts" }).mapTiles).toBe("https://data.geopf.fr/wmts");
  expect(readConfig({ FOND_DE_CARTE: "oui" }).ok).toBe(false);
});

test("every wrong variable is listed at once; production refuses the demonstration", () => {
  const read = readConfig({
    PORT: "abc",
    URL_PUBLIQUE: "passerelle",
    SMTP_URL: "http://serveur",
    LOG_LEVEL: "fort",
  });
  expect(read.ok ? [] : read.problems.map((line) => line.split(" : ")[0])).toEqual([
    "PORT",
    "URL_PUBLIQUE",
    "SMTP_URL",
    "LOG_LEVEL",
  ]);
  const path = readConfig({ URL_PUBLIQUE: "https://ecole.test/passerelle" });
  expect(path.ok ? [] : path.problems).toEqual([expect.stringContaining("sans chemin")]);
  const production = readConfig({ PASSERELLE_DEMO: "1", NODE_ENV: "production" });
  expect(production.ok ? [] : production.problems).toEqual([
    expect.stringContaining("PASSERELLE_DEMO"),
    expect.stringContaining("URL_PUBLIQUE"),
  ]);
});
