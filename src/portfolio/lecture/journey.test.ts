import { beforeAll, expect, test } from "vitest";
import { routes } from "#routes.ts";
import type { Client } from "../../../tests/kit/client.ts";
import { createWorld, type World } from "../../../tests/kit/world.ts";

/** The whole portfolio on one page, and what is new since the reader's last visit. */
let world: World;
let dossier: string;
let carole: Client;
let tutor: Client;

const tout = () => routes.portfolioEntier.href({ dossier });
const semaine = (lundi: string) => routes.semaine.href({ dossier, lundi });
const plusTard = (minutes: number) => world.setNow(new Date(Date.UTC(2026, 10, 23, 9, minutes)));
/** the words of one object, its mark with them */
const titre = (client: Client, id: string) =>
  client.page.root.querySelector(`#${id} .card-head`)?.text.replaceAll(/\s+/g, " ").trim() ?? "";

beforeAll(async () => {
  world = await createWorld();
  const { rows } = await world.owner.query(
    `select d.id from dossier d join apprenant a on a.id = d.apprenant_id join periode p on p.id = d.periode_id
     where a.nom = 'Aïssani' and p.nom = 'PFMP 3'`,
  );
  dossier = rows[0].id;
  carole = world.visitor();
  await carole.signIn("carole.aissani");
  tutor = await world.asTutor(dossier);
});

test("everything is on the page: company, weeks, activities with their comments, in the order of the contents", async () => {
  await tutor.get(tout());
  expect(tutor.page.status).toBe(200);
  const contents = tutor.page.root.querySelectorAll(".sommaire a");
  expect(contents.map((a) => a.text)).toEqual([
    "L’entreprise",
    "Où se trouve l’entreprise",
    "Organigramme",
    "Activités hebdomadaires",
    "Activités présentées",
    "Annexes",
    "Commentaires sur l’ensemble",
  ]);
  for (const a of contents)
    expect(tutor.page.root.querySelector(`main section${a.getAttribute("href")}`)).not.toBeNull();
  for (const words of [
    "Verrerie de la Bresle",
    "Visite de l’atelier",
    "Bon de travail",
    "Bon début. Précise",
  ])
    expect(tutor.page.text).toContain(words);
  // read only: the one form is the comment's
  const forms = tutor.page.root.querySelectorAll("main form").map((form) => form.getAttribute("action"));
  expect(new Set(forms)).toEqual(new Set([routes.commentaires.href({ dossier })]));
});

test("a first visit marks nothing; the next one says what is new and what is changed, in words", async () => {
  expect(tutor.page.text).toContain("Première lecture");
  expect(tutor.page.root.querySelector(".chip-now")).toBeNull();
  plusTard(20);
  await carole.get(semaine("2026-11-09"));
  await carole.submit(semaine("2026-11-09"), { aime: "Le travail d’équipe" });
  await carole.get(semaine("2026-11-16"));
  await carole.submit(semaine("2026-11-16"), { fait: "Un <script>capteur</script>" });
  plusTard(40);
  await tutor.get(tout());
  expect(tutor.page.text).toContain("Depuis votre dernière visite, le 23 novembre 2026 à 10 h 00");
  expect(titre(tutor, "semaine-2026-11-09")).toMatch(/^Semaine 1 ?modifié/);
  expect(titre(tutor, "semaine-2026-11-16")).toMatch(/^Semaine 2 ?nouveau/);
  expect(tutor.page.root.querySelectorAll("main script")).toEqual([]);
});

test("only what changed: the filter goes on speaking of the same visit, though the trace has moved on", async () => {
  await tutor.get(tutor.page.link("Seulement ce qui a changé"));
  expect(titre(tutor, "semaine-2026-11-09")).toContain("modifié");
  expect(titre(tutor, "semaine-2026-11-16")).toContain("nouveau");
  expect(tutor.page.root.querySelector("#activites")).toBeNull();
  await tutor.get(tutor.page.link("Tout le portfolio"));
  expect(titre(tutor, "semaine-2026-11-16")).toContain("nouveau");
  expect(tutor.page.root.querySelector("#activites")).not.toBeNull();
  // the next visit has nothing new
  plusTard(60);
  await tutor.get(tout());
  expect(tutor.page.root.querySelector(".chip-now")).toBeNull();
  await tutor.get(`${tout()}?filtre=changements`);
  expect(tutor.page.text).toContain("Rien n’a changé depuis votre dernière visite.");
});

test("each reader has his own visits; the learner’s own page marks nothing", async () => {
  const teacher = await world.as("enseignant@lycee-demo.test");
  expect((await teacher.get(tout())).text).toContain("Première lecture");
  await carole.get(tout());
  expect(carole.page.title).toBe("Mon portfolio");
  expect(carole.page.text).not.toContain("visite");
  const { rows } = await world.owner.query(
    "select count(*)::int as n from lecture l join habilitation h on h.id = l.habilitation_id where h.role = 'apprenant' and l.objet like 'portfolio:%'",
  );
  expect(rows[0].n).toBe(0);
});

test("the trace is the only thing a reading writes, and who may not read leaves none", async () => {
  const admin = await world.as("administrateur@lycee-demo.test");
  const neighbour = await world.as("enseignant@lycee-voisin.test");
  const aline = await world.as("eleve@lycee-demo.test");
  const lectures = async () =>
    (await world.owner.query("select count(*)::int as n from lecture")).rows[0].n as number;
  const before = await lectures();
  expect((await admin.get(tout())).status).toBe(403);
  expect((await aline.get(tout())).status).toBe(403);
  expect((await neighbour.get(tout())).status).toBe(404);
  expect(await lectures()).toBe(before);
  world.statements();
  await tutor.get(tout());
  const written = world.statements().filter((sql) => /^\s*(insert|update|delete)/i.test(sql));
  expect(written.map((sql) => /into "?(\w+)/i.exec(sql)?.[1])).toEqual(["lecture", "lecture"]);
});

test("the page costs the same statements, full or empty", async () => {
  const teacher = await world.as("enseignant@lycee-demo.test");
  const { rows } = await world.owner.query(
    `select d.id from dossier d join apprenant a on a.id = d.apprenant_id join periode p on p.id = d.periode_id
     where a.nom = 'Béchameil' and p.nom = 'PFMP 3'`,
  );
  const costs: number[] = [];
  for (const one of [dossier, rows[0].id as string]) {
    await teacher.get(routes.portfolioEntier.href({ dossier: one }));
    world.statements();
    await teacher.get(routes.portfolioEntier.href({ dossier: one }));
    costs.push(world.statements().length);
  }
  // one more for the posts of a tree that has been begun
  expect(Math.abs(costs[0]! - costs[1]!)).toBeLessThanOrEqual(1);
  expect(Math.max(...costs)).toBeLessThanOrEqual(18);
});
