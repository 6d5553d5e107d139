import { beforeAll, expect, test } from "vitest";
import { instantText } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { dossierDe } from "../../../tests/browser/lieux.ts";
import type { PageRead } from "../../../tests/kit/client.ts";
import { NOW } from "../../../tests/kit/server.ts";
import { createWorld, type World } from "../../../tests/kit/world.ts";

let world: World;
let dossier: string;
beforeAll(async () => {
  world = await createWorld();
  dossier = await dossierDe(world, "Aïssani");
});

const page = (one = dossier) => routes.documents.href({ dossier: one });
const papier = (read: PageRead, code: string) =>
  read.root.querySelector(`#papier-${code}`)?.text.replaceAll("\u00a0", " ") ?? "";

test("teacher, learner and tutor find every document of the dossier, each with his rights; nobody else", async () => {
  const prof = await (await world.as("enseignant@lycee-demo.test")).get(page());
  expect(papier(prof, "portfolio")).toContain("Dernière modification");
  expect(papier(prof, "portfolio")).toContain("par Carole Aïssani");
  const formats = (read: PageRead, code: string) =>
    read.root.querySelectorAll(`#papier-${code} a[download] > span`).map((a) => a.firstChild?.text);
  expect(formats(prof, "portfolio")).toEqual(["DOCX", "ODT", "PDF"]);
  const tuteur = await (await world.asTutor(dossier)).get(page());
  expect(formats(tuteur, "preconvention")).toEqual(["PDF"]);
  const eleve = await (await world.as("carole.aissani")).get(page());
  expect(eleve.text).toContain("Mes documents");
  expect(papier(eleve, "bilan-entreprise")).toContain("tu le liras ici quand il sera terminé");
  for (const [courriel, status] of [
    ["eleve@lycee-demo.test", 403],
    ["maitre@lycee-demo.test", 403],
    ["administrateur@lycee-demo.test", 403],
    ["enseignant@lycee-voisin.test", 404],
  ] as const)
    expect([courriel, (await (await world.as(courriel)).request(page())).status]).toEqual([courriel, status]);
});

test("who takes a file leaves the day and his name, the last one only; who is refused leaves none", async () => {
  const prof = await world.as("enseignant@lycee-demo.test");
  expect(papier(await prof.get(page()), "preconvention")).toContain("à imprimer");
  const fichier = routes.preconvention.href({ dossier });
  const eleve = await world.as("carole.aissani");
  expect((await eleve.request(fichier)).status).toBe(200);
  expect(papier(await prof.get(page()), "preconvention")).toContain("par Carole Aïssani");
  const plusTard = new Date(NOW.getTime() + 600_000);
  world.setNow(plusTard);
  expect((await prof.request(fichier)).status).toBe(200);
  const lue = papier(await eleve.get(page()), "preconvention");
  expect(lue).toContain(
    `Dernière impression : ${instantText(plusTard, "Europe/Paris").replaceAll("\u00a0", " ")}, par Sophie Mercier`,
  );
  expect(lue).not.toContain("par Carole");
  const autre = await world.as("eleve@lycee-demo.test");
  expect((await autre.request(fichier)).status).toBe(403);
  const { rows } = await world.owner.query("select count(*)::int as n from lecture where objet = $1", [
    `imprime:${dossier}:preconvention`,
  ]);
  expect(rows[0].n).toBe(2);
});

test("the same few statements whatever the dossier", async () => {
  const prof = await world.as("enseignant@lycee-demo.test");
  const numbers = [];
  for (const one of [
    dossier,
    await dossierDe(world, "Béchameil"),
    await dossierDe(world, "Accardo", "PFMP 2"),
  ]) {
    await prof.get(page(one));
    world.statements();
    await prof.get(page(one));
    numbers.push(world.statements().length);
  }
  expect(new Set(numbers).size).toBe(1);
  expect(numbers[0]).toBeLessThanOrEqual(6);
});
