import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { routes } from "#routes.ts";
import { accessibility, createDesk, type Desk, PHONE, signIn } from "../kit/browser.ts";
import { createDevice } from "../kit/killed.ts";
import { createWorld, type World } from "../kit/world.ts";
import { button, ecrireSur, garde, kept, link, said, see, title } from "./gestes.ts";
import { dossierDe } from "./lieux.ts";

/** What could not be saved stays on the device, for its author alone, and leaves by itself when it can. */

const ELEVE = "eleve@lycee-demo.test";
const FAIT = "Qu’as-tu fait cette semaine ?";
const AIME = "Qu’as-tu aimé ?";
const DAY = 86_400_000;

let world: World;
let desk: Desk;
let dossier: string;
beforeAll(async () => {
  world = await createWorld();
  desk = await createDesk(world);
  dossier = await dossierDe(world, "Accardo");
});

const semaine = (lundi: string) => routes.semaine.href({ dossier, lundi });
const value = (page: Page, label: string) => page.getByLabel(label).inputValue();
const stored = async (lundi: string) =>
  (
    await world.owner.query("select fait, aime, version from semaine where dossier_id = $1 and lundi = $2", [
      dossier,
      lundi,
    ])
  ).rows[0];

/** Types without a network, then closes the page; another page of the same browser is left. */
async function leave(lundi: string, text: string): Promise<Page> {
  const page = await desk.open(ELEVE, { viewport: PHONE });
  await ecrireSur(page, semaine(lundi));
  // the page for days without a network too
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.context().setOffline(true);
  await page.getByLabel(FAIT).fill(text);
  await said(page, /^Pas de réseau\s: ton texte est gardé/);
  const next = await page.context().newPage();
  await page.close();
  return next;
}

const signOut = async (page: Page) => {
  await page.locator(".account-button").click();
  await button(page, "Se déconnecter").click();
};

test("what waits leaves by itself from any page, once, and the page says so", async () => {
  const page = await leave("2026-11-09", "écrit sans réseau");
  await page.context().setOffline(false);
  await page.goto(routes.mesEvaluations.href({}));
  await see(page, "Un texte gardé sur cet appareil vient d’être enregistré.");
  expect(await stored("2026-11-09")).toMatchObject({ fait: "écrit sans réseau", version: 1 });
  expect(await kept(page)).toBe(0);
  await page.reload();
  expect((await stored("2026-11-09")).version).toBe(1);
  await page.context().close();
});

test("the network comes back while another page is open: the text leaves then", async () => {
  const page = await desk.open(ELEVE);
  const writing = await page.context().newPage();
  await page.goto(routes.mesEvaluations.href({}));
  await ecrireSur(writing, semaine("2026-11-16"));
  await page.context().setOffline(true);
  await writing.getByLabel(FAIT).fill("pendant la coupure");
  await said(writing, /^Pas de réseau/);
  await writing.close();
  await page.context().setOffline(false);
  await see(page, "Un texte gardé sur cet appareil vient d’être enregistré.");
  expect(await stored("2026-11-16")).toMatchObject({ fait: "pendant la coupure", version: 1 });
  await page.context().close();
});

test("somebody else saved meanwhile: nothing is overwritten, and the page says where the text waits", async () => {
  const page = await leave("2026-11-16", "resté sur le téléphone");
  const computer = await desk.open(ELEVE);
  await ecrireSur(computer, semaine("2026-11-16"));
  await computer.getByLabel(FAIT).fill("écrit entre-temps");
  await said(computer, /^Enregistré/);
  await page.context().setOffline(false);
  await page.goto(routes.mesEvaluations.href({}));
  await see(page, /pas encore enregistré/);
  expect((await stored("2026-11-16")).fait).toBe("écrit entre-temps");
  await page
    .getByRole("main")
    .getByRole("link", { name: /Semaine/ })
    .click();
  await said(page, "rien n’est écrasé");
  expect(await value(page, FAIT)).toBe("resté sur le téléphone");
  await page.context().close();
  await computer.context().close();
});

test("nobody else reads a draft on the device: neither in the pages nor in what the browser keeps", async () => {
  const page = await leave("2026-11-30", "très personnel");
  await page.context().setOffline(false);
  await page.context().clearCookies();
  await signIn(page, "carole.aissani");
  await ecrireSur(
    page,
    routes.semaine.href({ dossier: await dossierDe(world, "Aïssani"), lundi: "2026-11-30" }),
  );
  await said(page, "Pas encore enregistré");
  expect(await kept(page)).toBe(1);
  const everything = await page.evaluate(
    () =>
      new Promise<string>((done) => {
        const request = indexedDB.open("passerelle");
        request.onsuccess = () => {
          const all = request.result.transaction("brouillons").objectStore("brouillons").getAll();
          all.onsuccess = () =>
            done(
              JSON.stringify([all.result, { ...localStorage }, { ...sessionStorage }]) +
                all.result.map(({ octets }) => new TextDecoder().decode(octets)).join(),
            );
        };
      }),
  );
  expect(everything).toContain("expire");
  expect(everything).not.toContain("personnel");
  expect(everything).not.toContain(dossier);
  // signing out leaves it where it is, for its author
  await signOut(page);
  await title(page, "Se connecter");
  await signIn(page, ELEVE);
  await see(page, "Un texte gardé sur cet appareil vient d’être enregistré.");
  expect((await stored("2026-11-30")).fait).toBe("très personnel");
  await page.context().close();
});

test("signing out names what is not saved, sends it first, or leaves it sealed until a day", async () => {
  const page = await desk.open(ELEVE, { viewport: PHONE });
  await ecrireSur(page, semaine("2026-11-23"));
  await page.route("**/semaines/2026-11-23", (route) =>
    route.request().method() === "POST" ? route.abort() : route.continue(),
  );
  await page.getByLabel(AIME).fill("pas encore parti");
  await said(page, /^Pas de réseau/);
  await signOut(page);
  const dialog = page.getByRole("dialog");
  await see(dialog, /Semaine/);
  const until = new Intl.DateTimeFormat("fr-FR", { day: "numeric", month: "long" }).format(
    Date.now() + 14 * DAY,
  );
  await see(dialog, `sur cet appareil jusqu’au ${until}`);
  expect(await accessibility(page)).toEqual([]);
  await button(page, "Annuler").click();
  await dialog.waitFor({ state: "detached" });
  expect(await value(page, AIME)).toBe("pas encore parti");

  // the server cannot be reached: it says so again instead of leaving
  await signOut(page);
  await button(page, "Envoyer d’abord").click();
  await see(dialog, "Toujours pas enregistré");
  await button(page, /^Me déconnecter quand même/).click();
  await title(page, "Se connecter");
  expect(await kept(page)).toBe(1);
  await page.unroute("**/semaines/2026-11-23");

  // back: the text too; then « Envoyer d’abord » sends it and leaves
  await signIn(page, ELEVE);
  await see(page, "Un texte gardé sur cet appareil vient d’être enregistré.");
  await ecrireSur(page, semaine("2026-11-23"));
  await page.route("**/semaines/2026-11-23", (route) => route.abort());
  await page.getByLabel(AIME).fill("envoyé d’abord");
  await said(page, /^Pas de réseau/);
  await signOut(page);
  await button(page, "Envoyer d’abord").waitFor();
  await page.unroute("**/semaines/2026-11-23");
  await button(page, "Envoyer d’abord").click();
  await title(page, "Se connecter");
  expect((await stored("2026-11-23")).aime).toBe("envoyé d’abord");
  expect(await kept(page)).toBe(0);
  await page.context().close();
});

test("nothing waits: signing out is one press", async () => {
  const page = await desk.open(ELEVE);
  await signOut(page);
  await title(page, "Se connecter");
  await page.context().close();
});

test("drafts go after fourteen days, whoever they belong to", async () => {
  const page = await leave("2026-11-30", "trop vieux");
  const browser = page.context();
  await page.close();
  await browser.setOffline(false);
  await browser.clearCookies();
  const old = await browser.newPage();
  await old.clock.install({ time: Date.now() + 13 * DAY });
  // asked once the drafts too old are gone
  const seal = old.waitForResponse("**/brouillons/sceau");
  await signIn(old, "carole.aissani");
  await seal;
  expect(await kept(old)).toBe(1);
  await old.clock.setSystemTime(Date.now() + 15 * DAY);
  await old.reload();
  await expect.poll(() => kept(old)).toBe(0);
  await browser.close();
});

test("a browser that keeps nothing: the page says to stay open, and saves as soon as it can", async () => {
  const page = await desk.open(ELEVE);
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("private", "SecurityError");
    };
  });
  await ecrireSur(page, semaine("2026-11-09"));
  await page.context().setOffline(true);
  await page.getByLabel(AIME).fill("fenêtre privée");
  await said(page, "garde cette page ouverte");
  await page.context().setOffline(false);
  await said(page, /^Enregistré/);
  expect((await stored("2026-11-09")).aime).toBe("fenêtre privée");
  await page.context().close();
});

test("without a network a page says so, counts the texts that wait, and comes back by itself pressed again", async () => {
  const page = await leave("2026-11-30", "compté, jamais montré");
  await page.goto(semaine("2026-11-09"));
  await title(page, "Pas de réseau");
  await see(page, "Un texte attend sur cet appareil, scellé pour qui l’a écrit.");
  expect(await page.content()).not.toContain("compté");
  expect(await accessibility(page)).toEqual([]);
  await page.context().setOffline(false);
  await link(page, "Réessayer").click();
  await page.getByLabel(FAIT).waitFor();
  await page.context().close();
});

const ESSAIS = Number(process.env.ESSAIS ?? 3);

test(`a browser killed while one types loses at most two seconds, in ${ESSAIS} of ${ESSAIS} tries`, {
  timeout: 60_000 + ESSAIS * 30_000,
}, async () => {
  const device = createDevice();
  afterAll(device.throwAway);
  const address = desk.address + semaine("2026-11-30");
  const lost: number[] = [];
  for (let essai = 0; essai < ESSAIS; essai++) {
    let page = await device.open(address);
    if (page.url().includes("/connexion")) await signIn(page, ELEVE);
    await page.waitForURL(address);
    await garde(page);
    const before = await value(page, FAIT);
    await page.getByLabel(FAIT).click();
    await page.keyboard.press("Control+End");
    const text = ` Essai ${essai}, tapé lettre après lettre par quelqu’un qui s’arrête parfois pour réfléchir.`;
    const typed: number[] = [];
    const killed = new Promise<number>((done) =>
      setTimeout(() => void device.kill().then(() => done(Date.now())), 300 + Math.random() * 4_000),
    );
    let dead = false;
    void killed.then(() => {
      dead = true;
    });
    for (const letter of text) {
      if (dead) break;
      await page.keyboard.insertText(letter).then(
        () => typed.push(Date.now()),
        () => undefined,
      );
      await new Promise((next) => setTimeout(next, Math.random() < 0.05 ? 1_800 : 25));
    }
    const when = await killed;
    page = await device.open(address);
    if (page.url().includes("/connexion")) await signIn(page, ELEVE);
    await page.waitForURL(address);
    await garde(page);
    const found = await value(page, FAIT);
    expect(found).toBe((before + text).slice(0, found.length));
    const arrived = found.length - before.length;
    const first = typed[arrived];
    lost.push(first === undefined ? 0 : when - first);
    expect.soft(lost.at(-1), `essai ${essai}: ${typed.length} typed, ${arrived} found`).toBeLessThan(2_000);
    await expect.poll(async () => (await stored("2026-11-30"))?.fait ?? "").toBe(found.trim());
    await device.kill();
  }
  if (process.env.ESSAIS) process.stdout.write(`lost, in ms of typing: ${lost.join(" ")}\n`);
});
