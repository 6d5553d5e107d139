import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { accessibility, createDesk, DESKTOP, type Desk, PHONE, scrollsSideways } from "../kit/browser.ts";
import { createWorld } from "../kit/world.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await createDesk(await createWorld());
});

/** The page as it stands, whatever brought it there, at both widths: readable by all, never wider than the screen. */
async function sound(page: Page): Promise<void> {
  for (const viewport of [DESKTOP, PHONE]) {
    await page.setViewportSize(viewport);
    expect(await accessibility(page), `${page.url()} à ${viewport.width}`).toEqual([]);
    expect(await scrollsSideways(page), `${page.url()} à ${viewport.width}`).toBe(false);
  }
  await page.setViewportSize(DESKTOP);
}

const LISTE = [
  "NOM;PRENOM;NE(E) LE;DIV.",
  "LEFÈVRE;Chloé;12/03/2010;2MTNE",
  "MARTIN;Léa;05/03/2010;2MTNE",
  "MARTIN;LEA;31/01/2010;2MTNE",
  "DURAND;Paul;31/02/2010;2MTNE",
  "BRUNET;Sana;;T MSPC",
].join("\r\n");

test("the administrator imports a class list, creates a teacher and a maître", async () => {
  const page = await desk.open("administrateur@lycee-demo.test");
  await page.goto("/administration");
  await sound(page);
  await page.getByRole("link", { name: "Importer", exact: true }).click();
  await sound(page);
  await page.getByRole("button", { name: "Lire le fichier" }).click();
  await sound(page);
  await page
    .getByLabel("Fichier de la liste")
    .setInputFiles({ name: "liste.csv", mimeType: "text/csv", buffer: Buffer.from(LISTE, "latin1") });
  await page.getByRole("button", { name: "Lire le fichier" }).click();
  await page.getByRole("heading", { name: "Ce que la liste changera" }).waitFor();
  await sound(page);
  await page.getByRole("button", { name: "Appliquer" }).click();
  await page.getByText("2 points à corriger").waitFor();
  await sound(page);
  await page.getByLabel(/C’est la même personne\s: BRUNET Sana/).check();
  await page.getByLabel("Référentiel").selectOption("mspc");
  await page.getByRole("button", { name: "Appliquer" }).click();
  await page.getByRole("heading", { name: "Liste appliquée" }).waitFor();
  await sound(page);
  await page.getByRole("link", { name: "2MTNE", exact: true }).click();
  await sound(page);
  await page.goto("/administration/classes");
  await sound(page);

  await page.goto("/administration/enseignants");
  await page.getByLabel("Nom", { exact: false }).first().fill("Garcia");
  await page.getByLabel("Prénom").fill("Inès");
  await page.getByLabel("Courriel").fill("i.garcia@lycee-demo.test");
  await page.getByLabel("2MTNE").check();
  await page.getByRole("button", { name: "Créer et envoyer le lien" }).click();
  await page.getByText("GARCIA Inès").waitFor();
  await sound(page);
  await page.getByRole("link", { name: "GARCIA Inès" }).click();
  await sound(page);
  await page.goto("/administration/maitres");
  await sound(page);
  await page.goto("/administration/enseignants/import");
  await page.getByLabel("Fichier des enseignants").setInputFiles({
    name: "enseignants.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(
      "Nom;Prénom;Courriel;Classes\nPETIT;Éva;e.petit@lycee-demo.test;1 MSPC\nSANS;Adresse;;",
    ),
  });
  await page.getByRole("button", { name: "Lire le fichier" }).click();
  await page.getByRole("heading", { name: "Ce que la liste changera" }).waitFor();
  await sound(page);
  await page.context().close();
});

test("a teacher prints the coupons of a class on A4, ten a sheet", async () => {
  const page = await desk.open("enseignant@lycee-demo.test");
  await page.goto("/classes");
  await sound(page);
  await page.getByRole("link", { name: "2 MSPC" }).click();
  await sound(page);
  await page.goto("/classes");
  await page.getByRole("link", { name: "1 MSPC" }).click();
  for (const box of await page.getByRole("checkbox").all()) await box.check();
  await page.getByRole("button", { name: "apprenants cochés" }).click();
  await page.getByRole("heading", { name: "Coupons d’accès" }).waitFor();
  expect(await page.locator(".coupon").count()).toBe(35);
  await sound(page);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  expect(pdf.toString("latin1").match(/\/Type \/Page\b/g)).toHaveLength(4);
  await page.context().close();
});

test("the administrator moves the school to its next year, and one learner back", async () => {
  const page = await desk.open("administrateur@lycee-demo.test");
  await page.goto("/administration");
  await page.getByRole("link", { name: /Passer à l’année/ }).click();
  await sound(page);
  await page.getByText("Qui redouble ? Qui part ?").first().click();
  await page.getByLabel("ADAM Nino redouble").check();
  await page.getByLabel("ADAM Nino part").check();
  await page.getByRole("button", { name: "Voir ce qui changera" }).click();
  await page.getByText("Un point à corriger").waitFor();
  await sound(page);
  await page.getByLabel("ADAM Nino part").uncheck();
  await page.getByRole("button", { name: "Voir ce qui changera" }).click();
  await page.getByRole("heading", { name: "Ce que le passage changera" }).waitFor();
  await sound(page);
  await page.getByRole("button", { name: "Passer à l’année suivante" }).click();
  await page.getByRole("heading", { name: "Classes" }).waitFor();
  await sound(page);
  await page.goto("/administration/apprenants?q=adam");
  await page.getByRole("link", { name: "ADAM Nino" }).click();
  await sound(page);
  await page.goto("/administration/etablissement");
  await page.getByLabel("UAI").fill("0760001Z");
  await page.getByRole("button", { name: "Enregistrer l’établissement" }).click();
  await page.getByText("Un point à corriger").waitFor();
  await sound(page);
  await page.context().close();
});
