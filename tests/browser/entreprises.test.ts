import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { routes } from "#routes.ts";
import { createDesk, type Desk } from "../kit/browser.ts";
import { createWorld, type World } from "../kit/world.ts";
import { button, flash, see } from "./gestes.ts";
import { dossierDe } from "./lieux.ts";

/** A company known to the school is proposed while its name is typed. */

let world: World;
let desk: Desk;
beforeAll(async () => {
  world = await createWorld();
  desk = await createDesk(world);
});

const field = (page: Page, name: string) => page.locator(`main form [name=${name}]`);
const proposed = (page: Page) => page.locator("p-entreprises .proposition");

test("a learner types a few letters, chooses, corrects and saves; he is shown no tutor", async () => {
  const page = await desk.open("eleve@lycee-demo.test");
  await page.goto(routes.ficheLieu.href({ dossier: await dossierDe(world, "Accardo") }));
  await field(page, "entreprise").fill("");
  await field(page, "entreprise").pressSequentially("andel");
  await see(page, "1 entreprise connue");
  expect(await proposed(page).allTextContents()).toEqual(["Papeterie de l’Andelle Charleval"]);
  await proposed(page).click();
  await see(page, "Papeterie de l’Andelle : champs remplis, à vérifier.");
  expect(await field(page, "codePostal").inputValue()).toBe("27380");
  expect(await proposed(page).count()).toBe(0);
  await field(page, "telephone").fill("02 32 00 00 00");
  await button(page, "Enregistrer").click();
  await flash(page, "Lieu de réalisation enregistré.");
});

test("a teacher takes over the last tutor too, by keyboard; Escape puts the propositions away", async () => {
  const page = await desk.open("enseignant@lycee-demo.test");
  await page.goto(routes.ficheLieu.href({ dossier: await dossierDe(world, "Béchameil") }));
  await field(page, "entreprise").pressSequentially("mecan");
  await proposed(page).first().waitFor();
  await page.keyboard.press("Escape");
  await expect.poll(() => proposed(page).count()).toBe(0);
  await field(page, "entreprise").pressSequentially("iq");
  await proposed(page).nth(1).waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  expect(await field(page, "entreprise").inputValue()).toBe("Mécanique Oissel");
  expect(await field(page, "tuteurNom").inputValue()).toBe("Quesnel");
});
