import { beforeAll, expect, test } from "vitest";
import { routes } from "#routes.ts";
import type { Client, PageRead } from "../../../tests/kit/client.ts";
import { createWorld, type World } from "../../../tests/kit/world.ts";

let world: World;
let teacher: Client;
let here: string;
let gestion: string;
beforeAll(async () => {
  world = await createWorld();
  teacher = await world.as("enseignant@lycee-demo.test");
  const { rows } = await world.owner.query("select id from periode where nom = 'PFMP 3'");
  here = routes.tuteursTous.href({ periode: rows[0].id });
  gestion = routes.tuteurs.href({ periode: rows[0].id });
});

const SEND = "liens d’accès";

/** What stands under a heading of the review: the names, in order. */
const groupe = (page: PageRead, titre: string): string[] => {
  const card = page.root.querySelectorAll("section.card").find((one) => one.text.startsWith(titre));
  return card?.querySelectorAll("tbody th, .row-title").map((one) => one.text) ?? [];
};

/** The value of the boxes of these learners. */
const cases = (page: PageRead, ...noms: string[]): string[] =>
  page.root
    .querySelectorAll("input[name=tuteurs]")
    .filter((box) => noms.some((nom) => box.parentNode?.text.includes(nom)))
    .map((box) => box.getAttribute("value") ?? "");

const accueilDe = async (nom: string, set: string) => {
  const { rows } = await world.owner.query(
    `update accueil set ${set} where dossier_id = (select d.id from dossier d join apprenant a on a.id = d.apprenant_id
     join periode p on p.id = d.periode_id where a.nom = $1 and p.nom = 'PFMP 3') returning dossier_id as dossier`,
    [nom],
  );
  return rows[0].dossier as string;
};

const invitations = async () =>
  (await world.owner.query("select count(*)::int as n from courriel where modele = 'invitation-tuteur'"))
    .rows[0].n as number;

test("the review: who is ready, what is missing, who was invited and came, and the apprentis apart", async () => {
  await accueilDe("Azil", "tuteur_prenom = ''");
  await accueilDe("Barreau", "tuteur_courriel = 'franck.delarue'");
  const page = await teacher.get(here);
  expect(page.title).toBe("Inviter tous les tuteurs");
  expect(groupe(page, "Prêts")).toHaveLength(18);
  expect(page.root.querySelectorAll("input[name=tuteurs][checked]")).toHaveLength(18);
  expect(page.text).toContain("Envoyer 18 liens d’accès");
  // the second stay of a learner of the demonstration among them: its tutor has no address yet
  expect(groupe(page, "À compléter")).toHaveLength(8);
  expect(page.text).toContain("AZIL NicoleIl manque : prénom.");
  expect(page.text).toContain("BARREAU MathisLe courriel n’est pas complet.");
  expect(page.text).toContain("BÉCHAMEIL JordanLe tuteur n’est pas encore indiqué dans la fiche.");
  expect(groupe(page, "Déjà invités")).toHaveLength(9);
  expect(page.text).toMatch(
    /AÏSSANI CaroleNadia Caillard, invité le 23 novembre 2026Venu le 23 novembre 2026/,
  );
  expect(page.text).toContain("Bruno Quesnel, invité le 23 novembre 2026, pas encore venu");
  expect(groupe(page, "Apprentis")).toEqual(["BOULEAU Cédric"]);
  expect(page.text).toContain("Luc Marchand (Mécanique Oissel)");
  // the way in says how many are ready
  await teacher.get(gestion);
  expect(teacher.page.link("Inviter tous les tuteurs (18 prêts)")).toBe(here);
});

test("nobody ticked, or a box made up: 422, and nothing is sent", async () => {
  const before = await invitations();
  await teacher.get(here);
  const none = await teacher.submit(SEND, { tuteurs: [] });
  expect([none.status, none.text.includes("Cochez au moins un tuteur.")]).toEqual([422, true]);
  expect(none.root.querySelectorAll("input[name=tuteurs][checked]")).toHaveLength(0);
  for (const value of ["accardo", "..", `${"0".repeat(36)}.1`]) {
    await teacher.get(here);
    expect((await teacher.submit(SEND, { tuteurs: [value] })).status).toBe(422);
  }
  expect(await invitations()).toBe(before);
});

test("the learner’s own address is refused on its line, on the screen and by the server", async () => {
  await teacher.get(here);
  const [box = ""] = cases(teacher.page, "ACCARDO");
  await accueilDe("Accardo", "tuteur_courriel = 'eleve@lycee-demo.test'");
  const page = await teacher.submit(SEND, { tuteurs: [box] });
  expect([page.status, page.text.includes("Aucun lien envoyé.")]).toEqual([422, true]);
  expect(page.text).toContain("ACCARDO AlineCette adresse est celle de l’apprenant.");
  expect(await world.mails("eleve@lycee-demo.test")).toEqual([]);
  await accueilDe("Accardo", "tuteur_courriel = 'julien.boisseau@entreprise.test'");
});

test("invited meanwhile, or a fiche changed since it was read: left aside and said; the rest leaves", async () => {
  const review = await teacher.get(here);
  const boxes = cases(review, "BERTHIER", "BONNIN", "CARLIER");
  expect(boxes).toHaveLength(3);
  const berthier = await accueilDe("Berthier", "ville = ville");
  await accueilDe("Bonnin", "tuteur_courriel = 'autre.personne@entreprise.test', version = version + 1");
  await teacher.get(`${gestion}?dossier=${berthier}`);
  await teacher.submit("Envoyer un lien d’accès au tuteur");
  teacher.page = review;
  const page = await teacher.submit(SEND, { tuteurs: boxes });
  expect(page.text).toContain("1 lien d’accès envoyé, valable jusqu’au 22 mai 2027.");
  expect(page.text).toContain("BERTHIER Lola (déjà invité entre-temps)");
  expect(page.text).toContain("BONNIN Inès (fiche changée entre-temps, relisez-la)");
  expect(await world.mails("sylvie.bertin@entreprise.test")).toHaveLength(1);
  expect(await world.mails("autre.personne@entreprise.test")).toEqual([]);
  expect(groupe(page, "Prêts")).toContain("BONNIN Inès");
  expect(groupe(page, "Déjà invités")).toContain("CARLIER Yanis");
});

test("another address: the review names who is replaced, and sending ends his access", async () => {
  await accueilDe("Dumas", "tuteur_nom = 'Pillet', tuteur_courriel = 'a.pillet@entreprise.test'");
  const former = (await world.mails("bruno.quesnel@entreprise.test")).map((mail) => mail.links[0] ?? "");
  const opened = await Promise.all(former.map(async (link) => (await world.visitor().get(link)).status));
  expect(opened.filter((status) => status === 200)).toHaveLength(4);
  const page = await teacher.get(here);
  expect(page.text).toContain("Remplace Bruno Quesnel, dont l’accès s’arrête");
  await teacher.submit(SEND, { tuteurs: cases(page, "DUMAS") });
  expect(await world.mails("a.pillet@entreprise.test")).toHaveLength(1);
  const now = await Promise.all(former.map(async (link) => (await world.visitor().get(link)).status));
  expect(now.filter((status) => status === 200)).toHaveLength(3);
});

test("an access invalidated on purpose is not given again by this act", async () => {
  const lacroix = await accueilDe("Lacroix", "ville = ville");
  await teacher.get(`${gestion}?dossier=${lacroix}`);
  await teacher.submit("Invalider l’accès");
  const page = await teacher.get(here);
  expect(groupe(page, "Déjà invités")).toContain("LACROIX Zoé");
  expect(page.text).toContain("Accès invalidé le 23 novembre 2026");
});

test("as many statements for two tutors as for twelve; every letter leaves; a second press sends nothing", async () => {
  await teacher.get(here);
  world.statements();
  await teacher.submit(SEND, { tuteurs: cases(teacher.page, "CORDIER", "DEGENDOUX") });
  const few = world.statements().length;
  const form = await teacher.get(here);
  const noms = groupe(form, "Prêts");
  expect(noms.length).toBeGreaterThan(11);
  const before = await invitations();
  world.statements();
  const sent = await teacher.submit(SEND);
  expect(world.statements().length).toBe(few);
  expect(sent.text).toContain(`${noms.length} liens d’accès envoyés, valables jusqu’au 22 mai 2027.`);
  expect(groupe(sent, "Prêts")).toEqual([]);
  teacher.page = form;
  expect((await teacher.submit(SEND)).status).toBe(200);
  expect(await invitations()).toBe(before + noms.length);

  // one person, one space, one letter for each learner
  const boisseau = await world.mails("julien.boisseau@entreprise.test");
  const { rows } = await world.owner.query(
    `select h.id, count(*)::int as apprenants from habilitation h join accueil_tuteur t on t.tuteur_id = h.id
     where h.courriel = 'julien.boisseau@entreprise.test' and t.revoque_le is null group by h.id`,
  );
  expect(rows.map((row) => row.apprenants)).toEqual([boisseau.length]);
  expect(boisseau.length).toBe(5);
  const tutor = world.visitor();
  await tutor.get(boisseau[0]?.links[0] ?? "");
  await tutor.submit("Accéder à mon espace");
  expect(tutor.page.text).toMatch(/ACCARDO|Aline/);
  const journal = await world.owner.query(
    "select jsonb_array_length(details -> 'accueilsTuteurs') as n from journal where acte = 'tuteurs.inviter-tous'",
  );
  expect(journal.rows.map((row) => row.n).sort((a, b) => a - b)).toEqual([1, 1, 2, noms.length]);
});

test("two teachers at once: each tutor gets one letter", async () => {
  await world.owner.query(
    `update accueil set tuteur_nom = 'Neuf', tuteur_prenom = 'Ève', tuteur_courriel = 'eve.neuf@entreprise.test'
     where tuteur_courriel = '' and dossier_id in (select d.id from dossier d join periode p on p.id = d.periode_id
       join inscription i on i.apprenant_id = d.apprenant_id and i.au is null
       where p.nom = 'PFMP 3' and i.statut = 'scolaire')`,
  );
  const other = await world.as("enseignant@lycee-demo.test");
  const [one, two] = [await teacher.get(here), await other.get(here)];
  expect(groupe(one, "Prêts")).toHaveLength(6);
  expect(groupe(two, "Prêts")).toHaveLength(6);
  await Promise.all([teacher.submit(SEND), other.submit(SEND)]);
  expect([teacher.page.status, other.page.status].sort()).toEqual([200, 422]);
  expect(await world.mails("eve.neuf@entreprise.test")).toHaveLength(6);
});

test("others: a colleague reads and may not send, a learner and an administrator may not, a neighbour finds nothing", async () => {
  await accueilDe("Hamon", "tuteur_courriel = 'h.amon@entreprise.test'");
  const [box = ""] = cases(await teacher.get(here), "HAMON");
  const colleague = await world.as("h.roussel@lycee-demo.test");
  const read = await colleague.get(here);
  expect([read.status, groupe(read, "Prêts")]).toEqual([200, ["HAMON Éva"]]);
  expect(read.text).toContain("Seuls les enseignants des classes de la période et son auteur");
  expect((await colleague.post(here, { tuteurs: box })).status).toBe(403);
  for (const courriel of ["eleve@lycee-demo.test", "administrateur@lycee-demo.test"]) {
    const someone = await world.as(courriel);
    expect((await someone.get(here)).status).toBe(403);
    expect((await someone.post(here, { tuteurs: box })).status).toBe(403);
  }
  const neighbour = await world.as("enseignant@lycee-voisin.test");
  expect((await neighbour.get(here)).status).toBe(404);
  expect((await neighbour.post(here, { tuteurs: box })).status).toBe(404);
  expect(await world.mails("h.amon@entreprise.test")).toEqual([]);
});
