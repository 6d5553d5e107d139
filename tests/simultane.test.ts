import { beforeAll, expect, test } from "vitest";
import { DEMO_PASSWORD } from "#comptes/demo-accounts.ts";
import { throttle } from "#comptes/rules.ts";
import { createPostman } from "#courriels/postman.ts";
import { letterWriters } from "#letters.ts";
import { routes } from "#routes.ts";
import type { Client, PageRead } from "./kit/client.ts";
import { NOW } from "./kit/server.ts";
import { createWorld, type World } from "./kit/world.ts";

/* The same thing at the same instant: guesses, a link redeemed and revoked, an activation, the post. */

let world: World;
beforeAll(async () => {
  world = await createWorld();
});

const tokenOf = (page: PageRead) =>
  page.root.querySelector("input[name=_token]")?.getAttribute("value") ?? "";

test("a hundred guesses at once are no more than ten", async () => {
  const visitor = world.visitor();
  const body = { _token: tokenOf(await visitor.get("/connexion")), courriel: "enseignant@lycee-voisin.test" };
  const guess = (motDePasse: string) =>
    visitor.request("/connexion", { method: "POST", body: new URLSearchParams({ ...body, motDePasse }) });
  const answers = await Promise.all(Array.from({ length: 40 }, (_, i) => guess(`mot-de-passe-${i}`)));
  expect(answers.filter((answer) => answer.status === 422)).toHaveLength(throttle.pair);
  expect(answers.filter((answer) => answer.status === 429)).toHaveLength(40 - throttle.pair);
  // the owner of the account comes in from elsewhere or later; other accounts of this address come in now
  expect((await world.visitor().signIn("eleve@lycee-demo.test")).title).not.toBe("Se connecter");
  world.setNow(new Date(NOW.getTime() + throttle.window + 1));
  expect((await guess(DEMO_PASSWORD)).status).toBe(303);
  world.setNow(NOW);
});

test("a tutor's link redeemed and revoked at the same instant: one outcome, no session left behind", async () => {
  const teacher = await world.as("enseignant@lycee-demo.test");
  const link =
    (await world.mails()).flatMap((letter) => letter.links).find((one) => one.includes("/acces/")) ?? "";
  const { rows } = await world.owner.query(
    `select t.dossier_id as dossier, d.periode_id as periode from lien l join accueil_tuteur t on t.id = l.cible
     join dossier d on d.id = t.dossier_id where l.empreinte = sha256($1)`,
    [Buffer.from(link.split("/").at(-1) ?? "")],
  );
  const { periode, dossier } = rows[0];
  const revoke = async () => {
    const body = new URLSearchParams({ _token: tokenOf(await teacher.get("/mot-de-passe")) });
    return teacher.request(routes.tuteurInvalider.href({ periode, dossier }), { method: "POST", body });
  };
  const tutors = Array.from({ length: 6 }, () => world.visitor());
  const pages = await Promise.all(tutors.map((tutor) => tutor.get(new URL(link).pathname)));
  const redeem = (tutor: Client, i: number) =>
    tutor.request(new URL(link).pathname, {
      method: "POST",
      body: new URLSearchParams({ _token: tokenOf(pages[i] as PageRead) }),
    });
  const [revoked, ...entered] = await Promise.all([revoke(), ...tutors.map(redeem)]);
  expect(revoked?.status).toBe(303);
  expect(entered.filter((answer) => ![303, 404].includes(answer.status))).toEqual([]);
  // whoever came in before is out at the next request
  for (const tutor of tutors) {
    const answer = await tutor.request(routes.dossier.href({ dossier }));
    expect([303, 403, 404]).toContain(answer.status);
  }
});

test("an activation link pressed by two at once: one password, the other is told the link is closed", async () => {
  const visitor = world.visitor();
  await visitor.get("/mot-de-passe-oublie");
  await visitor.submit("/mot-de-passe-oublie", { courriel: "maitre@lycee-demo.test" });
  const link = (await world.mails("maitre@lycee-demo.test")).at(-1)?.links[0] ?? "";
  const path = new URL(link).pathname;
  const passwords = ["premier-mot-de-passe-choisi", "second-mot-de-passe-choisi"];
  const answers = await Promise.all(
    passwords.map(async (motDePasse) => {
      const client = world.visitor();
      const token = tokenOf(await client.get(path));
      return client.request(path, {
        method: "POST",
        body: new URLSearchParams({ _token: token, motDePasse, confirmation: motDePasse }),
      });
    }),
  );
  expect(answers.map((answer) => answer.status).sort()).toEqual([303, 404]);
  const winner = passwords[answers.findIndex((answer) => answer.status === 303)] ?? "";
  for (const password of passwords) {
    const page = await (async () => {
      const client = world.visitor();
      await client.get("/connexion");
      return client.submit("/connexion", { courriel: "maitre@lycee-demo.test", motDePasse: password });
    })();
    expect([password, page.title === "Se connecter"]).toEqual([password, password !== winner]);
  }
});

test("two postmen at once: each letter leaves once", async () => {
  await world.mails();
  const visitor = world.visitor();
  const accounts = ["enseignant", "eleve", "maitre", "administrateur"].map((who) => `${who}@lycee-demo.test`);
  for (const courriel of accounts) {
    await visitor.get("/mot-de-passe-oublie");
    await visitor.submit("/mot-de-passe-oublie", { courriel });
  }
  const { rows } = await world.owner.query(
    "select count(*)::int as n from courriel where etat = 'a-envoyer'",
  );
  const sent = await Promise.all([1, 2, 3].map(() => createPostman(world.deps, letterWriters).deliver()));
  expect(sent.reduce((sum, n) => sum + n, 0)).toBe(rows[0].n);
  expect(rows[0].n).toBe(accounts.length);
  const tries = await world.owner.query(
    "select max(tentatives) as most from courriel where modele = 'mot-de-passe-oublie'",
  );
  expect(tries.rows[0].most).toBe(1);
});
