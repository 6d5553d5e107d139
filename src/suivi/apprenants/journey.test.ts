import { beforeAll, expect, test } from "vitest";
import type { Client } from "../../../tests/kit/client.ts";
import { createWorld, type World } from "../../../tests/kit/world.ts";

let world: World;
let teacher: Client;
beforeAll(async () => {
  world = await createWorld();
  teacher = await world.as("enseignant@lycee-demo.test");
});

const id = async (sql: string, values: unknown[] = []): Promise<string> =>
  (await world.owner.query(sql, values)).rows[0].id;
const learner = (nom: string) =>
  id(
    `select a.id from apprenant a join etablissement e on e.id = a.etablissement_id
     where a.nom = $1 and e.uai = '0760001N' limit 1`,
    [nom],
  );
const titles = () => teacher.page.root.querySelectorAll(".row-title").map((row) => row.text.trim());

test("from the view by periods to the view by learners and back; one's classes, then the school", async () => {
  await teacher.get("/periodes");
  await teacher.get(teacher.page.link("Par apprenants"));
  expect(teacher.page.root.querySelectorAll("main h2").map((h) => h.text.trim())).toEqual([
    "Mes classes",
    "Autres classes de l’établissement",
  ]);
  expect(titles()[0]).toBe("ACCARDO Aline Scolaire");
  expect(teacher.page.root.querySelector(".row")?.text).toContain("PFMP 3, Fragrance Plus");
  expect(teacher.page.text).toContain("PFMP 3, Fragrance Plus, puis Verrerie de la Bresle");
  expect(teacher.page.link("Par périodes")).toBe("/periodes");
});

test("search without accents, by class, and the empty answer", async () => {
  await teacher.get("/apprenants");
  await teacher.submit("Chercher", { q: "oehler" });
  expect(titles()).toEqual(["ŒHLER Ambre Scolaire"]);
  const classe = await id("select id from classe where nom = '1 MELEC' limit 1");
  await teacher.get(`/apprenants?classe=${classe}`);
  expect(titles().length).toBeGreaterThan(0);
  expect(teacher.page.root.querySelectorAll(".row-detail").every((d) => d.text.includes("1 MELEC"))).toBe(
    true,
  );
  await teacher.get("/apprenants?q=personne+de+ce+nom");
  expect(teacher.page.text).toContain("Aucun apprenant ne correspond à « personne de ce nom ».");
});

test("one learner: every period with its documents, his bilans intermédiaires, his dashboard", async () => {
  await teacher.get("/apprenants");
  await teacher.get(teacher.page.link("ACCARDO Aline"));
  expect(teacher.page.title).toBe("Aline Accardo");
  const cards = teacher.page.root.querySelectorAll("main .card");
  expect(cards.map((card) => card.querySelector("h2")?.text.trim().split(" Fragrance")[0])).toEqual([
    "Renfort arrêt technique",
    "PFMP 3",
    "PFMP 2",
    "Bilans intermédiaires de compétences",
  ]);
  for (const card of cards.slice(0, 3)) expect(card.querySelectorAll(".documents li")).toHaveLength(9);
  expect(cards[3]?.text).toMatch(/Bilan intermédiaire du .*Par Sophie Mercier/s);
  expect(teacher.page.link("Consulter le tableau de bord")).toContain("/tableau-de-bord");
  await teacher.get(`/apprenants/${await learner("Bouleau")}`);
  expect(teacher.page.text).toContain("Pour un apprenti, la convention est celle de son contrat.");
  expect(teacher.page.text).toContain("apprenti · ");
});

test("as many statements whatever the number of learners, and of periods", async () => {
  const cost = async (address: string) => {
    world.statements();
    expect((await teacher.get(address)).status).toBe(200);
    return world.statements().length;
  };
  const few = await cost("/apprenants?q=oehler");
  expect(await cost("/apprenants")).toBe(few);
  expect(few).toBeLessThanOrEqual(5);
  // three periods, one
  const single = await id(
    `select d.apprenant_id as id from dossier d join etablissement e on e.id = d.etablissement_id
     where e.uai = '0760001N' group by d.apprenant_id having count(*) = 1 limit 1`,
  );
  const one = await cost(`/apprenants/${single}`);
  expect(await cost(`/apprenants/${await learner("Accardo")}`)).toBe(one);
  expect(one).toBeLessThanOrEqual(7);
});

test("is the teachers' only, those of the school", async () => {
  const addresses = ["/apprenants", `/apprenants/${await learner("Accardo")}`];
  for (const courriel of [
    "eleve@lycee-demo.test",
    "maitre@lycee-demo.test",
    "administrateur@lycee-demo.test",
  ]) {
    const person = await world.as(courriel);
    for (const address of addresses) {
      expect([courriel, (await person.get(address)).status]).toEqual([courriel, 403]);
      expect(person.page.text).toContain("La vue par apprenants est celle des enseignants.");
    }
  }
  const neighbour = await world.as("enseignant@lycee-voisin.test");
  expect((await neighbour.get(addresses[1] ?? "")).status).toBe(404);
  await neighbour.get("/apprenants");
  expect(neighbour.page.text).not.toContain("ACCARDO");
});
