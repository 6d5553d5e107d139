import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { DEMO_PASSWORD } from "#comptes/demo-accounts.ts";
import { routes } from "#routes.ts";
import { createDesk, type Desk } from "../kit/browser.ts";
import { createWorld, type World } from "../kit/world.ts";
import { flash, niveau, said, title } from "./gestes.ts";
import { dossierDe } from "./lieux.ts";

/** By the keyboard alone: no pointer is used in this file once a page is open. */

let world: World;
let desk: Desk;
beforeAll(async () => {
  world = await createWorld();
  desk = await createDesk(world);
});

type Stop = { name: string; seen: boolean };

/** Where the focus is: the words of the element, and whether somebody who looks sees it there. */
const focused = (page: Page): Promise<Stop> =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    const labels = [...((element as HTMLInputElement).labels ?? [])].map((label) => label.textContent);
    const name = (element.getAttribute("aria-label") ?? [...labels, element.textContent].join(" "))
      .replace(/\s+/g, " ")
      .trim();
    // a hidden radio shows its focus on its label, a stretched link on its card
    const around = element.closest("label, .row, .choice-card") ?? element;
    const outlined = [element, around, ...around.querySelectorAll("*")].some(
      (one) => getComputedStyle(one).outlineStyle !== "none",
    );
    const box = (element.closest("label") ?? element).getBoundingClientRect();
    const inside = box.bottom > 0 && box.top < innerHeight && box.width > 0;
    return { name, seen: outlined && inside };
  });

/** Presses Tab until the focus is on what these words name. */
async function tabTo(page: Page, words: string | RegExp): Promise<void> {
  const wanted =
    typeof words === "string" ? (name: string) => name.startsWith(words) : (name: string) => words.test(name);
  const met: string[] = [];
  for (let i = 0; i < 150; i++) {
    await page.keyboard.press("Tab");
    const { name, seen } = await focused(page);
    if (wanted(name)) {
      expect(seen, `the focus is seen on « ${name} »`).toBe(true);
      return;
    }
    met.push(name);
  }
  throw new Error(`Tab never reaches ${words}; it went by ${met.join(" | ")}`);
}

test("the first Tab offers to skip to the content", async () => {
  const page = await desk.open("enseignant@lycee-demo.test");
  await page.goto(routes.periodes.href({}));
  await tabTo(page, "Aller au contenu");
  await page.keyboard.press("Enter");
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("contenu");
  await page.context().close();
});

test("signing in", async () => {
  const page = await desk.open(null);
  await page.goto(routes.connexion.href({}));
  await tabTo(page, "Courriel ou identifiant");
  await page.keyboard.type("enseignant@lycee-demo.test");
  await tabTo(page, "Mot de passe");
  await page.keyboard.type(DEMO_PASSWORD);
  await page.keyboard.press("Enter");
  await title(page, "Portfolio des activités en entreprise");
  await page.context().close();
});

test("a learner’s menu opens, goes line by line, closes by Escape where it was opened, and leads to a document", async () => {
  const page = await desk.open("enseignant@lycee-demo.test");
  await page.goto(routes.periodes.href({}));
  await tabTo(page, "PFMP 3");
  await page.keyboard.press("Enter");
  await page.getByRole("list", { name: "Apprenants de PFMP 3" }).waitFor();
  await tabTo(page, "Actions pour ACCARDO Aline");
  await page.keyboard.press("Enter");
  const fiche = page.getByRole("link", { name: "Éditer la fiche de liaison entreprise" });
  await fiche.waitFor();
  await page.keyboard.press("Escape");
  await fiche.waitFor({ state: "hidden" });
  expect((await focused(page)).name).toBe("Actions pour ACCARDO Aline");
  await page.keyboard.press("Space");
  await tabTo(page, "Consulter le portfolio");
  await page.keyboard.press("Enter");
  await title(page, /^Portfolio .*Aline/);
  await page.context().close();
});

test("a week is written, its tasks ticked, and saved", async () => {
  const page = await desk.open("eleve@lycee-demo.test");
  const dossier = await dossierDe(world, "Accardo");
  await page.goto(routes.semaines.href({ dossier }));
  await tabTo(page, "Semaine 1");
  await page.keyboard.press("Enter");
  await page.waitForURL(/2026-11-09/);
  await tabTo(page, "Qu’as-tu fait cette semaine ?");
  await page.keyboard.type("Ronde du matin.");
  await tabTo(page, "A1T1");
  await page.keyboard.press("Space");
  await tabTo(page, "Qu’as-tu réussi ?");
  await page.keyboard.type("Le relevé.");
  await tabTo(page, "Enregistrer");
  await page.keyboard.press("Enter");
  await flash(page, "Semaine 1 enregistrée");
  const { rows } = await world.owner.query(
    "select fait, reussi, taches from semaine where dossier_id = $1 and lundi = '2026-11-09'",
    [dossier],
  );
  expect(rows).toEqual([{ fait: "Ronde du matin.", reussi: "Le relevé.", taches: ["A1T1"] }]);
  await page.context().close();
});

test("the arrows choose a level in the fan; Tab goes to the next competence", async () => {
  const page = await desk.open("enseignant@lycee-demo.test");
  await page.goto(routes.bilanEntreprise.href({ dossier: await dossierDe(world, "Vidal") }));
  await tabTo(page, /Pas encore évalué/);
  const first = await page.evaluate(() => (document.activeElement as HTMLInputElement).name);
  const competence = first.replace("competence.", "");
  // from « nothing chosen », the last of the group, to NE, 1, 2, 3
  for (let i = 0; i < 4; i++) await page.keyboard.press("ArrowRight");
  expect(await niveau(page, competence, "3").isChecked()).toBe(true);
  await said(page, /^Enregistré à/);
  await page.keyboard.press("ArrowLeft");
  expect(await niveau(page, competence, "2").isChecked()).toBe(true);
  await tabTo(page, /Pas encore évalué/);
  expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).name)).not.toBe(first);
  await page.context().close();
});

test("what lacks takes the focus, and each of its lines leads to its field", async () => {
  const page = await desk.open("eleve@lycee-demo.test");
  await page.goto(routes.activiteNouvelle.href({ dossier: await dossierDe(world, "Accardo") }));
  await tabTo(page, "Machine");
  await page.keyboard.type("RINVEL");
  await page.keyboard.press("Enter");
  await page.locator(".errors").waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toBe("errors");
  await tabTo(page, "Ajoute le titre de ton activité.");
  await page.keyboard.press("Enter");
  expect((await focused(page)).name).toMatch(/^Titre de l’activité/);
  await page.keyboard.type("Ressorts");
  await page.keyboard.press("Enter");
  await flash(page, "Activité enregistrée");
  await page.context().close();
});
