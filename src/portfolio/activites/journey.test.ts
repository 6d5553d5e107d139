import { beforeAll, expect, test } from "vitest";
import { routes } from "#routes.ts";
import type { Client } from "../../../tests/kit/client.ts";
import { createWorld, type World } from "../../../tests/kit/world.ts";

let world: World;
let dossier: string;
let aline: Client;

beforeAll(async () => {
  world = await createWorld();
  const { rows } = await world.owner.query(
    `select d.id from dossier d join apprenant a on a.id = d.apprenant_id join periode p on p.id = d.periode_id
     where a.nom = 'Accardo' and p.nom = 'PFMP 3'`,
  );
  dossier = rows[0].id;
  await world.owner.query("delete from activite where dossier_id = $1", [dossier]);
  aline = await world.as("eleve@lycee-demo.test");
});

const liste = () => routes.activites.href({ dossier });
const titres = () => aline.page.root.querySelectorAll(".choice-card h3").map((h) => h.text);
const activites = async () =>
  (
    await world.owner.query(
      "select id, titre, rang, exporter, supprime_le, champs from activite where dossier_id = $1 order by rang",
      [dossier],
    )
  ).rows;

async function ajouter(titre: string, values: Record<string, string | string[]> = {}) {
  await aline.get(routes.activiteNouvelle.href({ dossier }));
  await aline.submit(routes.activiteNouvelle.href({ dossier }), { titre, ...values });
  return (await activites()).find((row) => row.titre === titre).id as string;
}

let a: string;
let b: string;
let c: string;

test("none yet: one is expected, said kindly and never required", async () => {
  await aline.get(liste());
  expect(aline.page.text).toContain("au moins une activité significative est attendue");
  expect(aline.page.text).toContain("Tu n’as pas encore d’activité à y mettre");
});

test("competences are proposed from the tasks; what the learner ticks is kept and read by the others", async () => {
  await aline.get(routes.activiteNouvelle.href({ dossier }));
  const proposees = () =>
    aline.page.root.querySelectorAll(".proposee").filter((mark) => !mark.hasAttribute("hidden")).length;
  expect(proposees()).toBe(0);
  a = await ajouter("A", { taches: ["A2T1"] });
  expect(proposees()).toBeGreaterThan(0);
  const address = routes.activite.href({ dossier, activite: a });
  const codes = aline.page.root
    .querySelectorAll("[name=competences]")
    .map((box) => box.getAttribute("value")!);
  await aline.submit(address, { competences: [codes[1]!, codes[0]!] });
  const [row] = await activites();
  expect(row.champs.competences).toEqual([codes[0], codes[1]]);
  await aline.submit(address, { competences: ["C99"], causes: "Usure" });
  expect(aline.page.status).toBe(422);
  expect(aline.page.text).toContain("Une compétence n’est plus proposée");
  const teacher = await world.as("enseignant@lycee-demo.test");
  await teacher.get(address);
  const read = teacher.page.root.querySelectorAll(".taches b").map((code) => code.text);
  expect(read).toEqual(["A2T1", codes[0], codes[1]]);
});

test("up, down, duplicated: the ranks stay without a hole, and the ends say so", async () => {
  b = await ajouter("B");
  c = await ajouter("C");
  await aline.get(liste());
  expect(titres()).toEqual(["A", "B", "C"]);
  expect(aline.page.text).toContain("C’est déjà la première.");
  expect(aline.page.text).toContain("C’est déjà la dernière.");
  const move = (id: string, decision: string) =>
    aline.post(routes.activiteOrdre.href({ dossier, activite: id }), { decision }, liste());
  await move(c, "monter");
  expect(titres()).toEqual(["A", "C", "B"]);
  await move(a, "descendre");
  expect(titres()).toEqual(["C", "A", "B"]);
  // at the end already: nothing moves
  await move(b, "descendre");
  expect(titres()).toEqual(["C", "A", "B"]);
  await aline.post(routes.activiteDupliquer.href({ dossier, activite: a }), {}, liste());
  expect(aline.page.text).toContain("Activité copiée");
  await aline.get(liste());
  expect(titres()).toEqual(["C", "A", "A (copie)", "B"]);
  expect((await activites()).map((row) => row.rang)).toEqual([1, 2, 3, 4]);
  const copie = (await activites())[2];
  expect(copie.champs.competences).toHaveLength(2);
  const unknown = await aline.post(
    routes.activiteOrdre.href({ dossier, activite: a }),
    { decision: "en-haut" },
    liste(),
  );
  expect(unknown.status).toBe(400);
  expect(unknown.text).toContain("Ce bouton n’est plus proposé");
});

test("chosen for the export or not: said in words, by the learner only", async () => {
  await aline.get(liste());
  expect(aline.page.text).toContain("4 activités choisies pour l’export");
  await aline.submit(routes.activiteExport.href({ dossier, activite: b }));
  expect(aline.page.text).toContain("« B » ne sera pas dans ton portfolio à télécharger.");
  expect(aline.page.text).toContain("3 activités choisies pour l’export");
  expect(aline.page.text).toContain("Hors de l’export");
  // from its own page, one comes back to it
  await aline.get(routes.activite.href({ dossier, activite: b }));
  await aline.submit(routes.activiteExport.href({ dossier, activite: b }));
  expect(aline.page.address).toBe(routes.activite.href({ dossier, activite: b }));
  expect((await activites()).every((row) => row.exporter)).toBe(true);

  const teacher = await world.as("enseignant@lycee-demo.test");
  await teacher.get(liste());
  expect(teacher.page.text).toContain("Choisie pour l’export");
  expect(teacher.page.html).not.toContain('/export"');
  for (const route of [routes.activiteExport, routes.activiteOrdre, routes.activiteDupliquer]) {
    const refused = await teacher.post(
      route.href({ dossier, activite: b }),
      { decision: "retirer" },
      routes.commentaires.href({ dossier }),
    );
    expect(refused.status).toBe(403);
  }
  const neighbour = await world.as("enseignant@lycee-voisin.test");
  const missing = await neighbour.post(
    routes.activiteDupliquer.href({ dossier, activite: b }),
    {},
    "/mot-de-passe",
  );
  expect(missing.status).toBe(404);
});

test("taken out and put back: it comes back, and the ranks stay whole", async () => {
  await aline.get(liste());
  await aline.submit(routes.activiteSupprimer.href({ dossier, activite: a }));
  await aline.submit("Rétablir");
  await aline.get(liste());
  expect(titres()).toEqual(["C", "A", "A (copie)", "B"]);
  // one taken out is neither copied nor moved
  await aline.submit(routes.activiteSupprimer.href({ dossier, activite: c }));
  for (const route of [routes.activiteOrdre, routes.activiteDupliquer, routes.activiteExport])
    expect(
      (await aline.post(route.href({ dossier, activite: c }), { decision: "monter" }, liste())).status,
    ).toBe(404);
});

test("a double press of « Dupliquer » makes one copy", async () => {
  const before = (await activites()).length;
  await aline.get(liste());
  const form = aline.page.form(routes.activiteDupliquer.href({ dossier, activite: b }));
  const body = () => new URLSearchParams(aline.shown(form) as never);
  const address = routes.activiteDupliquer.href({ dossier, activite: b });
  await aline.request(address, { method: "POST", body: body() });
  await aline.request(address, { method: "POST", body: body() });
  expect(await activites()).toHaveLength(before + 1);
});
