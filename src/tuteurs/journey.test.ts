import { pino } from "pino";
import { beforeAll, expect, test } from "vitest";
import { createApplication } from "#application.ts";
import { routes } from "#routes.ts";
import type { Client } from "../../tests/kit/client.ts";
import { createWorld, type World } from "../../tests/kit/world.ts";

let world: World;
let teacher: Client;
beforeAll(async () => {
  world = await createWorld();
  teacher = await world.as("enseignant@lycee-demo.test");
});

/** A learner's dossier in the running period of the first school. */
async function dossierDe(nom: string, periode = "PFMP 3") {
  const { rows } = await world.owner.query(
    `select d.id as dossier, p.id as periode from dossier d join apprenant a on a.id = d.apprenant_id
     join periode p on p.id = d.periode_id where a.nom = $1 and p.nom = $2`,
    [nom, periode],
  );
  return rows[0] as { dossier: string; periode: string };
}

const gestion = ({ dossier, periode }: { dossier: string; periode: string }) =>
  routes.tuteurs.href({ periode }, { dossier });
const SEND = "Envoyer un lien d’accès au tuteur";
const RESEND = "Renvoyer le lien";
const REVOKE = "Invalider l’accès";

/** Sends the link and gives the address found in the real mail. */
async function invite(nom: string, courriel: string) {
  const here = await dossierDe(nom);
  await teacher.get(gestion(here));
  const page = await teacher.submit(routes.tuteurInviter.href(here), {
    nom: "Pillet",
    prenom: "Antoine",
    courriel,
  });
  expect(page.text).toContain(`Lien d’accès envoyé à ${courriel}`);
  const mail = (await world.mails(courriel)).at(-1);
  return { ...here, mail: mail!, link: mail!.links[0]! };
}

async function enter(link: string): Promise<Client> {
  const tutor = world.visitor();
  await tutor.get(link);
  await tutor.submit("Accéder à mon espace");
  return tutor;
}

test("the fields come from the fiche, the mail leaves, one press enters, the fiche and the portfolio are read", async () => {
  const here = await dossierDe("Accardo");
  const page = await teacher.get(gestion(here));
  expect(page.title).toBe("Gestion des tuteurs");
  expect(page.root.querySelector("[name=nom]")?.getAttribute("value")).toBe("Boisseau");
  expect(page.root.querySelector("[name=courriel]")?.getAttribute("value")).toBe(
    "julien.boisseau@entreprise.test",
  );
  const sent = await teacher.submit(SEND);
  expect(sent.text).toContain("valable jusqu’au 22 mai 2027");
  const mail = (await world.mails("julien.boisseau@entreprise.test")).at(-1)!;
  expect(mail.subject).toBe("Votre accès pour suivre Aline A. en entreprise");
  expect(mail.html).not.toMatch(/<img|src=/);
  expect(mail.links).toHaveLength(1);

  const tutor = world.visitor();
  const door = await tutor.get(mail.links[0]!);
  expect(door.text).toContain("A. A.");
  expect(door.text).not.toContain("Accardo");
  await tutor.submit("Accéder à mon espace");
  expect((await tutor.get(routes.ficheLieu.href(here))).text).toContain("Fragrance Plus");
  expect((await tutor.get(routes.ficheObjectifs.href(here))).status).toBe(200);
  expect((await teacher.get(gestion(here))).text).toContain("Venu le 23 novembre 2026");
  expect((await teacher.get(routes.ficheLieu.href(here))).text).toContain("Fiche lue par le tuteur");
  // the same browser goes straight in, and the link is still good elsewhere
  expect((await tutor.request(mail.links[0]!)).status).toBe(303);
  expect((await (await enter(mail.links[0]!)).get(routes.ficheLieu.href(here))).status).toBe(200);
});

test("mail scanners open nothing: HEAD and GET leave no session and no trace", async () => {
  const { link, dossier } = await invite("Blanchet", "a.pillet@scanner.test");
  const before = await world.owner.query("select count(*)::int as n from session");
  const scanner = world.visitor();
  for (const method of ["HEAD", "GET", "GET"]) await scanner.request(link, { method });
  const after = await world.owner.query("select count(*)::int as n from session");
  expect(after.rows).toEqual(before.rows);
  const { rows } = await world.owner.query(
    `select premiere_visite_le from accueil_tuteur where dossier_id = $1 and revoque_le is null`,
    [dossier],
  );
  expect(rows).toEqual([{ premiere_visite_le: null }]);
});

test("« Invalider l’accès » kills the session at the next request and the links for good; sending again revives", async () => {
  const first = await invite("Azil", "a.pillet@revoque.test");
  const tutor = await enter(first.link);
  expect((await tutor.get(routes.ficheLieu.href(first))).status).toBe(200);
  await teacher.get(gestion(first));
  expect((await teacher.submit(REVOKE)).text).toContain("Accès invalidé");
  expect((await tutor.get(routes.ficheLieu.href(first))).title).toBe("Se connecter");
  expect((await tutor.get(first.link)).title).toBe("Ce lien n’est plus valable");
  // a revoked tutor is never mailed, nor his teacher
  await tutor.submit("Demander un nouveau lien");
  expect(tutor.page.title).toBe("Demande notée");
  expect(await world.mails("enseignant@lycee-demo.test")).toEqual([]);

  const again = await invite("Azil", "a.pillet@revoque.test");
  expect((await (await enter(again.link)).get(routes.ficheLieu.href(first))).status).toBe(200);
  expect((await world.visitor().get(first.link)).status).toBe(404);
});

test("two links of one tutor both live; two learners, one space; ending one leaves the other", async () => {
  const one = await invite("Carlier", "a.pillet@deux.test");
  const again = await invite("Carlier", "a.pillet@deux.test");
  const other = await invite("Degendoux", "a.pillet@deux.test");
  expect(again.link).not.toBe(one.link);
  const tutor = await enter(one.link);
  await enter(again.link);
  for (const where of [one, other]) expect((await tutor.get(routes.ficheLieu.href(where))).status).toBe(200);
  await teacher.get(gestion(other));
  await teacher.submit(REVOKE);
  expect((await tutor.get(routes.ficheLieu.href(other))).status).toBe(403);
  expect((await tutor.get(routes.ficheLieu.href(one))).status).toBe(200);
});

test("expired and wrong links show the same page; asking for another tells the teacher once, who approves by sending", async () => {
  const { link, ...here } = await invite("Barreau", "a.pillet@expire.test");
  world.setNow(new Date("2027-05-22T21:59:00Z"));
  expect((await world.visitor().get(link)).status).toBe(200);
  world.setNow(new Date("2027-05-22T22:00:00Z"));
  const tutor = world.visitor();
  const expired = (await tutor.get(link)).text;
  await tutor.submit("Demander un nouveau lien");
  const noted = tutor.page.text;
  const wrong = world.visitor();
  expect((await wrong.get(routes.acces.href({ jeton: "jamais-donne" }))).text).toBe(expired);
  expect((await wrong.submit("Demander un nouveau lien")).text).toBe(noted);
  await tutor.get(link);
  await tutor.submit("Demander un nouveau lien");
  const told = await world.mails("enseignant@lycee-demo.test");
  expect(told).toHaveLength(1);
  expect(told[0]?.subject).toContain("demande un nouveau lien");
  teacher = await world.as("enseignant@lycee-demo.test");
  const page = await teacher.get(told[0]!.links[0]!);
  expect(page.text).toContain("Nouveau lien demandé");
  // one press, which sends the form it stands above
  const accept = page.root
    .querySelectorAll("button")
    .find((one) => one.text.includes("Accepter et renvoyer"));
  const form = page.root.querySelector(`form#${accept?.getAttribute("form")}`);
  await teacher.submit(form?.getAttribute("action") ?? "");
  expect(teacher.page.text).not.toContain("Nouveau lien demandé");
  const fresh = (await world.mails("a.pillet@expire.test")).at(-1)!;
  expect((await (await enter(fresh.links[0]!)).get(routes.ficheLieu.href(here))).status).toBe(200);
  world.setNow(new Date("2026-11-23T09:00:00Z"));
  teacher = await world.as("enseignant@lycee-demo.test");
});

test("an address that is the learner's own, or incomplete, is refused with the values kept, and nothing is sent", async () => {
  const here = await dossierDe("Aïssani");
  const own = await world.owner.query(
    `select i.valeur from identifiant i join habilitation h on h.identite_id = i.identite_id
     join apprenant a on a.habilitation_id = h.id where i.type = 'courriel' and a.nom = 'Accardo'`,
  );
  expect(own.rows).toEqual([{ valeur: "eleve@lycee-demo.test" }]);
  const mine = await dossierDe("Accardo");
  await teacher.get(gestion(mine));
  const page = await teacher.submit(RESEND, { nom: "Moi", courriel: "ELEVE@lycee-demo.test" });
  expect(page.status).toBe(422);
  expect(page.text).toContain("Cette adresse est celle de l’apprenant");
  expect(page.root.querySelector("[name=nom]")?.getAttribute("value")).toBe("Moi");
  await teacher.get(gestion(here));
  expect((await teacher.submit(RESEND, { courriel: "antoine", prenom: "" })).status).toBe(422);
  expect(await world.mails("eleve@lycee-demo.test")).toEqual([]);
});

test("the same form sent twice sends one letter", async () => {
  const here = await dossierDe("Berthier");
  await teacher.get(gestion(here));
  const form = teacher.page;
  const values = { nom: "Pillet", prenom: "Antoine", courriel: "a.pillet@deuxfois.test" };
  await teacher.submit(SEND, values);
  teacher.page = form;
  expect((await teacher.submit(SEND, values)).status).toBe(200);
  expect(await world.mails("a.pillet@deuxfois.test")).toHaveLength(1);
});

test("who changed the tutor in between is not overwritten: both texts, then the choice", async () => {
  const here = await dossierDe("Bonnin");
  await teacher.get(gestion(here));
  const late = teacher.page;
  await teacher.submit(SEND, { nom: "Un", prenom: "A", courriel: "un@conflit.test" });
  teacher.page = late;
  // another form, hence another key
  late.root.querySelectorAll("[name=_key]").forEach((field) => {
    field.setAttribute("value", "une-autre-cle");
  });
  const page = await teacher.submit(SEND, { nom: "Deux", prenom: "B", courriel: "deux@conflit.test" });
  expect(page.status).toBe(409);
  expect(page.text).toContain("un@conflit.test");
  expect(page.root.querySelector("[name=courriel]")?.getAttribute("value")).toBe("deux@conflit.test");
  expect(page.html.match(/Modifié entre-temps/g)).toHaveLength(1);
  expect((await teacher.submit(RESEND)).status).toBe(200);
  expect(await world.mails("deux@conflit.test")).toHaveLength(1);
});

test("apprentis have no stage tutor, and the page says who follows them", async () => {
  const here = await dossierDe("Aïssani");
  const apprenti = await world.owner.query(
    "select a.nom from apprenant a join inscription i on i.apprenant_id = a.id where i.statut = 'apprenti'",
  );
  const his = await dossierDe(apprenti.rows[0].nom);
  const page = await teacher.get(gestion(his));
  expect(page.text).toContain("Luc Marchand");
  expect(page.html).not.toContain(SEND);
  const forced = await teacher.post(
    routes.tuteurInviter.href(his),
    { nom: "A", prenom: "B", courriel: "a@b.fr", _version: "1" },
    gestion(here),
  );
  expect(forced.status).toBe(403);
});

test("others: 403 with the reason, 404 from the neighbouring school, and a letter lost when the act is undone", async () => {
  const here = await dossierDe("Collet");
  const values = { nom: "A", prenom: "B", courriel: "a@refus.test", _version: "1" };
  const learner = await world.as("eleve@lycee-demo.test");
  expect((await learner.get(gestion(here))).status).toBe(403);
  expect((await learner.post(routes.tuteurInviter.href(here), values)).status).toBe(403);
  const colleague = await world.as("h.roussel@lycee-demo.test");
  const read = await colleague.get(gestion(here));
  expect(read.status).toBe(200);
  expect(read.text).toContain("Seuls les enseignants de la classe");
  expect((await colleague.post(routes.tuteurInviter.href(here), values)).status).toBe(403);
  const neighbour = await world.as("enseignant@lycee-voisin.test");
  expect((await neighbour.get(gestion(here))).status).toBe(404);
  expect((await neighbour.post(routes.tuteurInviter.href(here), values)).status).toBe(404);
  expect((await neighbour.post(routes.tuteurInvalider.href(here), {})).status).toBe(404);
  expect(await world.mails("a@refus.test")).toEqual([]);
});

test("queries do not grow with the number of learners", async () => {
  const big = await dossierDe("Collet");
  const small = await dossierDe("Adam", "PFMP 1");
  world.statements();
  await teacher.get(gestion(big));
  const many = world.statements().length;
  await teacher.get(gestion(small));
  expect(world.statements().length).toBe(many);
  expect(many).toBeLessThanOrEqual(8);
});

test("entering and invalidating at the same instant: one outcome, no session left behind", async () => {
  for (let round = 0; round < 5; round++) {
    const { link, ...here } = await invite("Ferrand", "a.pillet@course.test");
    const tutor = world.visitor();
    await tutor.get(link);
    await teacher.get(gestion(here));
    await Promise.all([tutor.submit("Accéder à mon espace"), teacher.submit(REVOKE)]);
    expect((await tutor.get(routes.ficheLieu.href(here))).status).toBe(200);
    expect(tutor.page.title).toBe("Se connecter");
  }
});

test("a refused mail is shown with its reason; an access that would end too early is said before sending", async () => {
  const { dossier, periode } = await invite("Gaillard", "a.pillet@refuse.test");
  await world.owner.query(
    "update courriel set etat = 'refuse', erreur = '550 No such user' where destinataire = 'a.pillet@refuse.test'",
  );
  const page = await teacher.get(gestion({ dossier, periode }));
  expect(page.text).toContain("Envoi refusé");
  expect(page.text).toContain("550 No such user");
  expect(page.text).not.toContain("moins de trente jours");
  const far = await teacher.get(gestion(await dossierDe("Azil", "Renfort arrêt technique")));
  expect(far.text).toContain("moins de trente jours après la fin de la période");
});

test("the secret of a link is in no log", async () => {
  const { link } = await invite("Hamon", "a.pillet@journal.test");
  const lines: string[] = [];
  const log = pino({ level: "trace" }, { write: (line: string) => void lines.push(line) });
  const app = createApplication({ ...world.deps, log });
  const secret = link.split("/").at(-1) ?? "";
  for (const address of [link, `${link}/nouveau-lien`, `${link}?x=1`]) await app.request(address);
  expect(lines.length).toBeGreaterThanOrEqual(3);
  expect(lines.join()).not.toContain(secret);
});

test("asking again and again for a link is slowed down", async () => {
  const visitor = world.visitor();
  const wrong = routes.acces.href({ jeton: "jamais-donne" });
  for (let i = 0; i < 11; i++) {
    await visitor.get(wrong);
    await visitor.submit("Demander un nouveau lien");
  }
  expect(visitor.page.status).toBe(429);
});
