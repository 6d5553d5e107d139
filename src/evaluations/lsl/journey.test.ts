import { beforeAll, expect, test } from "vitest";
import { routes } from "#routes.ts";
import { createWorld, type World } from "../../../tests/kit/world.ts";

let world: World;
let classe: string;
let melec: string;
beforeAll(async () => {
  world = await createWorld();
  const id = async (nom: string) =>
    (await world.owner.query("select id from classe where nom = $1 order by id limit 1", [nom])).rows[0].id;
  classe = await id("1 MSPC");
  melec = await id("1 MELEC");
});

test("the page says what is exported and what is missing before anything is taken", async () => {
  const sophie = await world.as("enseignant@lycee-demo.test");
  const page = await sophie.get(routes.lslPro.href({ classe }));
  expect(page.title).toBe("LSL Pro, 1 MSPC");
  expect(page.text).toContain("Aucun format d’import officiel");
  expect(page.text).toContain("BOULEAU Cédric n’y figure pas");
  const degrees = page.root.querySelectorAll("aside tbody td .cell-value").map((cell) => cell.text);
  expect(degrees).toEqual(["aucun", "1", "1", "2", "3", "4"]);
  const adam = page.root.querySelectorAll(".row").find((row) => row.text.includes("LEROUX Adam"));
  expect(adam?.text.replaceAll("\u00a0", " ")).toContain("Sans niveau : C1.1, C1.2");
  expect(page.link("Télécharger le CSV")).toBe(routes.lslProCsv.href({ classe }));
  // reached from the class
  expect((await sophie.get(routes.classe.href({ classe }))).link("LSL Pro")).toContain("/lsl-pro");
});

test("a PFMP that is over waits for its bilan, then carries its comment, hostile or not", async () => {
  const sophie = await world.as("enseignant@lycee-demo.test");
  await world.owner.query(
    "update periode set du = '2026-09-14', au = '2026-10-09' where nom = 'PFMP 2' and referentiel = 'mspc'",
  );
  await world.owner.query(
    `update bilan set commentaire = '=HYPERLINK("x")' where type = 'entreprise' and dossier_id in (select d.id
     from dossier d join apprenant a on a.id = d.apprenant_id join periode p on p.id = d.periode_id
     where a.nom = 'Accardo' and p.nom = 'PFMP 2')`,
  );
  const page = await sophie.get(routes.lslPro.href({ classe }));
  // the two bilans still drafts
  expect(page.text).toContain("PFMP 2 : bilan entreprise à transmettre");
  const answer = await sophie.request(routes.lslProCsv.href({ classe }));
  expect(answer.headers.get("content-disposition")).toContain("LSL Pro 1 MSPC 2026-2027.csv");
  const lines = (await answer.text()).split("\r\n");
  const own = lines.filter((line) => line.startsWith("ACCARDO;Aline;1 MSPC;"));
  expect(own.filter((line) => line.includes(";Compétence;"))).toHaveLength(14);
  expect(own.find((line) => line.includes(";C1.4;"))).toContain(";4 Satisfaisant;3;24/09/2026;");
  const stage = own.find((line) => line.includes(";PFMP;;PFMP 2;"));
  expect(stage).toContain(";14/09/2026;09/10/2026;4;");
  expect(stage).toContain("'=HYPERLINK");
  expect(stage).toContain(";bilan entreprise");
  expect(lines.some((line) => line.startsWith("BOULEAU"))).toBe(false);
  expect(lines.at(-2)).toContain("Apprentis, hors de LSL Pro, non exportés : BOULEAU Cédric");
});

test("the administrator changes a degree of the scale: the next export says so", async () => {
  const admin = await world.as("administrateur@lycee-demo.test");
  const sophie = await world.as("enseignant@lycee-demo.test");
  const address = routes.adminEchellesOnglet.href({ code: "melec", onglet: "niveaux" });
  await admin.get(address);
  expect((await admin.submit("Enregistrer", { "degre-3": "7" })).text).toContain(
    "choisissez un degré de 1 à 4",
  );
  await admin.get(address);
  await admin.submit("Enregistrer", { "degre-3": "3", "degre-1": "aucun" });
  const text = await (await sophie.request(routes.lslProCsv.href({ classe: melec }))).text();
  expect(text).toContain("1 → aucun degré, 2 → 1, 3 et 4 → 3, 5 → 4");
  expect(text).toContain(";3 Fragile;3;");
  const other = await (await sophie.request(routes.lslProCsv.href({ classe }))).text();
  expect(other).toContain("1 et 2 → 1, 3 → 2");
});

test("teachers of the school only", async () => {
  for (const path of [routes.lslPro, routes.lslProCsv]) {
    const address = path.href({ classe });
    for (const courriel of [
      "eleve@lycee-demo.test",
      "maitre@lycee-demo.test",
      "administrateur@lycee-demo.test",
    ])
      expect((await (await world.as(courriel)).request(address)).status).toBe(403);
    expect((await (await world.as("enseignant@lycee-voisin.test")).request(address)).status).toBe(404);
  }
});

test("as many statements for 35 learners as for a smaller class", async () => {
  const sophie = await world.as("enseignant@lycee-demo.test");
  const count = async (id: string) => {
    world.statements();
    await sophie.get(routes.lslPro.href({ classe: id }));
    return world.statements().length;
  };
  expect(await count(classe)).toBe(await count(melec));
});
