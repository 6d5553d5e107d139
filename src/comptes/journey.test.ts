import { beforeAll, expect, test } from "vitest";
import { createWorld, type World } from "../../tests/kit/world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});

test("healthz answers before anything else", async () => {
  const answer = await world.app.request("/healthz");
  expect([answer.status, await answer.text()]).toEqual([200, "ok"]);
});

test("a wrong password keeps the identifier, says the same for unknown accounts, and opens nothing", async () => {
  const client = world.visitor();
  for (const courriel of ["enseignant@lycee-demo.test", "personne@nulle-part.test"]) {
    const page = await client.signIn(courriel, "pas le bon mot de passe");
    expect(page.status).toBe(422);
    expect(page.text).toContain("Identifiant ou mot de passe inconnu");
    expect(page.root.querySelector("[name=courriel]")?.getAttribute("value")).toBe(courriel);
  }
  expect((await client.get("/mot-de-passe")).title).toBe("Se connecter");
});

test("one cookie, rotated at sign-in, dead after signing out", async () => {
  const client = await world.as("enseignant@lycee-demo.test");
  const session = client.cookies.get("passerelle-session");
  expect(session).toMatch(/^[\w-]{43}$/);
  await client.get("/mot-de-passe");
  await client.submit("Se déconnecter");
  client.cookies.set("passerelle-session", session ?? "");
  expect((await client.get("/mot-de-passe")).title).toBe("Se connecter");
});

test("a form without its token, or from elsewhere, is refused", async () => {
  const client = await world.as("enseignant@lycee-demo.test");
  const body = new URLSearchParams({
    motDePasse: "une phrase assez longue",
    confirmation: "une phrase assez longue",
  });
  expect((await client.request("/mot-de-passe", { method: "POST", body })).status).toBe(403);
  await client.get("/mot-de-passe");
  body.set("_token", client.page.root.querySelector("[name=_token]")?.getAttribute("value") ?? "");
  const elsewhere = { origin: "https://ailleurs.example", "sec-fetch-site": "cross-site" };
  expect((await client.request("/mot-de-passe", { method: "POST", body, headers: elsewhere })).status).toBe(
    403,
  );
});

test("ten failures close the door of this device for a while, not the account elsewhere", async () => {
  const client = world.visitor();
  for (let i = 0; i < 10; i++) await client.signIn("k.benali@lycee-demo.test", "mauvais mot de passe");
  expect((await client.signIn("k.benali@lycee-demo.test")).status).toBe(429);
  expect((await world.as("eleve@lycee-demo.test")).page.status).not.toBe(429);
});
