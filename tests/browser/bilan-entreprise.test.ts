import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { routes } from "#routes.ts";
import { accessibility, createDesk, type Desk, PHONE } from "../kit/browser.ts";
import { createWorld, type World } from "../kit/world.ts";

let world: World;
let desk: Desk;
beforeAll(async () => {
  world = await createWorld();
  desk = await createDesk(world);
});

const sophie = "enseignant@lycee-demo.test";
const karim = "k.benali@lycee-demo.test";
const aline = "eleve@lycee-demo.test";

async function dossierOf(nom: string, periode: string): Promise<string> {
  const { rows } = await world.owner.query(
    `select d.id from dossier d join apprenant a on a.id = d.apprenant_id join periode p on p.id = d.periode_id
     where a.nom = $1 and p.nom = $2 order by p.cree_le limit 1`,
    [nom, periode],
  );
  return rows[0].id;
}
const grille = async (nom: string, periode = "PFMP 3") =>
  routes.bilanEntreprise.href({ dossier: await dossierOf(nom, periode) });
const state = (page: Page) => page.locator("p-enregistrement output").textContent();
const level = (page: Page, competence: string, code: string) =>
  page.locator(`input[name="competence.${competence}"][value="${code}"]`);
/** Presses the card, as a finger does. */
const choose = (page: Page, competence: string, code: string) =>
  page.locator("label", { has: level(page, competence, code) }).click();

test("by keyboard: arrows choose in the fan, the words follow, the page saves by itself", async () => {
  const page = await desk.open(sophie);
  await page.goto(await grille("Azil"));
  await level(page, "C1.1", "NE").focus();
  for (let i = 0; i < 4; i++) await page.keyboard.press("ArrowRight");
  expect(await level(page, "C1.1", "4").isChecked()).toBe(true);
  await expect.poll(() => state(page), { timeout: 9_000 }).toMatch(/^Enregistré à/);
  await page.reload();
  expect(await level(page, "C1.1", "4").isChecked()).toBe(true);
  await page.context().close();
});

test("a ticked task lights up its competences; the detailed lines open and are counted", async () => {
  const page = await desk.open(sophie);
  await page.goto(await grille("Rey"));
  const card = page.locator("[data-competence='C3.1']");
  await page.getByText("Autres compétences").click();
  expect(await card.getAttribute("class")).not.toContain("competence-liee");
  await page.getByLabel("A3T1 Diagnostiquer les pannes").check();
  await expect.poll(() => card.getAttribute("class")).toContain("competence-liee");
  const detailed = page.locator("[data-competence='C2.1']");
  await expect.poll(() => detailed.locator("li").first().isVisible()).toBe(false);
  await detailed.getByLabel("Évaluer en détail (8)").check();
  await detailed.locator("label", { has: page.locator('input[name="detail.C2.1#1"][value="3"]') }).click();
  expect(await detailed.locator(".competence-compte").textContent()).toMatch(/1 sur 8/);
  await page.context().close();
});

test("two evaluators at once: different competences both stay; the same one shows both choices and names", async () => {
  const address = await grille("Vidal");
  const [one, two] = [await desk.open(sophie), await desk.open(karim, { viewport: PHONE })];
  await Promise.all([one.goto(address), two.goto(address)]);
  await choose(one, "C1.1", "4");
  await expect.poll(() => state(one), { timeout: 9_000 }).toMatch(/^Enregistré à/);
  await choose(two, "C1.2", "3");
  await expect.poll(() => state(two), { timeout: 9_000 }).toMatch(/^Enregistré à/);
  await choose(two, "C1.1", "2");
  await expect.poll(() => state(two), { timeout: 9_000 }).toMatch(/rien n’est écrasé/);
  await two.getByRole("button", { name: "Comparer les deux textes" }).click();
  await two.getByText("Sophie Mercier a choisi 4 (Satisfaisant)").first().waitFor();
  expect(await two.locator("main").textContent()).toMatch(/vous aviez choisi 2 \(Insuffisant\)/);
  expect(await accessibility(two)).toEqual([]);
  await two.getByRole("button", { name: "Enregistrer" }).first().click();
  await two.getByText("Bilan enregistré.").waitFor();
  await one.reload();
  expect(await level(one, "C1.1", "2").isChecked()).toBe(true);
  expect(await level(one, "C1.2", "3").isChecked()).toBe(true);
  await Promise.all([one.context().close(), two.context().close()]);
});

test("« Terminer » pressed at once after a choice passes on that choice; the learner finds it", async () => {
  const page = await desk.open(sophie);
  await page.goto(await grille("Accardo"));
  await choose(page, "C2.1", "5");
  await page.getByRole("button", { name: "Terminer et transmettre à l’apprenant" }).click();
  await page.getByText("Bilan transmis à Aline Accardo.").waitFor();
  await page.context().close();
  const phone = await desk.open(aline, { viewport: PHONE });
  await phone.goto(routes.mesEvaluations.href({}));
  await phone.getByRole("link", { name: "Bilan entreprise, PFMP 3" }).click();
  await phone.getByText("Très satisfaisant").first().waitFor();
  await phone.getByRole("button", { name: "J’ai pris connaissance" }).click();
  await phone.getByText("Tu en as pris connaissance").waitFor();
  await phone.context().close();
});

test("without JavaScript: the grid is whole, saved, passed on", async () => {
  const page = await desk.open(sophie, { javaScriptEnabled: false, viewport: PHONE });
  await page.goto(await grille("Pichon"));
  await choose(page, "C1.1", "3");
  await page.getByRole("button", { name: "Enregistrer" }).first().click();
  await page.getByText("Bilan enregistré.").waitFor();
  await page.getByRole("button", { name: "Terminer et transmettre à l’apprenant" }).click();
  await page.getByText("Bilan transmis à Louna Pichon.").waitFor();
  await page.context().close();
});

test("two screens on one grid: what one chooses comes to the other within seconds, his own choices stay", async () => {
  const address = await grille("Tessier");
  const [one, two] = [await desk.open(sophie), await desk.open(karim, { viewport: PHONE })];
  await Promise.all([one.goto(address), two.goto(address)]);
  const word = (page: Page) => page.locator(".direct-annonce").textContent();
  await choose(one, "C1.1", "4");
  await expect.poll(() => level(two, "C1.1", "4").isChecked(), { timeout: 8_000 }).toBe(true);
  expect(await word(two)).toBe("Sophie Mercier vient de choisir 4 (Satisfaisant) pour C1.1.");
  expect(await two.locator("[data-ligne='competence.C1.1'] [data-par]").textContent()).toMatch(
    /^Sophie Mercier, à/,
  );
  // nothing of it is the other's to send: his page has nothing to save
  expect(await state(two)).toBe("À jour");
  // from there on: no conflict
  await choose(two, "C1.1", "5");
  await expect.poll(() => level(one, "C1.1", "5").isChecked(), { timeout: 8_000 }).toBe(true);
  expect(await state(two)).toMatch(/^Enregistré à/);
  // one is writing a comment while the other writes another: both are shown, and one chooses
  await two.getByLabel("Commentaire").evaluate((field: HTMLTextAreaElement) => {
    field.value = "Le mien";
  });
  await one.getByLabel("Commentaire").fill("Celui de Sophie");
  const panel = two.locator("[data-ligne='commentaire'] .direct-conflit");
  await panel.waitFor({ timeout: 9_000 });
  expect(await panel.textContent()).toMatch(/Sophie Mercier a enregistré.*Celui de Sophie/);
  expect(await panel.textContent()).toMatch(/Votre choix est gardé.*Le mien/);
  expect(await two.getByLabel("Commentaire").inputValue()).toBe("Le mien");
  expect(await accessibility(two)).toEqual([]);
  await panel.getByRole("button", { name: "Garder mon choix" }).click();
  await expect.poll(() => one.getByLabel("Commentaire").inputValue(), { timeout: 9_000 }).toBe("Le mien");
  // passed on by one, it is not reopened by a slip of the other
  await one.getByRole("button", { name: "Terminer et transmettre à l’apprenant" }).click();
  await one.getByText("Bilan transmis à").waitFor();
  await two.getByText("Sophie Mercier vient de transmettre ce bilan").waitFor({ timeout: 9_000 });
  await choose(two, "C1.2", "3");
  const { rows } = await world.owner.query("select etat from bilan b where b.dossier_id = $1", [
    address.split("/")[2],
  ]);
  expect(rows).toEqual([{ etat: "transmis" }]);
  await two.getByRole("button", { name: "Enregistrer" }).first().click();
  await two.getByText("Sophie Mercier a transmis ce bilan à").waitFor();
  expect(await level(two, "C1.2", "3").isChecked()).toBe(true);
  await Promise.all([one.context().close(), two.context().close()]);
});
