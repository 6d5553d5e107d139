import type { Page } from "playwright-core";
import { accessibility, DESKTOP, PHONE, scrollsSideways } from "../kit/browser.ts";

/** The narrowest phone: only the width is looked at. */
const NARROW = { width: 320, height: 640 };

/** What is wrong with the page as it stands, at each width; nothing is the only good answer. */
export async function defauts(page: Page): Promise<string[]> {
  const wrong: string[] = [];
  for (const viewport of [DESKTOP, PHONE, NARROW]) {
    await page.setViewportSize(viewport);
    if (await scrollsSideways(page)) wrong.push(`défile de côté à ${viewport.width}`);
    if (viewport !== NARROW)
      wrong.push(...(await accessibility(page)).map((line) => `à ${viewport.width} : ${line}`));
  }
  await page.setViewportSize(DESKTOP);
  return wrong;
}
