import type { Page, Route } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { routes } from "#routes.ts";
import { createDesk, type Desk, PHONE, signIn } from "../kit/browser.ts";
import { createWorld, type World } from "../kit/world.ts";
import { ecrireSur, kept, said, saveLine, tacheDeLaSemaine } from "./gestes.ts";
import { dossierDe } from "./lieux.ts";

/** What a learner types is saved by itself, kept when it cannot be, and the page says which, at every moment. */

const ELEVE = "eleve@lycee-demo.test";
const FAIT = "Qu’as-tu fait cette semaine ?";
const REUSSI = "Qu’as-tu réussi ?";
const AIME = "Qu’as-tu aimé ?";

let world: World;
let desk: Desk;
let dossier: string;
beforeAll(async () => {
  world = await createWorld();
  desk = await createDesk(world);
  dossier = await dossierDe(world, "Accardo");
});

const semaine = (lundi: string) => routes.semaine.href({ dossier, lundi });
const saved = (page: Page) => said(page, /^Enregistré à 10\sh\s00$/);
const value = (page: Page, label: string) => page.getByLabel(label).inputValue();
const stored = async (lundi: string) =>
  (
    await world.owner.query(
      "select fait, reussi, aime, version from semaine where dossier_id = $1 and lundi = $2",
      [dossier, lundi],
    )
  ).rows[0];

test("each moment is told: being changed, saved, without a network, saved again", async () => {
  const page = await desk.open(ELEVE, { viewport: PHONE });
  await ecrireSur(page, semaine("2026-11-09"));
  expect(await saveLine(page)).toBe("Pas encore enregistré");
  await page.getByLabel(FAIT).fill("Ronde du matin");
  expect(await saveLine(page)).toBe("Modification en cours…");
  await saved(page);
  expect(await stored("2026-11-09")).toMatchObject({ fait: "Ronde du matin", version: 1 });
  await expect.poll(() => kept(page)).toBe(0);

  // typed, then taken back: there is nothing to save, and the line does not wait for it
  await page.getByLabel(FAIT).fill("Ronde du matin !");
  expect(await saveLine(page)).toBe("Modification en cours…");
  await page.getByLabel(FAIT).fill("Ronde du matin");
  await saved(page);
  await expect.poll(() => kept(page)).toBe(0);
  expect(await stored("2026-11-09")).toMatchObject({ version: 1 });

  await page.context().setOffline(true);
  await page.getByLabel(FAIT).fill("Ronde du matin, puis relevé des compteurs");
  await said(page, /^Pas de réseau\s: ton texte est gardé sur ce téléphone\.$/);
  // the button does not leave for a page that cannot be loaded
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await said(page, /^Pas de réseau/);
  expect(page.url()).toContain("2026-11-09");

  await page.context().setOffline(false);
  await saved(page);
  expect((await stored("2026-11-09")).fait).toBe("Ronde du matin, puis relevé des compteurs");
  await expect.poll(() => kept(page)).toBe(0);
  await page.context().close();
});

test("a tab closed without a network gives its text back; nobody else sees it meanwhile", async () => {
  const page = await desk.open(ELEVE);
  const browser = page.context();
  await ecrireSur(page, semaine("2026-11-30"));
  await browser.setOffline(true);
  await page.getByLabel(AIME).fill("gardé hors ligne");
  await tacheDeLaSemaine(page, "A1T1").check();
  await said(page, /^Pas de réseau/);
  const next = await browser.newPage();
  await page.close();
  await browser.setOffline(false);

  // somebody else in the same browser, on a week of the same date
  await browser.clearCookies();
  await signIn(next, "carole.aissani");
  await ecrireSur(
    next,
    routes.semaine.href({ dossier: await dossierDe(world, "Aïssani"), lundi: "2026-11-30" }),
  );
  await said(next, "Pas encore enregistré");
  expect(await value(next, AIME)).toBe("");
  expect(await next.getByRole("main").textContent()).not.toContain("est revenu dans la page");

  await browser.clearCookies();
  await signIn(next, ELEVE);
  await ecrireSur(next, semaine("2026-11-30"));
  await next.getByText("est revenu dans la page").waitFor();
  expect(await value(next, AIME)).toBe("gardé hors ligne");
  expect(await tacheDeLaSemaine(next, "A1T1").isChecked()).toBe(true);
  await saved(next);
  expect((await stored("2026-11-30")).aime).toBe("gardé hors ligne");
  await expect.poll(() => kept(next)).toBe(0);
  await browser.close();
});

test("a session that ends while writing: the text waits for its author to sign in again", async () => {
  const page = await desk.open(ELEVE);
  await ecrireSur(page, semaine("2026-11-16"));
  await page.context().clearCookies();
  await page.getByLabel(FAIT).fill("Après la fin de la session");
  await said(page, "Ta session a expiré");
  expect(await stored("2026-11-16")).toBeUndefined();
  await page.getByRole("link", { name: "Me reconnecter" }).click();
  await page.waitForURL(/connexion/);
  await signIn(page, ELEVE);
  await page.waitForURL(/2026-11-16/);
  await expect.poll(() => value(page, FAIT)).toBe("Après la fin de la session");
  await saved(page);
  expect((await stored("2026-11-16")).fait).toBe("Après la fin de la session");
  await page.context().close();
});

test("signed in again in another tab: the open page goes on by itself", async () => {
  const page = await desk.open(ELEVE);
  await ecrireSur(page, semaine("2026-11-16"));
  await page.context().clearCookies();
  await signIn(await page.context().newPage(), ELEVE);
  await page.getByLabel(FAIT).fill("jeton renouvelé");
  await saved(page);
  expect((await stored("2026-11-16")).fait).toBe("jeton renouvelé");
  await page.context().close();
});

test("an answer that never comes back: the save had one effect, and the next goes on from it", async () => {
  const page = await desk.open(ELEVE);
  await ecrireSur(page, semaine("2026-11-23"));
  const lose = async (route: Route) => {
    await route.fetch();
    await route.abort();
  };
  await page.route("**/semaines/2026-11-23", lose, { times: 1 });
  await page.getByLabel(FAIT).fill("réponse perdue");
  await said(page, /^Pas de réseau/);
  await page.getByLabel(FAIT).fill("réponse perdue, et la suite");
  await saved(page);
  expect(await stored("2026-11-23")).toMatchObject({ fait: "réponse perdue, et la suite", version: 2 });
  await page.context().close();
});

test("two devices: nothing is overwritten, both texts are shown, and the choice is made knowingly", async () => {
  const computer = await desk.open(ELEVE);
  const phone = await desk.open(ELEVE, { viewport: PHONE });
  await ecrireSur(computer, semaine("2026-11-16"));
  await ecrireSur(phone, semaine("2026-11-16"));
  await phone.getByLabel(REUSSI).fill("depuis le téléphone");
  await saved(phone);
  await computer.getByLabel(REUSSI).fill("depuis l’ordinateur");
  await said(computer, "rien n’est écrasé");
  expect((await stored("2026-11-16")).reussi).toBe("depuis le téléphone");

  await computer.getByRole("button", { name: "Comparer les deux textes" }).click();
  const both = computer.locator(".conflict");
  await both.waitFor();
  expect(await both.textContent()).toContain("depuis le téléphone");
  expect(await both.textContent()).toContain("depuis l’ordinateur");
  expect(await value(computer, REUSSI)).toBe("depuis l’ordinateur");
  expect((await stored("2026-11-16")).reussi).toBe("depuis le téléphone");
  await computer.getByRole("button", { name: "Enregistrer" }).click();
  await computer.getByText("Semaine 2 enregistrée").waitFor();
  expect((await stored("2026-11-16")).reussi).toBe("depuis l’ordinateur");
  await computer.context().close();
  await phone.context().close();
});

test("a page that dies before the first save loses nothing: the browser had kept each key", async () => {
  const page = await desk.open(ELEVE);
  const browser = page.context();
  await ecrireSur(page, semaine("2026-11-09"));
  await page.getByLabel(REUSSI).fill("tapé juste avant la panne");
  expect(await saveLine(page)).toBe("Modification en cours…");
  const crashed = page.waitForEvent("crash");
  const devtools = await browser.newCDPSession(page);
  devtools.send("Page.crash").catch(() => undefined);
  await crashed;
  const next = await browser.newPage();
  await ecrireSur(next, semaine("2026-11-09"));
  await expect.poll(() => value(next, REUSSI)).toBe("tapé juste avant la panne");
  await saved(next);
  await browser.close();
});

test("a device lost for good keeps on the server all but the last two seconds", async () => {
  const page = await desk.open(ELEVE, { viewport: PHONE });
  await ecrireSur(page, semaine("2026-11-09"));
  // a second and a half after the last key; the rest is for a slow machine
  const sent = page.waitForRequest((request) => request.method() === "POST", { timeout: 3_000 });
  await page.getByLabel(AIME).fill("écrit il y a plus de deux secondes");
  await sent;
  await saved(page);
  await page.getByLabel(AIME).fill("écrit il y a plus de deux secondes, et trois mots");
  await page.context().close();
  const other = await desk.open(ELEVE);
  await ecrireSur(other, semaine("2026-11-09"));
  expect(await value(other, AIME)).toMatch(/^écrit il y a plus de deux secondes/);
  await other.context().close();
});

test("a new activity becomes one activity, at its own address, even when the answer is lost", async () => {
  const page = await desk.open(ELEVE, { viewport: PHONE });
  const browser = page.context();
  await ecrireSur(page, routes.activiteNouvelle.href({ dossier }));
  await page.getByLabel("Machine").fill("RINVEL");
  await page.getByLabel("Machine").blur();
  await said(page, "Ajoute le titre");
  await page.route("**/activites/nouvelle", async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    await route.fetch();
    await route.abort();
  });
  await page.getByLabel("Titre de l’activité").fill("Ressorts");
  await said(page, /^Pas de réseau/);
  const next = await browser.newPage();
  await page.close();
  await ecrireSur(next, routes.activiteNouvelle.href({ dossier }));
  await saved(next);
  expect(next.url()).not.toContain("nouvelle");
  await next.getByLabel("Secteur").fill("Emballage");
  await next.getByRole("button", { name: "Enregistrer" }).click();
  await next.getByText("Activité enregistrée").waitFor();
  const { rows } = await world.owner.query(
    "select titre, champs->>'machine' as machine, champs->>'secteur' as secteur from activite where dossier_id = $1",
    [dossier],
  );
  expect(rows).toEqual([{ titre: "Ressorts", machine: "RINVEL", secteur: "Emballage" }]);
  await browser.close();
});
