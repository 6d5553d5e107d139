import type { Page } from "playwright-core";
import sharp from "sharp";
import { beforeAll, expect, test } from "vitest";
import { routes } from "#routes.ts";
import { createDesk, type Desk, PHONE } from "../kit/browser.ts";
import { createWorld, type World } from "../kit/world.ts";
import { dossierDe } from "./lieux.ts";

/** A phone's photo over a bad line, from the week's page: made smaller, sent in pieces, never lost nor doubled. */

const ELEVE = "eleve@lycee-demo.test";
let world: World;
let desk: Desk;
let dossier: string;
beforeAll(async () => {
  world = await createWorld();
  desk = await createDesk(world);
  dossier = await dossierDe(world, "Accardo");
});

const semaine = () => routes.semaine.href({ dossier, lundi: "2026-11-09" });
const rows = async () =>
  (await world.owner.query("select * from fichier where dossier_id = $1 and ancre <> ''", [dossier])).rows;
const etat = (page: Page) => page.locator(".photos-etat");

/** Twelve megapixels with their place. */
const photo = () =>
  sharp({
    create: {
      width: 4000,
      height: 3000,
      channels: 3,
      background: "#655",
      noise: { type: "gaussian", mean: 120, sigma: 60 },
    },
  })
    .withExif({ IFD0: { Make: "CANARI" }, IFD3: { GPSLatitudeRef: "N", GPSLatitude: "49/1 26/1 0/1" } })
    .jpeg({ quality: 92 })
    .toBuffer();

const choisir = async (page: Page, name: string, buffer: Buffer) => {
  await page.getByText("Ajouter une photo").click();
  await page
    .locator("#photos-semaine-2026-11-09-fichier")
    .setInputFiles({ name, mimeType: "image/jpeg", buffer });
};

test("over a slow line that is cut, the photo goes on by itself; the text being written is left alone", async () => {
  const page = await desk.open(ELEVE, { viewport: PHONE });
  await page.goto(semaine());
  await page.getByLabel("Qu’as-tu fait cette semaine ?").fill("Dépose du palier");
  const line = await page.context().newCDPSession(page);
  await line.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 80,
    downloadThroughput: 200_000,
    uploadThroughput: 60_000,
  });
  await choisir(page, "IMG_0001.JPG", await photo());
  await page.getByLabel("Légende").fill("Le palier déposé");
  await page.getByRole("button", { name: "Envoyer la photo" }).click();
  const bar = page.getByRole("progressbar", { name: "Envoi du fichier" });
  await expect
    .poll(() => bar.evaluate((one: HTMLProgressElement) => one.value), { timeout: 40_000 })
    .toBeGreaterThan(0.3);
  await line.send("Network.emulateNetworkConditions", {
    offline: true,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: -1,
  });
  await expect.poll(() => etat(page).textContent()).toContain("l’envoi reprendra tout seul");
  expect(await rows()).toEqual([]);
  await line.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 80,
    downloadThroughput: -1,
    uploadThroughput: -1,
  });
  await page.getByText("Le palier déposé").waitFor({ timeout: 30_000 });
  expect(await page.getByLabel("Qu’as-tu fait cette semaine ?").inputValue()).toBe("Dépose du palier");
  const [row, ...others] = await rows();
  expect(others).toEqual([]);
  expect([row.nom, row.largeur, row.hauteur]).toEqual(["IMG_0001.jpg", 1600, 1200]);
  const bytes = await world.deps.files.get(row.etablissement_id, row.empreinte);
  for (const trace of ["Exif", "GPS", "CANARI"]) expect(bytes?.includes(trace)).toBe(false);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width);
  await page.context().close();
});

test("the tab is closed in the middle: the same photo chosen again goes on from there", async () => {
  await world.owner.query("delete from fichier where ancre <> ''");
  const source = await photo();
  const page = await desk.open(ELEVE, { viewport: PHONE });
  let pieces = 0;
  await page.route("**/envois/*", (route) => (++pieces > 1 ? route.abort() : route.continue()));
  await page.goto(semaine());
  await choisir(page, "IMG_0002.JPG", source);
  await page.getByRole("button", { name: "Envoyer la photo" }).click();
  await expect.poll(() => pieces, { timeout: 40_000 }).toBeGreaterThan(1);
  const recu = async () => (await world.owner.query("select recu, taille from envoi")).rows;
  const [{ recu: avant, taille }] = await recu();
  expect(avant).toBe(256 * 1024);
  expect(taille).toBeGreaterThan(avant);
  await page.close({ runBeforeUnload: false });

  const again = await page.context().newPage();
  let reste = 0;
  again.on("request", (request) => {
    if (/\/envois\/[0-9a-f-]+$/.test(request.url())) reste++;
  });
  await again.goto(semaine());
  await choisir(again, "IMG_0002.JPG", source);
  await again.getByRole("button", { name: "Envoyer la photo" }).click();
  await again.locator(".photo img").waitFor({ timeout: 30_000 });
  // the piece that had come is not sent again
  expect(reste).toBe(Math.ceil(taille / (256 * 1024)) - 1);
  expect((await rows()).length).toBe(1);
  expect(await recu()).toEqual([]);
  await again.context().close();
});

test("what the server refuses is said under the button, and the page stays", async () => {
  await world.owner.query("delete from fichier where ancre <> ''");
  const page = await desk.open(ELEVE, { viewport: PHONE });
  await page.goto(semaine());
  await choisir(page, "faux.jpg", Buffer.from("<html>ceci n’est pas une photo</html>"));
  await page.getByRole("button", { name: "Envoyer la photo" }).click();
  await expect
    .poll(() => etat(page).textContent(), { timeout: 10_000 })
    .toContain("Ce fichier n’est pas accepté");
  expect(page.url()).toContain("semaines/2026-11-09");
  await page.context().close();
});
