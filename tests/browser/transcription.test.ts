import { beforeAll, expect, test } from "vitest";
import { routes } from "#routes.ts";
import { createDesk, type Desk } from "../kit/browser.ts";
import { createWorld, type World } from "../kit/world.ts";
import { see } from "./gestes.ts";
import { dossierDe } from "./lieux.ts";

let world: World;
let desk: Desk;
beforeAll(async () => {
  world = await createWorld();
  desk = await createDesk(world);
});

test("a paper grid is typed without the mouse: a digit a line, N, arrows, « Suppr », and it is saved as it goes", async () => {
  const page = await desk.open("enseignant@lycee-demo.test");
  const address = routes.transcription.href({ dossier: await dossierDe(world, "Aïssani") });
  await page.goto(address);
  await page.locator("[name='competence.C1.1']").first().focus();
  for (const key of ["4", "n", "9", "3", "ArrowDown", "5", "ArrowUp", "Delete"])
    await page.keyboard.press(key);
  const chosen = () =>
    page.evaluate(() =>
      [...document.querySelectorAll<HTMLInputElement>(".rapide input:checked")].flatMap(({ name, value }) =>
        value ? [`${name}=${value}`] : [],
      ),
    );
  // a key that names no box does nothing; the line emptied last keeps the focus
  expect(await chosen()).toEqual(["competence.C1.1=4", "competence.C1.2=NE", "competence.C1.3=3"]);
  await see(page, "3 sur 14");
  await page.locator("[name='attitude.ATT1']").first().focus();
  for (const key of ["2", "N"]) await page.keyboard.press(key);
  await see(page, "2 sur 5");
  await see(page, "Enregistré à");
  await page.goto(address);
  expect(await chosen()).toEqual([
    "competence.C1.1=4",
    "competence.C1.2=NE",
    "competence.C1.3=3",
    "attitude.ATT1=2",
    "attitude.ATT2=NO",
  ]);
  await page.context().close();
});
