import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { routes } from "#routes.ts";
import { createDesk, type Desk, PHONE } from "../kit/browser.ts";
import { createWorld, type World } from "../kit/world.ts";
import { button, flash, link } from "./gestes.ts";
import { dossierDe } from "./lieux.ts";

let world: World;
let desk: Desk;
let address: string;
beforeAll(async () => {
  world = await createWorld();
  desk = await createDesk(world);
  address = routes.organigramme.href({ dossier: await dossierDe(world, "Accardo", "PFMP 2") });
});

const focused = (page: Page) =>
  page.evaluate(() => document.activeElement?.querySelector(".branche-fonction")?.textContent ?? "");
const chosen = async (page: Page) => [
  await page.locator("[aria-selected=true] .branche-fonction").textContent(),
  (await page.locator(".poste-choisi .poste-fonction tspan").allTextContents()).join(" "),
  await page.locator("[data-choisi]").textContent(),
];

test("by the keyboard: arrows through the tree, Insert and Enter, the focus comes back to the post", async () => {
  const page = await desk.open("eleve@lycee-demo.test");
  await page.goto(address);
  const tree = page.getByRole("tree", { name: "Postes de l’entreprise" });
  // one stop of Tab for the whole tree, once the island is there
  await expect.poll(() => tree.locator("[tabindex='0']").count()).toBe(1);
  expect(await tree.locator("[tabindex='-1']").count()).toBe(8);
  await tree.locator("[tabindex='0']").focus();
  const keys: [string, string][] = [
    ["ArrowRight", "Responsable de production"],
    ["ArrowDown", "Cheffe d’équipe conditionnement"],
    ["End", "Qualité, sécurité, environnement"],
    ["ArrowRight", "Qualité, sécurité, environnement"],
    ["ArrowLeft", "Directrice du site"],
    ["ArrowLeft", "Directrice du site"],
    ["End", "Qualité, sécurité, environnement"],
    ["ArrowUp", "Magasinier pièces détachées"],
    ["ArrowLeft", "Responsable de maintenance"],
    ["Home", "Directrice du site"],
  ];
  for (const [key, words] of keys) {
    await page.keyboard.press(key);
    expect([key, await focused(page)]).toEqual([key, words]);
  }
  expect(await chosen(page)).toEqual(["Directrice du site", "Directrice du site", "Directrice du site"]);

  await page.keyboard.press("Insert");
  await page.waitForURL(/faire=ajouter/);
  await expect
    .poll(() => page.evaluate(() => (document.activeElement as HTMLInputElement)?.name))
    .toBe("fonction");
  await page.keyboard.type("Accueil");
  await page.keyboard.press("Enter");
  await flash(page, "« Accueil » ajouté.");
  await expect.poll(() => focused(page)).toBe("Accueil");
  await page.keyboard.press("Enter");
  await page.waitForURL(/faire=modifier/);
  await expect
    .poll(() => page.evaluate(() => (document.activeElement as HTMLInputElement)?.value))
    .toBe("Accueil");
  await link(page, "Revenir sans rien changer").click();
  await expect.poll(() => focused(page)).toBe("Accueil");
  await page.locator("[tabindex='0'].branche").waitFor();
  await page.keyboard.press("Delete");
  await page.waitForURL(/faire=retirer/);
  await button(page, "Retirer").click();
  await button(page, "Annuler").click();
  await flash(page, "C’est remis comme avant.");
  await page.context().close();
});

test("under the thumb: a post is chosen in the list or in the drawing, its buttons stay in sight", async () => {
  const page = await desk.open("eleve@lycee-demo.test", { viewport: PHONE, hasTouch: true });
  await page.goto(address);
  await expect.poll(() => page.locator(".branche[tabindex='0']").count()).toBe(1);
  await page.locator(".branche", { hasText: "Techniciens de maintenance" }).tap();
  expect(await chosen(page)).toEqual(Array(3).fill("Techniciens de maintenance"));
  const bar = await page.locator(".organigramme-barre").boundingBox();
  expect(bar!.y + bar!.height).toBeLessThanOrEqual(PHONE.height);
  for (const box of await page.locator(".organigramme-barre .button, .branche").all())
    expect((await box.boundingBox())!.height).toBeGreaterThanOrEqual(44);
  await page.locator("svg [data-poste]", { hasText: "Stagiaire" }).tap();
  expect((await chosen(page))[2]).toBe("Stagiaire MSPC");
  await link(page, "Modifier").click();
  await page.waitForURL(/faire=modifier/);
  expect(await page.getByLabel("C’est mon poste").isChecked()).toBe(true);
  await page.context().close();
});
