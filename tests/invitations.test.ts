import PostalMime, { type Email } from "postal-mime";
import { SMTPServer } from "smtp-server";
import { beforeAll, expect, test } from "vitest";
import { createPostman } from "#courriels/postman.ts";
import { letterWriters } from "#letters.ts";
import { routes } from "#routes.ts";
import type { Client } from "./kit/client.ts";
import { createWorld, type World } from "./kit/world.ts";

/* A whole class invited in one action, and what a real mail server receives of it (B-15). */

let world: World;
let teacher: Client;
let periode: string;
beforeAll(async () => {
  world = await createWorld();
  await world.mails();
  // thirty-five élèves, each with a tutor of his own whom nobody has invited
  const { rows } = await world.owner.query("select id from periode where nom = 'PFMP 3'");
  periode = rows[0].id;
  await world.owner.query("update inscription set statut = 'scolaire'");
  await world.owner.query("delete from proposition_accueil");
  await world.owner.query(
    "delete from accueil_tuteur where dossier_id in (select id from dossier where periode_id = $1)",
    [periode],
  );
  await world.owner.query(
    "delete from accueil where rang > 1 and dossier_id in (select id from dossier where periode_id = $1)",
    [periode],
  );
  await world.owner.query(
    `update accueil a set tuteur_nom = 'Tuteur ' || n, tuteur_prenom = 'Noé', tuteur_courriel = 'tuteur' || n || '@classe.test'
     from (select id, row_number() over (order by id) as n from accueil) v
     where v.id = a.id and a.dossier_id in (select id from dossier where periode_id = $1)`,
    [periode],
  );
  teacher = await world.as("enseignant@lycee-demo.test");
});

/** A mail server that refuses one address, as a company's does. */
async function mailServer(refused: string) {
  const received: { to: string; mail: Email }[] = [];
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    logger: false,
    onRcptTo: ({ address }, _, done) =>
      done(
        address === refused
          ? Object.assign(new Error("5.1.1 No such user here"), { responseCode: 550 })
          : null,
      ),
    onData: (stream, { envelope }, done) => {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", async () => {
        const mail = await PostalMime.parse(Buffer.concat(parts));
        received.push({ to: envelope.rcptTo.map((one) => one.address).join(), mail });
        done();
      });
    },
  });
  await new Promise<void>((ready) => smtp.listen(0, "127.0.0.1", ready));
  const { port } = smtp.server.address() as { port: number };
  const config = { ...world.deps.config, smtpUrl: `smtp://127.0.0.1:${port}` };
  const postman = createPostman({ ...world.deps, config, log: { warn: () => undefined } }, letterWriters);
  return { received, postman, close: () => new Promise<void>((closed) => smtp.close(closed)) };
}

const linksOf = (mail: Email) => (mail.text ?? "").match(/https?:\/\/\S+/g) ?? [];

test("thirty-five learners, one action, thirty-five letters on the line; a refused address is told and mended", async () => {
  const dossiers = await world.owner.query(
    `select a.tuteur_courriel as courriel, d.id as dossier, ap.nom, ap.prenom from accueil a
     join dossier d on d.id = a.dossier_id join apprenant ap on ap.id = d.apprenant_id where d.periode_id = $1`,
    [periode],
  );
  const de = new Map(dossiers.rows.map((row) => [row.courriel, row]));
  const faux = dossiers.rows[7].courriel as string;
  const { received, postman, close } = await mailServer(faux);

  await teacher.get(routes.tuteursTous.href({ periode }));
  expect(teacher.page.root.querySelectorAll("input[name=tuteurs][checked]")).toHaveLength(35);
  const sent = await teacher.submit("liens d’accès");
  expect(sent.text).toContain("35 liens d’accès envoyés");
  expect(await postman.deliver()).toBe(34);
  expect(new Set(received.map((one) => one.to)).size).toBe(34);
  expect(received.map((one) => one.to)).not.toContain(faux);

  // the refused one: who, why, and what to do
  const refused = await teacher.get(routes.tuteurs.href({ periode }, { filtre: "refusees" }));
  expect(refused.root.querySelectorAll(".tuteurs .row")).toHaveLength(1);
  expect(refused.text).toContain("No such user here");
  expect(refused.text).toContain("Cette adresse n’existe pas");
  expect(refused.root.querySelector("[name=courriel]")?.getAttribute("value")).toBe(faux);
  const bon = "bonne.adresse@classe.test";
  await teacher.submit("Renvoyer le lien", { courriel: bon });
  expect(await postman.deliver()).toBe(1);
  de.set(bon, de.get(faux));
  await close();
  expect(received).toHaveLength(35);
  const after = await teacher.get(routes.tuteurs.href({ periode }));
  expect(after.text).toContain("Pas encore venus 35");
  expect(after.text).toContain("Adresse refusée 0");

  // each letter: text and HTML, no image, nothing fetched, nothing to track, one link and no other
  const links = received.map(({ mail }) => {
    expect(mail.html).not.toMatch(/<img|<link|<script|src=|url\(|@import/i);
    const [link = "", ...others] = linksOf(mail);
    expect(others).toEqual([]);
    expect(new URL(link).search).toBe("");
    expect([...(mail.html ?? "").matchAll(/https?:\/\/[^\s"<]+/g)].every(([one]) => one === link)).toBe(true);
    return link;
  });
  expect(new Set(links).size).toBe(35);

  // each link opens its own learner's dossier, and no other
  for (const { to, mail } of received) {
    const mine = de.get(to);
    expect(mail.text).toContain(`${mine.prenom} ${[...mine.nom][0]}.`);
    expect(mail.text).not.toMatch(new RegExp(`\\b${mine.nom}\\b`));
    const tutor = world.visitor();
    await tutor.get(linksOf(mail)[0] ?? "");
    await tutor.submit("Accéder à mon espace");
    expect((await tutor.get(routes.ficheLieu.href(mine))).status).toBe(200);
  }
  const own = await world.owner.query(
    "select count(*)::int as n from accueil_tuteur where premiere_visite_le is not null and dossier_id in (select id from dossier where periode_id = $1)",
    [periode],
  );
  expect(own.rows[0].n).toBe(35);
});
