import { beforeAll, expect, test } from "vitest";
import { routes } from "#routes.ts";
import { createDesk, type Desk, PHONE } from "../kit/browser.ts";
import { createWorld, type World } from "../kit/world.ts";
import { dossierDe } from "./lieux.ts";

let world: World;
let desk: Desk;
beforeAll(async () => {
  world = await createWorld();
  desk = await createDesk(world);
});

test("the rules for minors are told while the hours are typed, in the words of the server, and go when the hours keep them", async () => {
  const dossier = await dossierDe(world, "Azil");
  await world.owner.query("update apprenant set naissance = null where nom = 'Azil'");
  const page = await desk.open("enseignant@lycee-demo.test", { viewport: PHONE });
  await page.goto(routes.ficheOrganisation.href({ dossier }));
  const notice = page.locator("p-mineurs .notice");
  await page.waitForLoadState("networkidle");
  expect(await notice.isVisible()).toBe(false);
  const type = async (end: string) => {
    await page.locator("[name=horaire-lundi-matin-debut]").fill("05:30");
    await page.locator("[name=horaire-lundi-matin-fin]").fill(end);
    await page.locator("[name=horaire-lundi-apresMidi-debut]").focus();
  };
  await type("09:30");
  await notice.waitFor({ state: "visible" });
  const typed = await notice.locator("li").allInnerTexts();
  expect(typed.map((text) => text.replaceAll("\u00a0", " "))).toEqual([
    "Avant 16 ans : pas de travail entre 20 h et 6 h (le lundi).",
    "À 16 et 17 ans : pas de travail entre 22 h et 6 h (le lundi).",
  ]);
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await page.getByText("Organisation enregistrée.").waitFor();
  expect(await notice.locator("li").allInnerTexts()).toEqual(typed);
  await page.locator("[name=horaire-lundi-matin-debut]").fill("08:00");
  await page.locator("[name=horaire-lundi-apresMidi-debut]").focus();
  await notice.waitFor({ state: "hidden" });
  await page.context().close();
});
