import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import chromium from "@sparticuz/chromium";
import { type Browser, type BrowserContextOptions, type Page, chromium as playwright } from "playwright-core";
import { afterAll, afterEach, expect } from "vitest";
import { DEMO_PASSWORD } from "#comptes/demo-accounts.ts";
import type { World } from "./world.ts";

const { resolve } = createRequire(import.meta.url);
const axeSource = readFileSync(resolve("axe-core/axe.min.js"), "utf8");

/** The two widths every page is looked at in. */
export const DESKTOP = { width: 1280, height: 900 };
export const PHONE = { width: 390, height: 844 };

export type Desk = {
  address: string;
  /** a browser window of one person, signed in unless `courriel` is null; what goes wrong in it fails the test */
  open: (courriel: string | null, options?: BrowserContextOptions) => Promise<Page>;
};

/** A Chromium: Debian's where it is installed, else the one shipped in npm. */
export async function chromiumPath(): Promise<string> {
  const debian = "/usr/bin/chromium";
  return existsSync(debian) ? debian : chromium.executablePath();
}

async function launch(): Promise<Browser> {
  return playwright.launch({
    executablePath: await chromiumPath(),
    args: [
      "--no-sandbox",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
      "--lang=fr-FR",
    ],
  });
}

/**
 * The world's application on a real port, and a Chromium before it. A console error, a violation of the content
 * policy or a request to another origin fails the test during which it happened.
 */
export async function createDesk(world: World): Promise<Desk> {
  const server = serve({ fetch: world.app.fetch, port: 0, hostname: "127.0.0.1" });
  await new Promise((ready) => server.once("listening", ready));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  world.deps.origin = address;
  const browser = await launch();
  const wrong: string[] = [];
  afterEach(() => expect(wrong.splice(0), "wrong in the browser").toEqual([]));
  afterAll(async () => {
    await browser.close();
    server.close();
  });
  return {
    address,
    open: async (courriel, options = {}) => {
      const context = await browser.newContext({
        viewport: DESKTOP,
        locale: "fr-FR",
        baseURL: address,
        ...options,
      });
      const page = await context.newPage();
      // an answer 4xx to a form is a page; only scripts' own errors count
      page.on("console", (message) => {
        if (message.type() === "error" && !/status of 4\d\d/.test(message.text())) wrong.push(message.text());
      });
      page.on("pageerror", (error) => wrong.push(String(error)));
      page.on("request", (request) => {
        const { origin, protocol } = new URL(request.url());
        if (origin !== address && protocol !== "data:") wrong.push(`foreign request: ${origin}`);
      });
      if (courriel) await signIn(page, courriel);
      return page;
    },
  };
}

/** Signs in by the page's form; a page already showing it is not loaded again, so that it can lead back. */
export async function signIn(page: Page, courriel: string, motDePasse = DEMO_PASSWORD): Promise<void> {
  if (!page.url().includes("/connexion")) await page.goto("/connexion");
  const form = page.locator("form:has([autocomplete=username])");
  await form.getByLabel(/Courriel/).fill(courriel);
  await form.getByLabel("Mot de passe").fill(motDePasse);
  await form.getByRole("button", { name: "Se connecter" }).click();
  await page.waitForURL((url) => url.pathname !== "/connexion");
}

/** What axe finds wrong on the page, in one line each; run in an isolated world, past the content policy. */
export async function accessibility(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { frameTree } = await session.send("Page.getFrameTree");
  const { executionContextId } = await session.send("Page.createIsolatedWorld", {
    frameId: frameTree.frame.id,
  });
  const run = (expression: string) =>
    session.send("Runtime.evaluate", {
      expression,
      contextId: executionContextId,
      awaitPromise: true,
      returnByValue: true,
    });
  await run(axeSource);
  const { result, exceptionDetails } = await run(
    `axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"] })
      .then(({ violations }) => violations.map((v) => v.id + " : " + v.nodes.map((n) => n.target.join(" ")).slice(0, 3).join(" | ")))`,
  );
  await session.detach();
  if (exceptionDetails) throw new Error(exceptionDetails.text);
  return result.value as string[];
}

/** True when the page is wider than its window. */
export const scrollsSideways = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
