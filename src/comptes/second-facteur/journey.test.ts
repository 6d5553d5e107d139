import { Secret, TOTP } from "otpauth";
import { beforeAll, expect, test } from "vitest";
import { createWorld, type World } from "../../../tests/kit/world.ts";

const NOW = new Date("2026-11-23T09:00:00Z");
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

let world: World;
beforeAll(async () => {
  world = await createWorld();
  // outside the demonstration, where the second factor is asked
  world.deps.config.demo = false;
});

const secretOf = async (courriel: string) => {
  const { rows } = await world.owner.query(
    "select i.second_facteur from identite i join identifiant d on d.identite_id = i.id where d.valeur = $1",
    [courriel],
  );
  return rows[0].second_facteur as string;
};
const codeAt = (secret: string, instant: Date) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: instant.getTime() });

test("an administrator enrols at the first sign-in and opens nothing before; a code serves once", async () => {
  const admin = world.visitor();
  await admin.signIn("administrateur@lycee-demo.test");
  for (const address of ["/", "/administration", "/administration/enseignants", "/mot-de-passe"])
    expect((await admin.get(address)).title).toBe("Second facteur");
  await admin.submit("Commencer");
  const secret = await secretOf("administrateur@lycee-demo.test");
  expect(admin.page.text.replaceAll(" ", "")).toContain(secret);
  expect((await admin.submit("Vérifier et enregistrer", { code: "000000" })).status).toBe(422);
  await admin.submit("Vérifier et enregistrer", { code: codeAt(secret, NOW) });
  expect((await admin.get("/administration")).status).toBe(200);

  const again = world.visitor();
  await again.signIn("administrateur@lycee-demo.test");
  expect(again.page.html).not.toContain(secret);
  const burnt = await again.submit("Entrer", { code: codeAt(secret, NOW) });
  expect([burnt.status, burnt.text]).toEqual([422, expect.stringContaining("a déjà servi")]);
  world.setNow(later(60));
  await again.submit("Entrer", { code: codeAt(secret, later(60)) });
  expect((await again.get("/administration")).title).toBe("Lycée professionnel des Trois-Rivières");
  world.setNow(later(90));
  const taken = { acte: "retirer", code: codeAt(secret, later(90)) };
  expect((await again.post("/second-facteur", taken, "/second-facteur")).status).toBe(403);
  expect(await secretOf("administrateur@lycee-demo.test")).toBe(secret);
});

test("a stolen password alone changes nothing: not the password, not the factor", async () => {
  const thief = world.visitor();
  await thief.signIn("administrateur@lycee-demo.test");
  const before = await secretOf("administrateur@lycee-demo.test");
  await thief.post("/second-facteur", { acte: "commencer" }, "/second-facteur");
  expect(await secretOf("administrateur@lycee-demo.test")).toBe(before);
  const phrase = "une phrase que je retiens bien";
  const change = { actuel: "passerelle-demo-2026", motDePasse: phrase, confirmation: phrase };
  expect((await thief.post("/mot-de-passe", change, "/second-facteur")).title).toBe("Second facteur");
  for (let i = 0; i < 10; i++) await thief.submit("Entrer", { code: "123456" });
  world.setNow(later(120));
  expect((await thief.submit("Entrer", { code: codeAt(before, later(120)) })).status).toBe(429);
});

test("a teacher chooses it, is asked for it, and may take it away; a learner is not concerned", async () => {
  world.setNow(NOW);
  const teacher = await world.as("k.benali@lycee-demo.test");
  expect((await teacher.get("/periodes")).status).toBe(200);
  await teacher.get("/second-facteur");
  await teacher.submit("Commencer");
  const secret = await secretOf("k.benali@lycee-demo.test");
  await teacher.submit("Vérifier et enregistrer", { code: codeAt(secret, NOW) });
  const again = world.visitor();
  await again.signIn("k.benali@lycee-demo.test");
  expect(again.page.title).toBe("Second facteur");
  world.setNow(later(30));
  await again.submit("Entrer", { code: codeAt(secret, later(30)) });
  await again.get("/second-facteur");
  world.setNow(later(60));
  await again.submit("Retirer le second facteur", { code: codeAt(secret, later(60)) });
  expect((await (await world.as("k.benali@lycee-demo.test")).get("/periodes")).title).not.toBe(
    "Second facteur",
  );
  expect((await (await world.as("eleve@lycee-demo.test")).get("/second-facteur")).status).toBe(403);
});

test("in the demonstration nobody is asked", async () => {
  world.deps.config.demo = true;
  const admin = await world.as("administrateur@lycee-demo.test");
  expect((await admin.get("/administration")).title).toBe("Lycée professionnel des Trois-Rivières");
});
