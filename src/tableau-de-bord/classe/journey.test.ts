import { beforeAll, expect, test } from "vitest";
import { routes } from "#routes.ts";
import { vivreTroisAns } from "../../../tests/kit/trois-ans.ts";
import { createWorld, type World } from "../../../tests/kit/world.ts";

let world: World;
let classe: string;
let seconde: string;
beforeAll(async () => {
  world = await createWorld();
  const { rows } = await world.owner.query(
    "select id, nom from classe where nom in ('1 MSPC', '2 MSPC') order by id",
  );
  classe = rows.find(({ nom }) => nom === "1 MSPC").id;
  seconde = rows.find(({ nom }) => nom === "2 MSPC").id;
});
const COLONNES = [routes.classeCompetences, routes.classeCompetencesCsv, routes.classeCompetencesXlsx];

test("the class of 35: last levels as each dashboard says, cells that lead there, by pôle and by place", async () => {
  const sophie = await world.as("enseignant@lycee-demo.test");
  const page = await sophie.get(routes.classeCompetences.href({ classe }));
  expect(page.title).toBe("Compétences, 1 MSPC");
  const rows = page.root.querySelectorAll("tbody tr");
  expect(rows).toHaveLength(35);
  const aline = rows.find((tr) => tr.text.includes("ACCARDO Aline"));
  const cells = aline?.querySelectorAll("td a.heat-lien") ?? [];
  // C1.4, of the workshop of 24 September
  const cell = cells.find((a) => a.getAttribute("href")?.includes("competence=C1.4"));
  expect(cell?.querySelector("svg text")?.text).toBe("4");
  const board = await sophie.get(cell?.getAttribute("href") ?? "");
  expect(board.root.querySelector("#preuves")?.text).toContain("D’où vient le niveau de C1.4");
  const narrow = await sophie.get(
    routes.classeCompetences.href({ classe }, { pole: "C2", lieu: "entreprise" }),
  );
  expect(narrow.root.querySelectorAll("thead th")).toHaveLength(4);
  expect(narrow.link("CSV")).toContain("pole=C2&lieu=entreprise");
});

test("sorted by a competence, the lowest levels first; an unknown one sorts nothing", async () => {
  const sophie = await world.as("enseignant@lycee-demo.test");
  const column = async (tri: string) =>
    (await sophie.get(routes.classeCompetences.href({ classe }, { tri, pole: "C1" }))).root
      .querySelectorAll("tbody tr")
      .map((tr) => tr.querySelectorAll("td")[3]?.querySelector("svg text")?.text.trim() ?? "");
  const levels = await column("C1.4");
  const known = levels.filter((code) => code !== "–");
  expect(known).toEqual([...known].sort());
  expect(levels.slice(0, known.length)).toEqual(known);
  expect(await column("<b>")).not.toEqual(levels);
});

test("the files: one line a learner; a name that looks like a formula stays a name", async () => {
  const sophie = await world.as("enseignant@lycee-demo.test");
  await world.owner.query("update apprenant set prenom = '=1+1' where nom = 'Vidal'");
  const answer = await sophie.request(routes.classeCompetencesCsv.href({ classe }));
  const lines = (await answer.text()).trim().split("\r\n");
  await world.owner.query("update apprenant set prenom = 'Naël' where nom = 'Vidal'");
  expect(answer.headers.get("content-disposition")).toContain("1 MSPC.csv");
  expect(lines).toHaveLength(36);
  expect(lines[0]).toContain("Nom;Prénom;Statut;C1.1 Analyser");
  expect(lines.find((line) => line.startsWith("ACCARDO"))).toMatch(/^ACCARDO;Aline;Scolaire;2;3;4;4;/);
  expect(lines.find((line) => line.startsWith("VIDAL"))).toContain("'=1+1");
  const xlsx = await sophie.request(routes.classeCompetencesXlsx.href({ classe }));
  expect(
    Buffer.from(await xlsx.arrayBuffer())
      .subarray(0, 2)
      .toString(),
  ).toBe("PK");
});

test("teachers only: every one of the school, nobody of another, neither learners nor companies nor the administrator", async () => {
  const helene = await world.as("h.roussel@lycee-demo.test");
  for (const path of COLONNES) {
    const address = path.href({ classe });
    expect((await helene.request(address)).status).toBe(200);
    for (const courriel of [
      "eleve@lycee-demo.test",
      "maitre@lycee-demo.test",
      "administrateur@lycee-demo.test",
    ])
      expect((await (await world.as(courriel)).request(address)).status).toBe(403);
    expect((await (await world.as("enseignant@lycee-voisin.test")).request(address)).status).toBe(404);
  }
});

test("as many statements for 35 learners, one with three years of data, as for a class of twelve without any", async () => {
  const sophie = await world.as("enseignant@lycee-demo.test");
  const count = async (id: string) => {
    world.statements();
    await sophie.get(routes.classeCompetences.href({ classe: id }));
    return world.statements().length;
  };
  const { rows } = await world.owner.query("select id from apprenant where nom = 'Azil'");
  await vivreTroisAns(
    world.owner,
    rows[0].id,
    world.deps.referentiels.get("mspc")!.competences.map(({ code }) => code),
  );
  expect(await count(classe)).toBe(await count(seconde));
});
