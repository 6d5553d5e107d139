import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { geocodeurEnLigne } from "#geographie/en-ligne.ts";

/** An answer in the form of the service (spec/domain.md §4), shortened; the street is invented. */
const enregistree = {
  type: "FeatureCollection",
  features: [
    {
      type: "Feature",
      geometry: { type: "Point", coordinates: [1.00312, 49.28714] },
      properties: {
        label: "12 Rue des Forges 76500 Elbeuf",
        score: 0.93,
        type: "housenumber",
        city: "Elbeuf",
      },
    },
    {
      type: "Feature",
      geometry: { type: "Point", coordinates: [4.8, 45.7] },
      properties: { label: "Rue des Forgerons 69000 Lyon", score: 0.31 },
    },
  ],
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
  return { asked, adresse: `http://127.0.0.1:${(server.address() as AddressInfo).port}/geocodage/` };
}

let now = new Date("2026-11-23T09:00:00Z");
const client = (adresse: string) => geocodeurEnLigne({ adresse, clock: () => now, patience: 150 });

test("the recorded answer is read, guesses left out", async () => {
  const { adresse, asked } = await service({ body: JSON.stringify(enregistree) });
  expect(await client(adresse).chercher("12 rue des Forges\n76500  Elbeuf")).toEqual([
    { libelle: "12 Rue des Forges 76500 Elbeuf", longitude: 1.00312, latitude: 49.28714 },
  ]);
  expect(asked).toEqual(["/geocodage/search?q=12+rue+des+Forges+76500+Elbeuf&limit=5&index=address"]);
});

test("down, in error, slow or unreadable: it says nothing, and nothing is thrown", async () => {
  const [feature] = enregistree.features;
  const ailleurs = { ...feature, geometry: { coordinates: [1_000, 49] } };
  for (const answer of [
    { status: 500, body: "{}" },
    { status: 429, body: "{}" },
    { body: "<html>" },
    { body: JSON.stringify({ features: [ailleurs] }) },
    { body: JSON.stringify({ features: [], reste: "x".repeat(600_000) }) },
    null,
  ])
    expect(await client((await service(answer)).adresse).chercher("12 rue des Forges")).toBeNull();
  expect(await client("http://127.0.0.1:1").chercher("12 rue des Forges")).toBeNull();
});

test("ten requests a second at most, then again; two letters are not asked", async () => {
  const { adresse, asked } = await service({ body: JSON.stringify({ features: [] }) });
  const geocodeur = client(adresse);
  const answers = await Promise.all(Array.from({ length: 12 }, () => geocodeur.chercher("rue des Forges")));
  expect(answers.filter((answer) => answer === null)).toHaveLength(2);
  expect(asked).toHaveLength(10);
  now = new Date(now.getTime() + 1_000);
  expect(await geocodeur.chercher("rue des Forges")).toEqual([]);
  expect(await geocodeur.chercher("ab")).toEqual([]);
  expect(asked).toHaveLength(11);
});
