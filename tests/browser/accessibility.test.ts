import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { routes } from "#routes.ts";
import { accessibility, createDesk, type Desk, scrollsSideways } from "../kit/browser.ts";
import { createWorld, type World } from "../kit/world.ts";
import { button, title } from "./gestes.ts";
import { pagesOubliees, pagesParPersonne, type Qui } from "./pages.ts";
import { defauts } from "./regard.ts";

/** Every page, for each person who opens it, at both widths: nothing for axe to say, nothing wider than the window. */

let world: World;
let desk: Desk;
let pages: Map<Qui, string[]>;
beforeAll(async () => {
  world = await createWorld();
  desk = await createDesk(world);
  pages = new Map(await pagesParPersonne(world));
});

async function open(qui: Qui): Promise<Page> {
  if (qui !== "tuteur") return desk.open(qui);
  const page = await desk.open(null);
  const mails = await world.mails("nadia.caillard@entreprise.test");
  await page.goto(mails.find((mail) => mail.subject.includes("Carole"))?.links[0] ?? "");
  await button(page, "Accéder à mon espace").click();
  await title(page, /^Bonjour /);
  return page;
}

/** @returns what is wrong, one line each */
async function sweep(page: Page, address: string): Promise<string[]> {
  const answer = await page.goto(address);
  const wrong = await defauts(page);
  const status = answer?.status() ?? 0;
  // what has no such document, or no such link, says so on a page of its own
  const known = status === 200 || (status === 404 && !(await page.title()).startsWith("Page introuvable"));
  if (!known) wrong.push(`répond ${status}`);
  return wrong.map((line) => `${address} ${line}`);
}

/** A share of the person's pages: some have a hundred, and each is looked at twice. */
async function sweepAll(qui: Qui, part = 0, parts = 1): Promise<void> {
  const wrong: string[] = [];
  const page = await open(qui);
  for (const [rank, address] of (pages.get(qui) ?? []).entries())
    if (rank % parts === part) wrong.push(...(await sweep(page, address)));
  await page.context().close();
  expect(wrong).toEqual([]);
}

test("before signing in", () => sweepAll(null));
test.each([0, 1, 2, 3, 4])("a teacher, part %i", (part) => sweepAll("enseignant@lycee-demo.test", part, 5));
test("a teacher of another diploma", () => sweepAll("h.roussel@lycee-demo.test"));
test.each([0, 1])("a learner, part %i", (part) => sweepAll("eleve@lycee-demo.test", part, 2));
test("a learner whose tutor is invited", () => sweepAll("carole.aissani"));
test("an apprenti", () => sweepAll("apprenti@lycee-demo.test"));
test("a maître d’apprentissage", () => sweepAll("maitre@lycee-demo.test"));
test("a tuteur de stage", () => sweepAll("tuteur"));
test.each([0, 1])("an administrator, part %i", (part) => sweepAll("administrateur@lycee-demo.test", part, 2));

test("no page of the application is left out", () => {
  // it takes an act to open these two: they are in etablissement.test.ts and etats.test.ts
  expect(pagesOubliees([...pages.values()].flat())).toEqual([
    routes.import.pattern,
    routes.enseignantsImportEssai.pattern,
    routes.activiteRetablir.pattern,
  ]);
});

test("the check itself sees what is wrong", async () => {
  const page = await desk.open(null);
  await page.setContent(
    "<html><body><img src='data:,'><input><div style='width:3000px'>large</div></body></html>",
  );
  expect((await accessibility(page)).join()).toMatch(/image-alt.*label|label.*image-alt/s);
  expect(await scrollsSideways(page)).toBe(true);
  await page.context().close();
});
