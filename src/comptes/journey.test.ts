import { beforeAll, expect, test } from "vitest";
import { createAdministrator } from "#comptes/first-administrator.ts";
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

test("behind a trusted proxy each visitor has his own address; otherwise the header is only words", async () => {
  const from = async (address: string) => {
    const client = world.visitor();
    const page = await client.get("/connexion");
    const token = page.root.querySelector("[name=_token]")?.getAttribute("value") ?? "";
    const body = new URLSearchParams({
      _token: token,
      courriel: "h.roussel@lycee-demo.test",
      motDePasse: "non",
    });
    const headers = { "x-forwarded-for": `1.2.3.4, ${address}` };
    return (await client.request("/connexion", { method: "POST", body, headers })).status;
  };
  for (let i = 0; i < 10; i++) await from("10.0.0.1");
  expect(await from("10.0.0.2")).toBe(429);
  world.deps.config.trustedProxy = true;
  for (let i = 0; i < 10; i++) await from("10.0.0.3");
  expect([await from("10.0.0.3"), await from("10.0.0.4")]).toEqual([429, 422]);
  world.deps.config.trustedProxy = false;
});

test("the first administrator of a new school activates the account by its link, once", async () => {
  const given = {
    uai: "0760003R",
    ecole: "Lycée neuf",
    nom: "Petit",
    prenom: "Anne",
    courriel: "anne@neuf.test",
  };
  const jeton = "un-jeton-de-recette-assez-long-pour-un-lien";
  const create = () => createAdministrator(world.db, { ...given, jeton, now: world.deps.clock() });
  expect((await create()).ok).toBe(true);
  expect((await create()).ok).toBe(false);
  const client = world.visitor();
  await client.get(`/activation/${jeton}`);
  const short = await client.submit("Activer mon compte", { motDePasse: "court", confirmation: "court" });
  expect([short.status, short.text]).toEqual([422, expect.stringContaining("au moins 12 caractères")]);
  const phrase = "une phrase que je retiens";
  await client.submit("Activer mon compte", { motDePasse: phrase, confirmation: phrase });
  expect((await world.visitor().get(`/activation/${jeton}`)).status).toBe(404);
  expect((await client.get("/mot-de-passe")).text).toContain("Vous seul le connaîtrez");
  const again = world.visitor();
  await again.signIn(given.courriel, phrase);
  expect(again.cookies.has("passerelle-session")).toBe(true);
});
