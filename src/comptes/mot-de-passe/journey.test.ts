import { beforeAll, expect, test } from "vitest";
import { createWorld, type World } from "../../../tests/kit/world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});

const phrase = "une phrase que je retiens bien";

test("one's own password asks for the present one, closes the other sessions, and refuses what is easy", async () => {
  const elsewhere = await world.as("k.benali@lycee-demo.test");
  const client = await world.as("k.benali@lycee-demo.test");
  await client.get("/mot-de-passe");
  const wrong = await client.submit("/mot-de-passe", {
    actuel: "pas celui-là",
    motDePasse: phrase,
    confirmation: phrase,
  });
  expect([wrong.status, wrong.text]).toEqual([422, expect.stringContaining("pas le mot de passe actuel")]);
  const same = { actuel: "passerelle-demo-2026", motDePasse: "azertyuiop123", confirmation: "azertyuiop123" };
  expect((await client.submit("/mot-de-passe", same)).text).toContain("trop facile à deviner");
  await client.submit("/mot-de-passe", {
    actuel: "passerelle-demo-2026",
    motDePasse: phrase,
    confirmation: phrase,
  });
  expect(client.page.html).toContain("Mot de passe enregistré.");
  expect((await elsewhere.get("/periodes")).title).toBe("Se connecter");
});

test("forgotten: the same page for everybody, a mail for its owner alone, a link that serves once", async () => {
  const visitor = world.visitor();
  const ask = async (courriel: string) => {
    await visitor.get("/mot-de-passe-oublie");
    return visitor.submit("/mot-de-passe-oublie", { courriel });
  };
  const unknown = await ask("personne@nulle-part.test");
  const known = await ask("h.roussel@lycee-demo.test");
  expect([known.status, known.text]).toEqual([200, unknown.text]);
  expect((await ask("helene.roussel")).status).toBe(422);
  const mails = (await world.mails()).filter((mail) => mail.subject === "Choisir un nouveau mot de passe");
  expect(mails.map((mail) => mail.to)).toEqual(["h.roussel@lycee-demo.test"]);
  const link = new URL(mails[0]?.links[0] ?? "").pathname;
  expect((await visitor.get(link)).title).toBe("Choisir un nouveau mot de passe");
  await visitor.submit(link, { motDePasse: phrase, confirmation: phrase });
  expect(visitor.page.title).toBe("Portfolio des activités en entreprise");
  expect((await world.visitor().get(link)).status).toBe(404);
  const again = world.visitor();
  expect((await again.signIn("h.roussel@lycee-demo.test")).status).toBe(422);
  await again.signIn("h.roussel@lycee-demo.test", phrase);
  expect(again.cookies.has("passerelle-session")).toBe(true);
});

test("ten requests for one address from one device, then a pause", async () => {
  const visitor = world.visitor();
  await visitor.get("/mot-de-passe-oublie");
  for (let i = 0; i < 10; i++) {
    await visitor.get("/mot-de-passe-oublie");
    await visitor.submit("/mot-de-passe-oublie", { courriel: "enseignant@lycee-demo.test" });
  }
  await visitor.get("/mot-de-passe-oublie");
  expect(
    (await visitor.submit("/mot-de-passe-oublie", { courriel: "enseignant@lycee-demo.test" })).status,
  ).toBe(429);
});
