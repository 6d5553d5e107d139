import { beforeAll, expect, test } from "vitest";
import { routes } from "#routes.ts";
import { createWorld, type World } from "../../tests/kit/world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});

async function apprenantOf(nom: string): Promise<string> {
  const { rows } = await world.owner.query("select id from apprenant where nom = $1", [nom]);
  return rows[0].id;
}
const tableau = async (nom: string) => routes.tableauDeBord.href({ apprenant: await apprenantOf(nom) });

test("the learner reads his own: the rule, the table with its dates, the timeline with his bilans intermédiaires", async () => {
  const aline = await world.as("eleve@lycee-demo.test");
  const page = await aline.get(await tableau("Accardo"));
  expect(page.status).toBe(200);
  expect(page.title).toBe("Mon tableau de bord");
  expect(page.text).toContain("Aucune moyenne");
  const table = page.root.querySelector("table");
  const headers = table?.querySelectorAll("thead th").map((th) => th.text.replaceAll(/\s+/g, " ").trim());
  // company first (31 July), then school (24 September)
  expect(headers?.[1]).toContain("PFMP 2");
  expect(headers?.[1]).toContain("prise en compte dans le bilan intermédiaire du 25 août 2026");
  expect(headers?.[2]).toContain("Atelier");
  const row = table
    ?.querySelectorAll("tbody tr")
    .find((tr) => tr.querySelector("th")?.text.trim().startsWith("C1.4"));
  expect(
    row?.querySelectorAll("td").map((td) => td.querySelector("text")?.text.trim() ?? td.text.trim()),
  ).toEqual(["3", "4", "4", expect.stringContaining("en progrès")]);
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
