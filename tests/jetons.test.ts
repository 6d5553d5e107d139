import { beforeAll, expect, test } from "vitest";
import { createApplication } from "#application.ts";
import { DEMO_PASSWORD } from "#comptes/demo-accounts.ts";
import { sessionLimits } from "#comptes/rules.ts";
import { routes } from "#routes.ts";
import { Client, type PageRead } from "./kit/client.ts";
import { everybody, type Who } from "./kit/pages.ts";
import { NOW } from "./kit/server.ts";
import { createWorld, type World } from "./kit/world.ts";

/* Cookies, tokens, links and addresses in the hands of somebody who means harm. */

let world: World;
beforeAll(async () => {
  world = await createWorld();
});

const tokenOf = (page: PageRead) =>
  page.root.querySelector("input[name=_token]")?.getAttribute("value") ?? "";
const comfort = (client: Client, token: string, headers: Record<string, string> = {}) =>
  client.request(routes.lectureConfortable.href({}), {
    method: "POST",
    body: new URLSearchParams({ _token: token, confort: "non" }),
    headers,
  });
test("a form is taken from this site and this session alone", async () => {
  const teacher = await world.as("enseignant@lycee-demo.test");
  const pupil = await world.as("eleve@lycee-demo.test");
  const own = tokenOf(await teacher.get("/mot-de-passe"));
  expect((await comfort(teacher, own)).status).toBe(303);
  expect((await comfort(teacher, own, { origin: "http://localhost" })).status).toBe(303);
  const before = tokenOf(await world.visitor().get("/connexion"));
  const others = tokenOf(await pupil.get("/mot-de-passe"));
  for (const token of ["", ".", "a.b", own.slice(0, -1), own.split(".")[1] ?? "", before, others])
    expect([token, (await comfort(teacher, token)).status]).toEqual([token, 403]);
  for (const headers of [
    { origin: "null" },
    { origin: "https://localhost.evil.test" },
    { origin: "http://localhost@evil.test" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
  ])
    expect([headers, (await comfort(teacher, own, headers as never)).status]).toEqual([headers, 403]);
});

test("a session cookie brought by somebody else never becomes a session", async () => {
  const client = world.visitor();
  client.cookies.set("passerelle-session", "choisi-par-un-autre");
  await client.signIn("eleve@lycee-demo.test");
  const first = client.cookies.get("passerelle-session") ?? "";
  expect(first).toMatch(/^[\w-]{43}$/);
  const thief = world.visitor();
  for (const stolen of ["choisi-par-un-autre", "%E0%A4%A", "x".repeat(4_000), "'; drop table session;--"]) {
    thief.cookies.set("passerelle-session", stolen);
    expect((await thief.request("/mes-evaluations")).headers.get("location")).toMatch(/^\/connexion/);
  }
  // signing in again ends what the same browser held before; signing out ends the last
  await client.request("/connexion");
  await client.post(
    "/connexion",
    { courriel: "eleve@lycee-demo.test", motDePasse: DEMO_PASSWORD },
    "/mot-de-passe",
  );
  const second = client.cookies.get("passerelle-session") ?? "";
  expect(second).not.toBe(first);
  thief.cookies.set("passerelle-session", first);
  expect((await thief.request("/mes-evaluations")).status).toBe(303);
  await client.post("/deconnexion", {}, "/mot-de-passe");
  thief.cookies.set("passerelle-session", second);
  expect((await thief.request("/mes-evaluations")).status).toBe(303);
});

test("over https every cookie is __Host-, Secure, HttpOnly and Lax, and other origins are refused", async () => {
  const origin = "https://passerelle.lycee.test";
  const config = { ...world.deps.config, demo: false, publicUrl: origin };
  const client = new Client(createApplication({ ...world.deps, origin, config }));
  const cookies: string[] = [];
  const request = client.request.bind(client);
  client.request = async (address, init) => {
    const answer = await request(address, init);
    cookies.push(...answer.headers.getSetCookie());
    return answer;
  };
  await client.signIn("enseignant@lycee-demo.test");
  const token = tokenOf(await client.get("/mot-de-passe"));
  expect((await comfort(client, token, { origin })).status).toBe(303);
  // a server with a public address believes no other name, not even the one it was asked under
  expect((await comfort(client, token, { origin: "http://localhost", host: "localhost" })).status).toBe(403);
  expect(cookies.map((cookie) => cookie.split("=")[0])).toEqual(
    expect.arrayContaining(["__Host-passerelle-visite", "__Host-passerelle-session"]),
  );
  for (const cookie of cookies) expect(cookie).toMatch(/^__Host-(?=.*; Path=\/)(?=.*; Secure)(?!.*; Domain)/);
  for (const cookie of cookies.filter((one) => !/Max-Age=0/.test(one)))
    expect(cookie).toMatch(/(?=.*; HttpOnly)(?=.*; SameSite=Lax)/);
  expect((await client.request("/healthz")).headers.get("strict-transport-security")).toContain("max-age");
});

test("after signing in one lands on this site, whatever the address asked", async () => {
  for (const suite of [
    "//evil.test",
    "/\\evil.test",
    "https://evil.test",
    "javascript:alert(1)",
    "/\t/evil.test",
    "/%0d%0aSet-Cookie:a=b",
    "http:evil.test",
    " //evil.test",
    "/.//evil.test",
    "/..//evil.test",
  ]) {
    const client = world.visitor();
    const page = await client.get(`/connexion?${new URLSearchParams({ suite })}`);
    const body = new URLSearchParams({
      _token: tokenOf(page),
      courriel: "eleve@lycee-demo.test",
      motDePasse: DEMO_PASSWORD,
      suite,
    });
    const answer = await client.request("/connexion", { method: "POST", body });
    const landed = new URL(answer.headers.get("location") ?? "", "http://localhost/connexion");
    expect([suite, answer.status, landed.origin]).toEqual([suite, 303, "http://localhost"]);
  }
});

test("links in mails are made from the configured address, never from what the request says", async () => {
  const visitor = world.visitor();
  const token = tokenOf(await visitor.get("/mot-de-passe-oublie"));
  const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const answer = await world.app.request("http://evil.test/mot-de-passe-oublie", {
    method: "POST",
    headers: { cookie, host: "evil.test", "x-forwarded-host": "evil.test", forwarded: "host=evil.test" },
    body: new URLSearchParams({ _token: token, courriel: "enseignant@lycee-demo.test" }),
  });
  expect(answer.status).toBe(200);
  const letter = (await world.mails("enseignant@lycee-demo.test")).at(-1);
  expect(letter?.links).toEqual([expect.stringMatching(/^http:\/\/localhost\/activation\//)]);
  expect(letter?.html).not.toContain("evil.test");
});

test("a mail scanner that reads a link in every way opens nothing", async () => {
  const links = (await world.mails()).flatMap((letter) => letter.links);
  const seen = async () =>
    (
      await world.owner.query(
        "select (select count(*) from session) s, (select count(*) from journal) j, (select md5(string_agg(l::text, '' order by empreinte)) from lien l) l, (select max(derniere_visite_le) from accueil_tuteur) v",
      )
    ).rows[0];
  const before = await seen();
  expect(
    links.some((link) => link.includes("/acces/")) && links.some((link) => link.includes("/activation/")),
  ).toBe(true);
  for (const link of links)
    for (const method of ["HEAD", "GET", "OPTIONS", "PUT"])
      expect((await world.visitor().request(new URL(link).pathname, { method })).status).toBeLessThan(500);
  expect(await seen()).toEqual(before);
});

test("sessions end by themselves, idle or too old, each role at its own pace", async () => {
  const roles = {
    enseignant: "enseignant",
    élève: "apprenant",
    maître: "maitre",
    administrateur: "administrateur",
    tuteur: "tuteur",
  } as const;
  const signedIn = async (client: Client) => (await client.request("/espaces")).status === 200;
  try {
    const idle = await everybody(world);
    for (const [who, role] of Object.entries(roles)) {
      const client = idle[who as Who];
      world.setNow(new Date(NOW.getTime() + sessionLimits[role].idle - 1_000));
      expect([who, await signedIn(client)]).toEqual([who, true]);
      world.setNow(new Date(NOW.getTime() + 2 * sessionLimits[role].idle));
      expect([who, await signedIn(client)]).toEqual([who, false]);
      world.setNow(NOW);
    }
    const busy = await everybody(world);
    for (const [who, role] of Object.entries(roles)) {
      const { idle: pause, absolute } = sessionLimits[role];
      for (let at = 0; at < absolute; at += pause / 2) {
        world.setNow(new Date(NOW.getTime() + at));
        expect([who, at, await signedIn(busy[who as Who])]).toEqual([who, at, true]);
      }
      world.setNow(new Date(NOW.getTime() + absolute));
      expect([who, await signedIn(busy[who as Who])]).toEqual([who, false]);
      world.setNow(NOW);
    }
  } finally {
    world.setNow(NOW);
  }
});

test("who lost his role is told to sign in, not sent round and round", async () => {
  const pupil = await world.as("apprenti@lycee-demo.test");
  await world.owner.query(
    "update habilitation set au = '2026-11-20' where courriel = 'apprenti@lycee-demo.test'",
  );
  expect((await pupil.request("/mes-evaluations")).headers.get("location")).toMatch(/^\/connexion/);
  expect((await pupil.request("/connexion")).status).toBe(200);
});
