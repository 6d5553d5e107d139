import { beforeAll, expect, test } from "vitest";
import { routes } from "#routes.ts";
import type { PageRead } from "../../tests/kit/client.ts";
import { vivreTroisAns } from "../../tests/kit/trois-ans.ts";
import { createWorld, type World } from "../../tests/kit/world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});

async function apprenantOf(nom: string): Promise<string> {
  const { rows } = await world.owner.query("select id from apprenant where nom = $1", [nom]);
  return rows[0].id;
}
const row = (page: PageRead, competence: string) =>
  page.root
    .querySelectorAll("table")[0]
    ?.querySelectorAll("tbody tr")
    .find((tr) => tr.querySelector("th")?.text.trim().startsWith(`${competence} `));
/** The codes of a line: the last level, then each evaluation in time order. */
const levels = (page: PageRead, competence: string) =>
  row(page, competence)
    ?.querySelectorAll("td")
    .map((td) => td.querySelector("svg text")?.text.trim());
const tableau = async (nom: string) => routes.tableauDeBord.href({ apprenant: await apprenantOf(nom) });

test("the learner reads his own: the rule, the table with its dates, the timeline with his bilans intermédiaires", async () => {
  const aline = await world.as("eleve@lycee-demo.test");
  const page = await aline.get(await tableau("Accardo"));
  expect(page.status).toBe(200);
  expect(page.title).toBe("Mon tableau de bord");
  expect(page.text).toContain("Aucune moyenne");
  const table = page.root.querySelector("table");
  const headers = table?.querySelectorAll("thead th").map((th) => th.text.replaceAll(/\s+/g, " ").trim());
  // the last level first, then company (31 July) and school (24 September, 22 October)
  expect(headers?.[1]).toContain("Dernier niveau");
  expect(headers?.[2]).toContain("PFMP 2");
  expect(headers?.[2]).toContain("prise en compte dans le bilan intermédiaire du 25 août 2026");
  expect(headers?.[3]).toContain("Atelier");
  expect(headers?.[4]).toContain("Diagnostic");
  expect(levels(page, "C1.4")).toEqual(["4", "3", "4", "–"]);
  expect(row(page, "C1.4")?.text).toContain("en progrès");
  expect(page.text).toContain("Bilan intermédiaire de compétences, par Sophie Mercier");
  expect(page.link("Bilan entreprise, PFMP 2")).toContain("/bilan-entreprise");
  expect((await aline.get(await tableau("Aïssani"))).status).toBe(403);
});

test("a draft does not count, nor a period in the bin; an empty history says what will come", async () => {
  const teacher = await world.as("enseignant@lycee-demo.test");
  const before = await teacher.get(await tableau("Jean-François"));
  // PFMP 3 holds a draft for her
  expect(before.text).not.toContain("PFMP 3");
  await world.owner.query(
    `update bilan set etat = 'transmis', transmis_le = now() where etat = 'brouillon' and dossier_id in
     (select d.id from dossier d join apprenant a on a.id = d.apprenant_id join periode p on p.id = d.periode_id
      where a.nom = 'Jean-François' and p.nom = 'PFMP 3')`,
  );
  expect((await teacher.get(await tableau("Jean-François"))).text).toContain("PFMP 3");
  await world.owner.query("update periode set supprime_le = now() where nom = 'PFMP 3' and niveau = '1RE'");
  expect((await teacher.get(await tableau("Jean-François"))).text).not.toContain("PFMP 3");
  await world.owner.query("update periode set supprime_le = null where nom = 'PFMP 3'");
  const empty = await teacher.get(await tableau("Adam"));
  expect(empty.text).toContain("Aucune évaluation pour l’instant");
});

test("who reads: teachers, the maître of this apprenti; not the administrator, not another school", async () => {
  const maitre = await world.as("maitre@lycee-demo.test");
  expect((await maitre.get(await tableau("Bouleau"))).title).toBe("Tableau de bord : Cédric Bouleau");
  expect((await maitre.get(await tableau("Accardo"))).status).toBe(403);
  const admin = await world.as("administrateur@lycee-demo.test");
  expect((await admin.get(await tableau("Accardo"))).status).toBe(403);
  const neighbour = await world.as("enseignant@lycee-voisin.test");
  expect((await neighbour.get(await tableau("Accardo"))).status).toBe(404);
  expect((await neighbour.get("/apprenants/pas-un-id/tableau-de-bord")).status).toBe(404);
});

test("the number of statements is the same for a full history and an empty one", async () => {
  const teacher = await world.as("enseignant@lycee-demo.test");
  const count = async (nom: string) => {
    const address = await tableau(nom);
    world.statements();
    await teacher.get(address);
    return world.statements().length;
  };
  expect(await count("Accardo")).toBe(await count("Adam"));
});

test("by pôle and by place, in the address; the file to print keeps them", async () => {
  const sophie = await world.as("enseignant@lycee-demo.test");
  const address = await tableau("Accardo");
  const c2 = await sophie.get(`${address}?pole=C2`);
  expect(row(c2, "C1.4")).toBeUndefined();
  // the evaluation that saw nothing of this pôle is no column
  expect(levels(c2, "C2.1")).toEqual(["5", "3", "5", "–"]);
  expect(levels(c2, "C2.2")).toEqual(["2", "2", "–", "–"]);
  const school = await sophie.get(`${address}?pole=C2&lieu=entreprise`);
  expect(levels(school, "C2.1")).toEqual(["3", "3"]);
  expect(school.text).toContain("le dernier niveau est le dernier en entreprise");
  expect(school.link("Imprimer (PDF)")).toContain("pole=C2&lieu=entreprise");
  expect((await sophie.get(`${address}?pole=Z`)).text).toContain("Aucune évaluation dans ce pôle");
  // what the address cannot mean is left alone
  expect(levels(await sophie.get(`${address}?lieu=lune&competence=%00&axes=,,`), "C1.4")).toBeDefined();
});

test("a last level opens on what it comes from: each evaluation, and what the learner wrote about it", async () => {
  const sophie = await world.as("enseignant@lycee-demo.test");
  const page = await sophie.get(await tableau("Accardo"));
  const href = row(page, "C1.4")?.querySelector("a.heat-dernier")?.getAttribute("href") ?? "";
  expect(href).toContain("competence=C1.4#preuves");
  const proof = (await sophie.get(href)).root.querySelector("#preuves");
  const titles = proof?.querySelectorAll(".row-title a").map((a) => [a.text, a.getAttribute("href")]);
  expect(titles?.[0]?.[0]).toContain("Atelier");
  expect(titles?.[0]?.[1]).toMatch(/^\/evaluations\/[0-9a-f-]{36}$/);
  expect(titles?.[1]).toEqual([
    "Bilan entreprise, PFMP 2",
    expect.stringMatching(/^\/dossiers\/.*\/bilan-entreprise$/),
  ]);
  expect(proof?.text).toContain("à titre indicatif");
  const week = proof?.querySelectorAll("a").find((a) => a.getAttribute("href")?.includes("/semaines/"));
  expect((await sophie.get(week?.getAttribute("href") ?? "")).status).toBe(200);
  // nothing is explained of a competence that nobody evaluated
  expect(
    (await sophie.get(`${await tableau("Accardo")}?competence=Z9`)).root.querySelector("#preuves"),
  ).toBeNull();
});

test("the paper: who reads the page prints it, the others nothing", async () => {
  const apprenant = await apprenantOf("Accardo");
  const address = `${routes.tableauDeBordPdf.href({ apprenant })}?pole=C2`;
  const learner = await world.as("eleve@lycee-demo.test");
  const answer = await learner.request(address);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-disposition")).toContain("Tableau de bord ACCARDO Aline 2026-11-23.pdf");
  expect(
    Buffer.from(await answer.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe("%PDF-");
  const other = routes.tableauDeBordPdf.href({ apprenant: await apprenantOf("Aïssani") });
  expect((await learner.request(other)).status).toBe(403);
  expect((await (await world.as("enseignant@lycee-voisin.test")).request(address)).status).toBe(404);
});

test("a tutor finds the portfolio of his own stays only, not those of the other companies", async () => {
  const { rows } = await world.owner.query(
    `select t.dossier_id as id, d.apprenant_id as apprenant from accueil_tuteur t join dossier d on d.id = t.dossier_id
     join periode p on p.id = d.periode_id where p.nom = 'PFMP 3' and exists (select from dossier x join periode y
       on y.id = x.periode_id where x.apprenant_id = d.apprenant_id and y.nom = 'PFMP 2') order by t.id limit 1`,
  );
  const address = `${routes.tableauDeBord.href({ apprenant: rows[0].apprenant })}?competence=C1.1`;
  const tutor = (await (await world.asTutor(rows[0].id)).get(address)).root.querySelector("#preuves");
  const before = await world.owner.query(
    "select d.id from dossier d join periode p on p.id = d.periode_id where d.apprenant_id = $1 and p.nom = 'PFMP 2'",
    [rows[0].apprenant],
  );
  expect(tutor?.innerHTML).not.toContain(before.rows[0].id);
  const teacher = (await (await world.as("enseignant@lycee-demo.test")).get(address)).root.querySelector(
    "#preuves",
  );
  expect(teacher?.innerHTML).toContain(before.rows[0].id);
});

test("the radar: the six evaluated most often, or those chosen, said in words too", async () => {
  const sophie = await world.as("enseignant@lycee-demo.test");
  const address = await tableau("Accardo");
  const drawing = async (query: string) =>
    (await sophie.get(`${address}${query}`)).root.querySelector("svg.radar");
  expect((await drawing(""))?.querySelectorAll("circle")).toHaveLength(6);
  const chosen = await drawing("?axes=C1.4&axes=C1.7&axes=C2.1");
  expect(chosen?.getAttribute("aria-label")).toBe(
    "Radar du premier et du dernier niveau : C1.4 de 3 à 4, C1.7 de 5 à 4, C2.1 de 3 à 5.",
  );
  expect(chosen?.querySelector(".radar-premier")?.getAttribute("stroke-dasharray")).toBeTruthy();
  // a pôle of seven competences is drawn with six of them, a surface needs three
  expect(await drawing("?axes=C1.4&axes=C1.7")).toBeNull();
  expect((await drawing("?pole=C1"))?.querySelectorAll("circle")).toHaveLength(6);
});

test("attitudes: only what was passed on, and not of a period that feeds nothing", async () => {
  const sophie = await world.as("enseignant@lycee-demo.test");
  const page = async () => (await sophie.get(await tableau("Accardo"))).text;
  expect(await page()).toContain("Attitudes professionnelles, PFMP 2");
  const set = (etat: string) =>
    world.owner.query(
      `update bilan set etat = $1 where type = 'attitudes' and dossier_id in (select d.id from dossier d
       join apprenant a on a.id = d.apprenant_id where a.nom = 'Accardo')`,
      [etat],
    );
  await set("brouillon");
  expect(await page()).not.toContain("Attitudes professionnelles");
  await set("transmis");
});

test("three years of a learner: twelve periods, thirty evaluations, right and in as many statements as an empty history", async () => {
  const sophie = await world.as("enseignant@lycee-demo.test");
  const mspc = world.deps.referentiels.get("mspc")!.competences.map(({ code }) => code);
  const melec = world.deps.referentiels.get("melec")!.competences.map(({ code }) => code);
  for (const [nom, vide, codes] of [
    ["Azil", "Adam", mspc],
    ["Brunet", "Adam", melec],
  ] as const) {
    const count = async (who: string) => {
      const address = `${await tableau(who)}?competence=${codes[0]}`;
      world.statements();
      const page = await sophie.get(address);
      expect(page.status).toBe(200);
      return { page, statements: world.statements().length };
    };
    await vivreTroisAns(world.owner, await apprenantOf(nom), codes);
    const full = await count(nom);
    expect(full.statements).toBe((await count(vide)).statements);
    expect(full.page.text).toContain("Stage 1");
    expect(full.page.text).toContain("Évaluation 30");
    // columns in time order: the evaluation of 29 November 2023 stands between the stages of October and January
    const titles = full.page.root.querySelectorAll("thead .heat-titre").map((one) => one.text);
    expect(titles.indexOf("Évaluation 2")).toBeGreaterThan(titles.indexOf("Stage 1"));
    expect(titles.indexOf("Évaluation 2")).toBeLessThan(titles.indexOf("Stage 2"));
    expect(full.page.root.querySelector("svg.radar")?.querySelectorAll("circle")).toHaveLength(6);
  }
});
