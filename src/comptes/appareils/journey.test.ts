import { beforeAll, expect, test } from "vitest";
import { routes } from "#routes.ts";
import type { Client } from "../../../tests/kit/client.ts";
import { createWorld, type World } from "../../../tests/kit/world.ts";

const here = routes.mesAppareils.href({});
const ELEVE = "eleve@lycee-demo.test";
const DAY = 24 * 3_600_000;
const START = new Date("2026-11-23T09:00:00Z");
const PHONE =
  "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});

/** Signs in by the form, with or without « Ce téléphone est à moi », on a browser that says what it is. */
async function enter(courriel: string, personnel: boolean, userAgent = "") {
  const client = world.visitor();
  await client.get(routes.connexion.href({}));
  const data = client.shown(client.page.form("Se connecter"));
  data.set("courriel", courriel);
  data.set("motDePasse", "passerelle-demo-2026");
  if (personnel) data.set("personnel", "oui");
  const answer = await client.request(routes.connexion.href({}), {
    method: "POST",
    body: new URLSearchParams(data as never),
    headers: { "user-agent": userAgent },
  });
  await client.read(routes.connexion.href({}), answer);
  return { client, cookie: answer.headers.getSetCookie().find((line) => line.includes("-session=")) ?? "" };
}

const isIn = async (client: Client) => (await client.get(here)).title === "Mes appareils";
const later = (days: number) => world.setNow(new Date(START.getTime() + days * DAY));

test("a learner’s own phone stays signed in for thirty days, any other device for the day", async () => {
  const own = await enter(ELEVE, true, PHONE);
  const shared = await enter(ELEVE, false);
  expect(own.cookie).toContain(`Max-Age=${30 * 86_400}`);
  expect(shared.cookie).toContain(`Max-Age=${12 * 3_600}`);
  later(1);
  expect([await isIn(own.client), await isIn(shared.client)]).toEqual([true, false]);
  // used every day or not, thirty days are the end
  later(29.9);
  expect(await isIn(own.client)).toBe(true);
  later(30.1);
  expect(await isIn(own.client)).toBe(false);
  world.setNow(START);
});

test("for anybody else the tick changes nothing, and it is said", async () => {
  const teacher = await enter("enseignant@lycee-demo.test", true);
  expect(teacher.cookie).toContain(`Max-Age=${12 * 3_600}`);
  expect(teacher.client.page.root.querySelector(".flash")?.text).toContain("ne vaut que pour les élèves");
  later(1);
  expect(await isIn(teacher.client)).toBe(false);
  world.setNow(START);
});

test("one sees where one is signed in, in words, and closes a device left open elsewhere", async () => {
  const lycee = (await enter("apprenti@lycee-demo.test", false)).client;
  const phone = (await enter("apprenti@lycee-demo.test", true, PHONE)).client;
  const { text, root } = await phone.get(here);
  expect(text).toContain("Chrome sur un téléphone Android");
  expect(text).toContain("Appareil inconnu");
  expect(text).toContain("23 décembre 2026");
  expect(root.querySelectorAll(".row")).toHaveLength(2);
  expect(root.querySelectorAll(".row").filter((row) => row.text.includes("Cet appareil"))).toHaveLength(1);
  await phone.submit("Déconnecter");
  expect(phone.page.text).toContain("Appareil inconnu : déconnecté.");
  expect([await isIn(lycee), await isIn(phone)]).toEqual([false, true]);
  expect(phone.page.text).toContain("Tu n’es connecté nulle part ailleurs");
});

test("all the others at once; nobody closes somebody else’s, nor the device in his hand", async () => {
  const mine = (await enter("k.benali@lycee-demo.test", false)).client;
  const others = [
    (await enter("k.benali@lycee-demo.test", false)).client,
    (await enter("k.benali@lycee-demo.test", false)).client,
  ];
  const stranger = (await enter("enseignant@lycee-voisin.test", false)).client;
  await mine.get(here);
  const ids = mine.page.root
    .querySelectorAll("input[name=appareil]")
    .map((f) => f.getAttribute("value") ?? "");
  for (const appareil of [...ids, "autres"]) await stranger.post(here, { appareil }, here);
  expect(await isIn(others[0] as Client)).toBe(true);
  await mine.get(here);
  await mine.submit("Déconnecter tous les autres");
  expect(mine.page.root.querySelector(".flash")?.text).toContain("2 appareils déconnectés");
  expect(await Promise.all([mine, ...others].map(isIn))).toEqual([true, false, false]);
});

test("the seal of the drafts: one’s own, the same at each session, nobody’s without a session", async () => {
  const seal = async (client: Client) =>
    (await client.request(routes.sceau.href({}), { headers: { accept: "application/json" } })).json();
  const first = (await enter(ELEVE, false)).client;
  const again = (await enter(ELEVE, true)).client;
  const other = (await enter("apprenti@lycee-demo.test", false)).client;
  const [a, b, c] = await Promise.all([first, again, other].map(seal));
  expect(Buffer.from(a.cle, "base64url")).toHaveLength(32);
  expect([b.cle, b.personne]).toEqual([a.cle, a.personne]);
  expect(c.cle).not.toBe(a.cle);
  const answer = await world
    .visitor()
    .request(routes.sceau.href({}), { headers: { accept: "application/json" } });
  expect(answer.status).toBe(401);
  expect((await first.request(routes.sceau.href({}))).headers.get("cache-control")).toBe("no-store");
});
