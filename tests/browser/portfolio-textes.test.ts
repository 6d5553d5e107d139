import { beforeAll, expect, test } from "vitest";
import { routes } from "#routes.ts";
import { createDesk, type Desk, PHONE } from "../kit/browser.ts";
import { createWorld, type World } from "../kit/world.ts";
import { button, flash, said, tacheDeLaSemaine } from "./gestes.ts";
import { dossierDe } from "./lieux.ts";

/** What helps a learner to write: beginnings of sentences, days, tasks taken up again, competences proposed. */

let world: World;
let desk: Desk;
let dossier: string;
beforeAll(async () => {
  world = await createWorld();
  desk = await createDesk(world);
  dossier = await dossierDe(world, "Accardo");
  await world.owner.query("delete from semaine where dossier_id = $1", [dossier]);
});

const semaine = (lundi: string) => routes.semaine.href({ dossier, lundi });
const stored = async (lundi: string) =>
  (await world.owner.query("select * from semaine where dossier_id = $1 and lundi = $2", [dossier, lundi]))
    .rows[0];
const ELEVE = "eleve@lycee-demo.test";

test("by the keyboard, the beginning of a sentence is written at the caret and saved like the rest", async () => {
  const page = await desk.open(ELEVE, { viewport: PHONE });
  await page.goto(semaine("2026-11-09"));
  const reussi = page.getByLabel("Qu’as-tu réussi ?", { exact: true });
  await reussi.fill("Avant. Après.");
  for (let i = 0; i < " Après.".length; i++) await reussi.press("ArrowLeft");
  await reussi.press("Tab");
  await page.keyboard.press("Enter");
  const amorce = button(page, "J’ai réussi à…");
  await amorce.focus();
  await page.keyboard.press("Enter");
  expect(await reussi.evaluate((field) => field === document.activeElement)).toBe(true);
  await page.keyboard.type("régler le capteur.");
  expect(await reussi.inputValue()).toBe("Avant.\nJ’ai réussi à régler le capteur. Après.");
  await said(page, /^Enregistré à/);
  expect((await stored("2026-11-09")).reussi).toBe("Avant.\nJ’ai réussi à régler le capteur. Après.");
  await page.context().close();
});

test("last week's tasks are taken up again without losing what is being typed", async () => {
  const page = await desk.open(ELEVE, { viewport: PHONE });
  await page.goto(semaine("2026-11-09"));
  await tacheDeLaSemaine(page, "A1T1").check();
  await said(page, /^Enregistré à/);
  await page.goto(semaine("2026-11-16"));
  await page.getByText("Jour par jour").click();
  await page.getByLabel("Lundi 16 novembre").fill("Ronde du matin");
  await button(page, "Reprendre les tâches de la semaine dernière").click();
  await flash(page, "Tâches reprises");
  expect(await stored("2026-11-16")).toMatchObject({
    taches: ["A1T1"],
    jours: { "2026-11-16": "Ronde du matin" },
  });
  expect(await page.getByLabel("Lundi 16 novembre").inputValue()).toBe("Ronde du matin");
  expect(await tacheDeLaSemaine(page, "A1T1").isChecked()).toBe(true);
  await page.context().close();
});

test("the competences proposed follow the tasks as they are ticked", async () => {
  const page = await desk.open(ELEVE);
  await page.goto(routes.activiteNouvelle.href({ dossier }));
  const proposees = page.locator(".proposee:visible");
  expect(await proposees.count()).toBe(0);
  await page.getByLabel(/A2T1/).check();
  expect(await proposees.count()).toBeGreaterThan(0);
  await page.getByLabel(/A2T1/).uncheck();
  expect(await proposees.count()).toBe(0);
  await page.context().close();
});
