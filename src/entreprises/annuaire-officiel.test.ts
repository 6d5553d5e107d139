import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { annuaireOfficiel, lireResultat } from "#entreprises/annuaire-officiel.ts";

/** An answer as the service gives it (spec/domain.md §4), shortened; names and people invented. */
const enregistree = {
  results: [
    {
      siren: "732829320",
      nom_complet: "MECANIQUE DU ROBEC (M.R.)",
      nom_raison_sociale: "MECANIQUE DU ROBEC",
      nombre_etablissements: 2,
      nature_juridique: "5710",
      activite_principale: "25.62B",
      etat_administratif: "A",
      statut_diffusion: "O",
      tranche_effectif_salarie: "12",
      dirigeants: [{ nom: "SECRET", prenoms: "Personne", annee_de_naissance: "1970", qualite: "Gérant" }],
      siege: {
        siret: "73282932000074",
        adresse: "12 RUE DES FORGES 76000 ROUEN",
        code_postal: "76000",
        libelle_commune: "ROUEN",
        activite_principale: "25.62B",
        etat_administratif: "A",
        latitude: "49.44",
        longitude: "1.09",
      },
      complements: { est_association: false },
    },
    {
      siren: "356000000",
      nom_complet: "LA POSTE",
      nom_raison_sociale: null,
      etat_administratif: "A",
      statut_diffusion: "O",
      siege: { siret: "35600000000048", adresse: "9 RUE DU COLONEL PIERRE AVIA 75015 PARIS" },
    },
    { nom_complet: "FERMEE", etat_administratif: "C", siege: { siret: "35600000049837" } },
    {
      nom_complet: "DISCRETE",
      etat_administratif: "A",
      statut_diffusion: "P",
      siege: { siret: "35600000049837" },
    },
    { nom_complet: "SANS SIRET", etat_administratif: "A", siege: { siret: "12345678901234" } },
    { nom_complet: "SANS SIEGE" },
    "n’importe quoi",
  ],
  total_results: 7,
  page: 1,
  per_page: 8,
};

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A service on this machine; `answer` is null for one that never answers. */
async function service(answer: { status?: number; body: string } | null) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    if (!answer) return;
    response.writeHead(answer.status ?? 200, { "Content-Type": "application/json" }).end(answer.body);
  });
  servers.push(server);
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return { asked, adresse: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const now = new Date("2026-11-23T09:00:00Z");
const client = (adresse: string, clock = () => now) => annuaireOfficiel({ adresse, clock, patience: 150 });

test("the recorded answer is read: open and public companies only, and never their managers", async () => {
  const { adresse, asked } = await service({ body: JSON.stringify(enregistree) });
  const found = await client(adresse).chercher("  mécanique & fils ");
  expect(asked).toEqual(["/search?q=m%C3%A9canique+%26+fils&page=1&per_page=8"]);
  expect(found).toEqual([
    {
      siret: "73282932000074",
      nom: "MECANIQUE DU ROBEC",
      adresse: "12 RUE DES FORGES",
      codePostal: "76000",
      ville: "ROUEN",
      naf: "25.62B",
    },
    {
      siret: "35600000000048",
      nom: "LA POSTE",
      adresse: "9 RUE DU COLONEL PIERRE AVIA",
      codePostal: "75015",
      ville: "PARIS",
      naf: "",
    },
  ]);
  expect(JSON.stringify(found)).not.toContain("SECRET");
});

test("down, in error, slow or unreadable: it says nothing, and nothing is thrown", async () => {
  for (const answer of [
    { status: 500, body: "{}" },
    { status: 429, body: "{}" },
    { body: "<html>" },
    { body: JSON.stringify({ erreur: "autre forme" }) },
    null,
  ])
    expect(await client((await service(answer)).adresse).chercher("papeterie")).toBeNull();
  expect(await client("http://127.0.0.1:1").chercher("papeterie")).toBeNull();
});

test("seven requests a second at most, then again", async () => {
  const { adresse, asked } = await service({ body: JSON.stringify({ results: [] }) });
  let instant = now;
  const annuaire = client(adresse, () => instant);
  const answers = await Promise.all(Array.from({ length: 10 }, () => annuaire.chercher("papeterie")));
  expect(answers.filter((answer) => answer === null)).toHaveLength(3);
  expect(asked).toHaveLength(7);
  instant = new Date(now.getTime() + 1_000);
  expect(await annuaire.chercher("papeterie")).toEqual([]);
});

test("two letters are not asked", async () => {
  const { adresse, asked } = await service({ body: "{}" });
  expect(await client(adresse).chercher("ab")).toEqual([]);
  expect(asked).toEqual([]);
});

test("a very long or odd field is cut, never trusted", () => {
  const siege = { siret: "73282932000074", adresse: "x".repeat(5_000), code_postal: "abc" };
  const read = lireResultat({ nom_complet: "N".repeat(5_000), siege });
  expect(read?.nom).toHaveLength(200);
  expect(read?.adresse).toHaveLength(200);
  expect(read?.codePostal).toBe("");
  expect(lireResultat({ nom_complet: { $ne: "" }, siege })).toBeNull();
});
