import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { routes } from "#routes.ts";
import { createDesk, type Desk, PHONE } from "../kit/browser.ts";
import { createWorld, type World } from "../kit/world.ts";
import { see } from "./gestes.ts";
import { dossierDe } from "./lieux.ts";

/** What a page costs on a school's line and an old phone: bytes on the wire, as the server sent them, nothing cached. */

const KB = 1_024;

/** The service worker fetches the pages itself: the browser then counts none of their bytes. */
const SANS_RELAIS = { serviceWorkers: "block" } as const;

let world: World;
let desk: Desk;
beforeAll(async () => {
  world = await createWorld();
  desk = await createDesk(world);
});

/** Bytes received to show one address, headers included, by kind; scripts that a script loads later count too. */
async function poids(page: Page, address: string): Promise<Record<string, number>> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.setCacheDisabled", { cacheDisabled: true });
  const kinds = new Map<string, string>();
  const sums: Record<string, number> = { Document: 0, Stylesheet: 0, Script: 0, Font: 0 };
  devtools.on("Network.responseReceived", ({ requestId, type }) => kinds.set(requestId, type));
  devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId) ?? "Other";
    sums[kind] = (sums[kind] ?? 0) + encodedDataLength;
  });
  await page.goto(address, { waitUntil: "networkidle" });
  await devtools.detach();
  return sums;
}

/** What the budget is about: everything (icons too) but the letters. */
const sansPolice = (sent: Record<string, number>) =>
  Object.entries(sent).reduce((sum, [kind, bytes]) => (kind === "Font" ? sum : sum + bytes), 0);

test("the teacher’s period page with 35 learners: at most 45 KB besides the font", async () => {
  const page = await desk.open("enseignant@lycee-demo.test", SANS_RELAIS);
  const { rows } = await world.owner.query("select id from periode where nom = 'PFMP 3'");
  const sent = await poids(page, routes.periodes.href({}, { periode: rows[0].id }));
  await see(page, "VIDAL Naël");
  expect(sansPolice(sent)).toBeLessThan(45 * KB);
  expect(sent.Font).toBeLessThan(45 * KB);
  // the sum is of real answers: the page alone weighs more than this once unpacked
  expect(sent.Document).toBeGreaterThan(5 * KB);
  expect((await page.content()).length).toBeGreaterThan(45 * KB);
  await page.context().close();
});

test("the learner’s pages: at most 45 KB to read and to write a week, of which the scripts are a small part", async () => {
  const page = await desk.open("eleve@lycee-demo.test", { viewport: PHONE, ...SANS_RELAIS });
  const dossier = await dossierDe(world, "Accardo");
  for (const address of [
    routes.accueil.href({}),
    routes.semaine.href({ dossier, lundi: "2026-11-09" }),
    routes.activiteNouvelle.href({ dossier }),
    routes.organigramme.href({ dossier: await dossierDe(world, "Accardo", "PFMP 2") }),
    routes.carte.href({ dossier }),
    routes.mesEvaluations.href({}),
    routes.autoEvaluation.href({ dossier }),
  ]) {
    const sent = await poids(page, address);
    expect(sansPolice(sent), address).toBeLessThan(45 * KB);
    expect(sent.Script, address).toBeGreaterThan(0);
    expect(sent.Script, address).toBeLessThan(60 * KB);
    expect(sent.Stylesheet, address).toBeLessThan(15 * KB);
  }
  await page.context().close();
});

test("the grid of the bilan entreprise, the heaviest page to write: scripts under 60 KB", async () => {
  const page = await desk.open("enseignant@lycee-demo.test", SANS_RELAIS);
  const sent = await poids(page, routes.bilanEntreprise.href({ dossier: await dossierDe(world, "Vidal") }));
  expect(sent.Script).toBeLessThan(60 * KB);
  expect(sansPolice(sent)).toBeLessThan(45 * KB);
  await page.context().close();
});
