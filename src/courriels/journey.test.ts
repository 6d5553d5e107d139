import { readdir, rm } from "node:fs/promises";
import { SMTPServer } from "smtp-server";
import { beforeAll, expect, test } from "vitest";
import { createPostman } from "#courriels/postman.ts";
import { postLetter } from "#courriels/queue.ts";
import { asSchool } from "#db/pool.ts";
import { letterWriters } from "#letters.ts";
import { routes } from "#routes.ts";
import { createWorld, type World } from "../../tests/kit/world.ts";

let world: World;
let school: string;
/** an account that its owner has not activated yet */
let newcomer: string;
beforeAll(async () => {
  world = await createWorld();
  const { rows } = await world.owner.query(
    "select etablissement_id as school, identite_id as identite from habilitation where courriel = 'maitre@lycee-demo.test'",
  );
  school = rows[0].school;
  newcomer = rows[0].identite;
  await world.owner.query("update identite set mot_de_passe = null where id = $1", [newcomer]);
  await world.mails();
});

/** A letter to an address, in a transaction that ends well or not. */
const post = (destinataire: string, undone = false) =>
  asSchool(world.db, school, async (tx) => {
    const envelope = { etablissement: school, destinataire, now: world.deps.clock() };
    const id = await postLetter(tx, envelope, { modele: "activation", donnees: { identite: newcomer } });
    if (undone) throw new Error("undone");
    return id;
  });

const row = async (id: string) =>
  (
    await world.owner.query("select etat, tentatives, erreur, prochain_essai from courriel where id = $1", [
      id,
    ])
  ).rows[0];

/** A mail server of our own that answers what a test wants. */
async function server(onRecipient: (address: string) => Error | null) {
  const received: string[] = [];
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    logger: false,
    onRcptTo: ({ address }, _, done) => done(onRecipient(address)),
    onData: (stream, _, done) => {
      let text = "";
      stream.on("data", (part: Buffer) => {
        text += part.toString();
      });
      stream.on("end", () => {
        received.push(text);
        done();
      });
    },
  });
  await new Promise<void>((ready) => smtp.listen(0, "127.0.0.1", ready));
  const { port } = smtp.server.address() as { port: number };
  const config = { ...world.deps.config, smtpUrl: `smtp://127.0.0.1:${port}` };
  const warned = { warn: () => undefined };
  return {
    received,
    postman: createPostman({ ...world.deps, config, log: warned }, letterWriters),
    close: () => new Promise<void>((closed) => smtp.close(closed)),
  };
}

const answer = (code: number, words: string) => Object.assign(new Error(words), { responseCode: code });

test("a letter of an act undone never leaves; the activation letter opens the account once", async () => {
  await expect(post("annule@courriels.test", true)).rejects.toThrow("undone");
  expect(await world.mails("annule@courriels.test")).toEqual([]);
  await post("maitre@lycee-demo.test");
  const [mail] = await world.mails("maitre@lycee-demo.test");
  expect(mail?.text).toContain("Maître d’apprentissage");
  expect(mail?.text).toMatch(/30\snovembre 2026/);
  const client = world.visitor();
  expect((await client.get(mail?.links[0] ?? "")).title).toBe("Activer votre compte");
  await client.submit("Activer mon compte", {
    motDePasse: "une phrase assez longue",
    confirmation: "une phrase assez longue",
  });
  expect((await client.get(routes.motDePasse.href({}))).status).toBe(200);
  expect((await world.visitor().get(mail?.links[0] ?? "")).title).toBe("Ce lien n’est plus valable");
  // activated meanwhile: a reminder has lost its object
  const late = await post("maitre@lycee-demo.test");
  expect(await world.mails("maitre@lycee-demo.test")).toHaveLength(1);
  expect((await row(late)).etat).toBe("sans-objet");
  await world.owner.query("update identite set mot_de_passe = null where id = $1", [newcomer]);
});

test("the database keeps no link that could be used: only hashes", async () => {
  await post("empreinte@courriels.test");
  const [mail] = await world.mails("empreinte@courriels.test");
  const secret = mail?.links[0]?.split("/").at(-1) ?? "";
  expect(secret).toMatch(/^[\w-]{43}$/);
  const { rows } = await world.owner.query(
    "select (select count(*)::int from courriel c where c::text like $1) + (select count(*)::int from lien l where l::text like $1) as n",
    [`%${secret}%`],
  );
  expect(rows).toEqual([{ n: 0 }]);
});

test("by SMTP: text and HTML, the same words; two postmen at once send one letter", async () => {
  const { received, postman, close } = await server(() => null);
  const id = await post("smtp@courriels.test");
  const others = createPostman(world.deps, letterWriters);
  await Promise.all([postman.deliver(), postman.deliver(), others.deliver()]);
  await close();
  const files = (await readdir(world.deps.mailFolder)).filter((file) => file.startsWith(id));
  expect(received.length + files.length).toBe(1);
  expect((await row(id)).etat).toBe("envoye");
  for (const text of received) expect(text).toMatch(/multipart\/alternative/);
});

test("an address refused for good is told at once; a server in trouble is tried again, later each time", async () => {
  const { received, postman, close } = await server((address) =>
    address.startsWith("inconnu")
      ? answer(550, "5.1.1 No such user here")
      : address.startsWith("plein")
        ? answer(452, "4.2.2 Mailbox full")
        : null,
  );
  const unknown = await post("inconnu@courriels.test");
  const full = await post("plein@courriels.test");
  expect(await postman.deliver()).toBe(0);
  expect(await row(unknown)).toMatchObject({ etat: "refuse", tentatives: 1 });
  expect((await row(unknown)).erreur).toContain("No such user");
  expect(await row(full)).toMatchObject({ etat: "a-envoyer", tentatives: 1 });
  // not before its time
  await postman.deliver();
  expect((await row(full)).tentatives).toBe(1);
  for (let tries = 2; tries <= 9; tries++) {
    world.setNow((await row(full)).prochain_essai);
    await postman.deliver();
    expect((await row(full)).tentatives).toBe(tries);
  }
  await close();
  expect(await row(full)).toMatchObject({ etat: "refuse", prochain_essai: null });
  expect(received).toEqual([]);
  world.setNow(new Date("2026-11-23T09:00:00Z"));
});

test("a server that is away loses nothing: the letter leaves when it is back", async () => {
  const down = await server(() => null);
  await down.close();
  const id = await post("coupure@courriels.test");
  expect(await down.postman.deliver()).toBe(0);
  expect(await row(id)).toMatchObject({ etat: "a-envoyer", tentatives: 1 });
  world.setNow(new Date("2026-11-23T09:02:00Z"));
  const back = await server(() => null);
  expect(await back.postman.deliver()).toBe(1);
  expect(back.received).toHaveLength(1);
  await back.close();
  world.setNow(new Date("2026-11-23T09:00:00Z"));
});

test("the demonstration shows its mails, newest first, and nobody else's instance does", async () => {
  await post("vitrine@courriels.test");
  await world.mails();
  const client = world.visitor();
  const list = await client.get(routes.demoCourriels.href({}));
  expect(list.text.indexOf("vitrine@courriels.test")).toBeLessThan(
    list.text.indexOf("empreinte@courriels.test"),
  );
  const mail = await client.get(list.root.querySelector(".row a")?.getAttribute("href") ?? "");
  expect(mail.text).toContain("vitrine@courriels.test");
  expect(mail.link("/activation/")).toMatch(/^\/activation\//);
  expect((await client.get(routes.demoCourriel.href({ courriel: "../../etc/passwd" }))).status).toBe(404);
  world.deps.config.demo = false;
  for (const address of [routes.demoCourriels.href({}), client.page.address])
    expect((await client.get(address)).status).toBe(404);
  world.deps.config.demo = true;
  await rm(world.deps.mailFolder, { recursive: true });
  expect((await client.get(routes.demoCourriels.href({}))).text).toContain("Aucun courriel");
});
