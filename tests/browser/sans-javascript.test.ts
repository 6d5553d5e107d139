import type { BrowserContextOptions } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { routes } from "#routes.ts";
import { createDesk, type Desk, PHONE, signIn } from "../kit/browser.ts";
import { createWorld, type World } from "../kit/world.ts";
import {
  button,
  choisir,
  fill,
  flash,
  link,
  niveau,
  saveLine,
  see,
  tacheDeLaSemaine,
  title,
} from "./gestes.ts";
import { dossierDe } from "./lieux.ts";

/** Every act is a real form: with scripts off, nothing is lost but comfort. */

const SANS: BrowserContextOptions = { javaScriptEnabled: false };
const SANS_PHONE: BrowserContextOptions = { ...SANS, viewport: PHONE };

let world: World;
let desk: Desk;
beforeAll(async () => {
  world = await createWorld();
  desk = await createDesk(world);
});

test("no script runs here", async () => {
  const page = await desk.open("eleve@lycee-demo.test", SANS);
  const dossier = await dossierDe(world, "Accardo");
  await page.goto(routes.semaine.href({ dossier, lundi: "2026-11-09" }));
  await page.getByLabel("Qu’as-tu fait cette semaine ?").fill("tapé");
  expect(await saveLine(page)).toBe("Pas encore enregistré");
  await page.context().close();
});

test("signing in, wrongly then rightly, and signing out by the account’s menu", async () => {
  const page = await desk.open(null, SANS);
  await page.goto(routes.periodes.href({}));
  await title(page, "Se connecter");
  await fill(page, { "Courriel ou identifiant": "enseignant@lycee-demo.test", "Mot de passe": "pas le bon" });
  await page.getByRole("button", { name: "Se connecter", exact: true }).click();
  await page.locator(".errors").waitFor();
  expect(await page.getByLabel(/^Courriel/).inputValue()).toBe("enseignant@lycee-demo.test");
  await signIn(page, "enseignant@lycee-demo.test");
  await title(page, "Portfolio des activités en entreprise");
  await button(page, /Mon compte/).click();
  await button(page, "Se déconnecter").click();
  await page.goto(routes.periodes.href({}));
  await title(page, "Se connecter");
  await page.context().close();
});

test("a teacher reaches every menu of his page: period, learner", async () => {
  const page = await desk.open("enseignant@lycee-demo.test", SANS);
  await link(page, /PFMP 3/)
    .first()
    .click();
  await button(page, "Actions pour PFMP 3").first().click();
  await see(page, "Modifier les paramètres de la période");
  await page.keyboard.press("Escape");
  await button(page, "Actions pour ACCARDO Aline").click();
  await link(page, "Consulter le portfolio").click();
  await title(page, /^Portfolio .*Aline/);
  await page.context().close();
});

test("on a phone he chooses the period in a list; the menu is a sheet at the bottom, with a button to close it", async () => {
  const page = await desk.open("enseignant@lycee-demo.test", SANS_PHONE);
  const periodes = page.getByLabel("Période", { exact: true });
  const pfmp2 = periodes.getByRole("option", { name: /^PFMP 2/ });
  await periodes.selectOption(await pfmp2.getAttribute("value"));
  await page.getByRole("button", { name: "Voir", exact: true }).click();
  await page.getByRole("heading", { name: "PFMP 2" }).first().waitFor();
  await button(page, "Actions pour ACCARDO Aline").click();
  const sheet = page.getByRole("group", { name: "Actions pour ACCARDO Aline" });
  const box = await sheet.boundingBox();
  expect(Math.round((box?.y ?? 0) + (box?.height ?? 0))).toBe(PHONE.height);
  await sheet.getByRole("button", { name: "Fermer" }).click();
  expect(await sheet.isVisible()).toBe(false);
  await page.context().close();
});

test("a learner writes his week; two tabs, and the second is shown both texts", async () => {
  const page = await desk.open("eleve@lycee-demo.test", SANS_PHONE);
  const dossier = await dossierDe(world, "Accardo");
  const week = routes.semaine.href({ dossier, lundi: "2026-11-16" });
  await page.goto(week);
  const other = await page.context().newPage();
  await other.goto(week);
  await fill(page, { "Qu’as-tu fait": "Ronde du matin.", "Qu’as-tu réussi": "Le relevé." });
  await tacheDeLaSemaine(page, "A1T1").check();
  await button(page, "Enregistrer").click();
  await flash(page, "Semaine 2 enregistrée");
  expect(await tacheDeLaSemaine(page, "A1T1").isChecked()).toBe(true);

  await fill(other, { "Qu’as-tu fait": "Écrit dans l’autre onglet." });
  await button(other, "Enregistrer").click();
  await see(other.locator(".conflict"), "Ronde du matin.");
  expect(await other.getByLabel(/^Qu’as-tu fait/).inputValue()).toBe("Écrit dans l’autre onglet.");
  await button(other, "Enregistrer").click();
  await flash(other, "Semaine 2 enregistrée");
  await page.context().close();
});

test("a learner describes an activity, is told what lacks, takes it out and brings it back", async () => {
  const page = await desk.open("eleve@lycee-demo.test", SANS_PHONE);
  await page.goto(routes.activites.href({ dossier: await dossierDe(world, "Accardo") }));
  await link(page, "Ajouter une activité").click();
  await fill(page, { Machine: "RINVEL", "Nature du travail": "Changer les ressorts." });
  await button(page, "Enregistrer").click();
  await see(page.locator(".errors"), "Ajoute le titre de ton activité.");
  expect(await page.getByLabel(/^Machine/).inputValue()).toBe("RINVEL");
  await fill(page, { "Titre de l’activité": "Ressorts de tension" });
  await page.getByLabel("En autonomie").check();
  await button(page, "Enregistrer").click();
  await flash(page, "Activité ajoutée");
  await button(page, "Retirer cette activité").click();
  await see(page, "Activité retirée.");
  await button(page, "Rétablir").click();
  await flash(page, "Activité rétablie");
  expect(await page.getByLabel(/^Titre de l’activité/).inputValue()).toBe("Ressorts de tension");
  await page.context().close();
});

test("a tutor enters by the mailed link, and evaluates in detail on the grid", async () => {
  const mail = (await world.mails("nadia.caillard@entreprise.test")).find((one) =>
    one.subject.includes("Carole"),
  );
  const page = await desk.open(null, SANS_PHONE);
  await page.goto(mail?.links[0] ?? "");
  await button(page, "Accéder à mon espace").click();
  await title(page, /^Bonjour /);
  const dossier = await dossierDe(world, "Aïssani");
  await page.goto(routes.bilanEntreprise.href({ dossier }));
  await choisir(page, "C1.1", "4");
  const detailed = page.locator("[data-competence='C2.1']");
  await detailed.getByLabel(/^Évaluer en détail/).check();
  await detailed.locator("label", { has: page.locator("input[name='detail.C2.1#1'][value='3']") }).click();
  await choisir(page, "C2.1", "3");
  await fill(page, { Commentaire: "Très à l’écoute." });
  await button(page, "Enregistrer").first().click();
  await flash(page, "Bilan enregistré.");
  expect(await niveau(page, "C1.1", "4").isChecked()).toBe(true);
  expect(await page.locator("input[name='detail.C2.1#1'][value='3']").isChecked()).toBe(true);
  await button(page, "Terminer et transmettre à l’apprenant").click();
  await flash(page, "Bilan transmis à Carole Aïssani.");
  await page.context().close();

  const learner = await desk.open("carole.aissani", SANS_PHONE);
  await learner.goto(routes.mesEvaluations.href({}));
  await link(learner, "Bilan entreprise, PFMP 3").click();
  await see(learner, "Très à l’écoute.");
  await button(learner, "J’ai pris connaissance").click();
  await see(learner, "Tu en as pris connaissance");
  await learner.context().close();
});
