import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { routes } from "#routes.ts";
import { accessibility, createDesk, DESKTOP, type Desk, PHONE, scrollsSideways } from "../kit/browser.ts";
import { createWorld, type World } from "../kit/world.ts";
import { button, choisir, fill, flash, link, see, title } from "./gestes.ts";
import { dossierDe } from "./lieux.ts";

let world: World;
let desk: Desk;
beforeAll(async () => {
  world = await createWorld();
  desk = await createDesk(world);
});

const sophie = "enseignant@lycee-demo.test";
const bilan = async (dossier: string) =>
  (await world.owner.query("select * from bilan where dossier_id = $1 and type = 'entreprise'", [dossier]))
    .rows[0];

async function looksRight(page: Page, where: string) {
  for (const viewport of [PHONE, DESKTOP]) {
    await page.setViewportSize(viewport);
    const wrong = await accessibility(page);
    if (await scrollsSideways(page)) wrong.push("défile de côté");
    expect(wrong, `${where} à ${viewport.width}`).toEqual([]);
  }
  await page.setViewportSize(PHONE);
}

test("forty minutes at a bench: the teacher’s phone, then the tutor’s own by six figures, then done", async () => {
  const dossier = await dossierDe(world, "Aïssani");
  const page = await desk.open(sophie, { viewport: PHONE });
  await page.goto(routes.mesVisites.href({}));
  await link(page, /Commencer la visite/)
    .first()
    .click();
  await title(page, "Visite : Carole Aïssani");
  await looksRight(page, "la visite");
  // the line of steps stays in sight, each within a thumb's reach
  const etapes = page.getByRole("navigation", { name: "Étapes de la visite" });
  await etapes.getByRole("link", { name: /^Compétences/ }).click();
  expect(Math.round((await etapes.boundingBox())?.y ?? -1)).toBe(0);
  for (const one of await etapes.getByRole("link").all())
    expect((await one.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  await choisir(page, "C1.1", "4");
  const etat = (form: string) =>
    page.locator(`p-enregistrement[data-formulaire=${form}] output`).textContent();
  await expect.poll(() => etat("rencontre-competences"), { timeout: 9_000 }).toMatch(/^Enregistré à/);

  await button(page, "Ouvrir la page du tuteur sur son téléphone").click();
  await title(page, "La page du tuteur");
  await looksRight(page, "le code");
  const code = (await page.locator(".code-chiffres").textContent()) ?? "";
  const tutor = await desk.open(null, { viewport: PHONE });
  await tutor.goto(routes.code.href({}));
  await fill(tutor, { "Code à six chiffres": "000 000" });
  await button(tutor, "Continuer").click();
  await see(tutor.locator(".errors"), "Ce code n’ouvre rien");
  await looksRight(tutor, "le code refusé");
  await fill(tutor, { "Code à six chiffres": code });
  await button(tutor, "Continuer").click();
  await title(tutor, "Votre page de tuteur");
  await looksRight(tutor, "le code reconnu");
  await button(tutor, "Ouvrir ma page").click();
  await title(tutor, /^Bilan entreprise : Carole Aïssani/);
  await choisir(tutor, "C1.2", "3");
  await button(tutor, "Enregistrer").first().click();
  await flash(tutor, "Bilan enregistré.");
  await tutor.context().close();

  await link(page, "Revenir à la visite").click();
  await see(page, "Nadia Caillard, à");
  await page.getByLabel("Aujourd’hui, 23 novembre 2026").check();
  await page.locator("label", { has: page.locator("input[name=engagement][value='3']") }).click();
  await fill(page, { "Ce que dit Carole": "J’ai appris à consigner." });
  // the comment is still under the thumb when « Terminer » is pressed: it goes first
  await page.getByLabel("Commentaire", { exact: true }).fill("Curieuse et sérieuse.");
  await button(page, "Terminer et transmettre à l’apprenant").click();
  await flash(page, "Visite terminée, bilan transmis à Carole Aïssani.");
  expect(await bilan(dossier)).toMatchObject({
    etat: "transmis",
    commentaire: "Curieuse et sérieuse.",
    date_rencontre: "2026-11-23",
  });
  const { rows } = await world.owner.query("select * from visite where dossier_id = $1", [dossier]);
  expect(rows).toMatchObject([{ etat: "faite", mot_apprenant: "J’ai appris à consigner." }]);
  await page.context().close();
});

test("with JavaScript off: each step is a form that saves and leads to the next", async () => {
  const dossier = await dossierDe(world, "Azil");
  const page = await desk.open(sophie, { viewport: PHONE, javaScriptEnabled: false });
  await page.goto(routes.dossier.href({ dossier }));
  await link(page, "Commencer la visite").click();
  await button(page, "Commencer la visite maintenant").click();
  await choisir(page, "C1.1", "NE");
  const etape = (nom: string) => page.getByRole("region", { name: new RegExp(`^${nom}`) });
  await etape("Compétences").getByRole("button", { name: "Enregistrer et continuer" }).click();
  await flash(page, "Compétences enregistrées.");
  // another day is typed only when it is another day
  expect(await page.getByLabel("Quel jour").isVisible()).toBe(false);
  await page.getByLabel("Un autre jour").check();
  await page.getByLabel("Quel jour").fill("2026-11-20");
  await etape("Engagement").getByRole("button", { name: "Enregistrer et continuer" }).click();
  await flash(page, "Engagement, date et commentaire enregistrés.");
  await fill(page, {
    "Saisi en présence de": "Julien Boisseau",
    "Compte rendu de la visite": "Vu l’atelier.",
  });
  await button(page, "Terminer et transmettre à l’apprenant").click();
  await flash(page, "Visite terminée");
  expect(await bilan(dossier)).toMatchObject({ etat: "transmis", presence: "Julien Boisseau" });
  await page.context().close();
});
