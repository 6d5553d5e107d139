import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

/** What people do and see on any page; the stories are written with these words. */

export const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
export const link = (page: Page, name: string | RegExp) => page.getByRole("link", { name });

export const see = (place: Page | Locator, words: string | RegExp) =>
  place.getByText(words).filter({ visible: true }).first().waitFor();
export const flash = (page: Page, words: string) => page.locator(".flash", { hasText: words }).waitFor();
export const title = (page: Page, words: string | RegExp) =>
  page.getByRole("heading", { level: 1, name: words }).waitFor();

/** What the page says of the form that saves by itself. */
export const saveLine = (page: Page) => page.locator("p-enregistrement output").textContent();
export const said = (page: Page, words: string | RegExp) =>
  expect.poll(() => saveLine(page), { timeout: 10_000 }).toMatch(words);

/** The page has its seal: what is typed from here on survives a line cut and a browser that dies. */
export const garde = (page: Page) =>
  page.locator("p-enregistrement[data-garde]").first().waitFor({ state: "attached" });

/** Goes to a page that saves by itself, and waits until it keeps what is typed. */
export async function ecrireSur(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await garde(page);
}

/** A task of the whole week; each of its days has its own boxes, folded. */
export const tacheDeLaSemaine = (page: Page, code: string) =>
  page.locator(`input[name="taches"][value="${code}"]`);

export const niveau = (page: Page, competence: string, code: string) =>
  page.locator(`input[name="competence.${competence}"][value="${code}"]`);

/** Presses the card of a level, as a finger does. */
export const choisir = (page: Page, competence: string, code: string) =>
  page.locator("label", { has: niveau(page, competence, code) }).click();

/** The bytes of the file that pressing something downloads. */
export async function downloaded(page: Page, press: () => Promise<void>): Promise<Buffer> {
  const [file] = await Promise.all([page.waitForEvent("download"), press()]);
  const chunks: Buffer[] = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Fills fields by the first words of their labels; any space stands for any other (labels hold no-break ones). */
export async function fill(place: Page | Locator, values: Record<string, string>): Promise<void> {
  for (const [label, value] of Object.entries(values)) {
    const words = label.replaceAll(/[.?()]/g, "\\$&").replaceAll(" ", "\\s");
    await place.getByLabel(new RegExp(`^${words}`)).fill(value);
  }
}

/** How many drafts this browser keeps, of anybody. */
export const kept = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise((done) => {
        const request = indexedDB.open("passerelle");
        request.onsuccess = () => {
          const base = request.result;
          if (!base.objectStoreNames.contains("brouillons")) return done(0);
          const count = base.transaction("brouillons").objectStore("brouillons").count();
          count.onsuccess = () => done(count.result);
        };
        request.onupgradeneeded = () => {
          request.transaction?.abort();
          done(0);
        };
      }),
  );
