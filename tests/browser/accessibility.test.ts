import { beforeAll, expect, test } from "vitest";
import { accessibility, createDesk, DESKTOP, type Desk, PHONE, scrollsSideways } from "../kit/browser.ts";
import { createWorld } from "../kit/world.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await createDesk(await createWorld());
});

/** Every page of each person, at both widths: no violation of axe, no sideways scroll. */
async function sweep(courriel: string | null, addresses: string[]): Promise<void> {
  const wrong: string[] = [];
  const page = await desk.open(courriel);
  for (const address of addresses)
    for (const viewport of [DESKTOP, PHONE]) {
      await page.setViewportSize(viewport);
      const answer = await page.goto(address);
      const where = `${address} à ${viewport.width}`;
      if (!answer?.ok()) wrong.push(`${where} : ${answer?.status()}`);
      wrong.push(...(await accessibility(page)).map((line) => `${where} : ${line}`));
      if (await scrollsSideways(page)) wrong.push(`${where} : défile de côté`);
    }
  await page.context().close();
  expect(wrong).toEqual([]);
}

test("before signing in", () => sweep(null, ["/connexion", "/demo/composants"]));

test("the check itself sees what is wrong", async () => {
  const page = await desk.open(null);
  await page.setContent("<html><body><img src='data:,'><input><div style='width:3000px'>large</div></body></html>");
  expect((await accessibility(page)).join()).toMatch(/image-alt.*label|label.*image-alt/s);
  expect(await scrollsSideways(page)).toBe(true);
  await page.context().close();
});
