import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import sharp from "sharp";
import { beforeAll, expect, test } from "vitest";
import { root } from "#root.ts";
import { routes } from "#routes.ts";
import { createDesk, type Desk, PHONE } from "../kit/browser.ts";
import { createWorld, type World } from "../kit/world.ts";
import { button, flash, see } from "./gestes.ts";
import { dossierDe } from "./lieux.ts";
import { defauts } from "./regard.ts";

/** The pin of the map, as the learner moves it: by hand, and without a script. */

let world: World;
let desk: Desk;
let dossier: string;
let carte: string;
beforeAll(async () => {
  world = await createWorld();
  desk = await createDesk(world);
  dossier = await dossierDe(world, "Accardo");
  carte = routes.carte.href({ dossier });
});

const pose = async () =>
  (await world.owner.query("select latitude, longitude from emplacement where dossier_id = $1", [dossier]))
    .rows[0];

test("taken by hand on a phone, nothing is saved before the press; then it is where it was dropped", async () => {
  const page = await desk.open("eleve@lycee-demo.test", { viewport: PHONE, hasTouch: true });
  await page.goto(carte);
  await page.locator(".carte-prete").waitFor();
  const avant = Number((await page.locator("[name=latitude]").inputValue()).replace(",", "."));
  const pin = page.locator(".carte-etroite .carte-repere path");
  await pin.scrollIntoViewIfNeeded();
  const box = await pin.boundingBox();
  if (!box) throw new Error("no pin");
  expect(Math.min(box.width, box.height)).toBeGreaterThan(24);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 40, box.y + box.height / 2 + 60, { steps: 4 });
  await page.mouse.up();
  await see(page, "pas encore enregistrée");
  expect(await pose()).toBeUndefined();
  await button(page, "Enregistrer cette place").click();
  await flash(page, "Repère placé.");
  const { latitude, longitude } = await pose();
  // 60 px down, 40 px to the right, where 10 km are about 65 px
  expect(avant - latitude).toBeGreaterThan(0.05);
  expect(avant - latitude).toBeLessThan(0.12);
  expect(longitude).toBeGreaterThan(1.14);
  await see(page, "placé par toi");
  await page.context().close();
});

test("without a script: the arrows, the two fields and the way back", async () => {
  const page = await desk.open("eleve@lycee-demo.test", { javaScriptEnabled: false, viewport: PHONE });
  await page.goto(carte);
  await page.getByText("Déplacer le repère", { exact: true }).click();
  await page.getByLabel("Un appui déplace le repère de").selectOption("5000");
  await button(page, /Nord/).click();
  await flash(page, "Repère déplacé de 5 km vers le nord.");
  await page.getByLabel("Latitude").fill("49,28669");
  await page.getByLabel("Longitude").fill("1,00288");
  // Enter in a field is the button of the fields, never an arrow
  await page.getByLabel("Longitude").press("Enter");
  await flash(page, "Repère placé.");
  expect(await pose()).toEqual({ latitude: 49.28669, longitude: 1.00288 });
  await button(page, "Revenir à l’adresse de la fiche").click();
  await flash(page, "revenu à l’adresse");
  expect(await page.locator(".carte-etroite svg").isVisible()).toBe(true);
  expect(await page.locator(".carte-large svg").isVisible()).toBe(false);
  await page.context().close();
});

test("over the streets of our own address: only what is in sight is asked for, the pin is taken as before", async () => {
  const square = await sharp({ create: { width: 256, height: 256, channels: 3, background: "#8fbf8f" } })
    .png()
    .toBuffer();
  const asked: string[] = [];
  world.deps.fondDeCarte = {
    tuile: async ({ zoom, colonne, ligne }) => {
      asked.push(`${zoom}/${colonne}/${ligne}`);
      return colonne % 2 ? new Uint8Array(square) : null;
    },
  };
  const page = await desk.open("eleve@lycee-demo.test", { viewport: PHONE });
  await page.goto(`${carte}?echelle=rue`);
  const squares = page.locator(".carte-etroite foreignObject img");
  await squares.first().scrollIntoViewIfNeeded();
  await expect
    .poll(() => squares.evaluateAll((all) => all.every((one) => (one as HTMLImageElement).naturalWidth > 0)))
    .toBe(true);
  // the wide drawing, hidden on a phone, asked for none of its own
  expect(new Set(asked).size).toBe(await squares.count());
  const pin = page.locator(".carte-etroite .carte-repere path");
  await pin.scrollIntoViewIfNeeded();
  const box = await pin.boundingBox();
  if (!box) throw new Error("no pin");
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 30, box.y + box.height / 2, { steps: 4 });
  await page.mouse.up();
  await see(page, "pas encore enregistrée");
  expect(await defauts(page)).toEqual([]);
  world.deps.fondDeCarte = null;
  await page.context().close();
});

test("the hand’s script weighs less than 4 KB", () => {
  const folder = join(root, "dist/client/assets");
  const [file = ""] = readdirSync(folder).filter((name) => /^carte-.*\.js$/.test(name));
  expect(gzipSync(readFileSync(join(folder, file))).length).toBeLessThan(4_096);
});
