import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { competencesMobilisees } from "#referentiel/rules.ts";
import type { Referentiel } from "#referentiel/types.ts";
import { routes } from "#routes.ts";
import { createDesk, type Desk, PHONE } from "../kit/browser.ts";
import { createWorld, type World } from "../kit/world.ts";
import { button, said, see, title } from "./gestes.ts";
import { dossierDe } from "./lieux.ts";

/** The effort of evaluating: a whole grid by the keyboard alone, the attitudes with a thumb. */

let world: World;
let desk: Desk;
beforeAll(async () => {
  world = await createWorld();
  // the heaviest grid: 14 competences and, with criteria of our own, 40 lines of detail
  lengthen();
  desk = await createDesk(world);
});

const LIGNES = 40;

/** Gives the diploma the lines of detail it lacks; they say that they are for this test. */
function lengthen(): void {
  const ref = world.deps.livres.referentiels.get("mspc");
  const last = ref?.competences.at(-1);
  const known = ref?.competences.flatMap((competence) => competence.details).length ?? 0;
  for (let n = 1; last && n <= LIGNES - known; n++)
    last.details.push({ code: `${last.code}#${n}`, intitule: `Critère d’essai ${n}`, sousElements: [] });
}

/** What has the focus: the name and kind of the field, or the words of a button or a fold. */
const focus = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLInputElement;
    return {
      name: element.name ?? "",
      type: element.type ?? "",
      words: (element.textContent ?? "").replace(/\s+/g, " ").trim(),
      fold: element.tagName === "SUMMARY",
    };
  });

test("14 competences and their 40 lines of detail, evaluated by the keyboard alone", async () => {
  const page = await desk.open("enseignant@lycee-demo.test");
  const dossier = await dossierDe(world, "Vidal");
  await page.goto(routes.bilanEntreprise.href({ dossier }));
  let strokes = 0;
  const press = async (key: string) => {
    strokes++;
    await page.keyboard.press(key);
  };
  const done = new Set<string>();
  for (let n = 0; n < 400; n++) {
    await press("Tab");
    const { name, type, words, fold } = await focus(page);
    if (words.startsWith("Terminer et transmettre")) break;
    if (fold && /^Autres compétences/.test(words)) await press("Enter");
    if (type === "checkbox" && name.startsWith("mode.")) await press("Space");
    if (type === "radio" && /^(competence|detail)\.|^engagement$/.test(name) && !done.has(name)) {
      // from « nothing chosen », the last of the group, back to the best level
      await press("ArrowLeft");
      done.add(name);
    }
  }
  await said(page, /^Enregistré à/);
  await press("Enter");
  await page.getByText("Bilan transmis à").waitFor();
  const { rows } = await world.owner.query(
    `select l.nature, count(*)::int as n, count(distinct l.element)::int as elements, min(l.valeur) as least
     from bilan_ligne l join bilan b on b.id = l.bilan_id
     where b.dossier_id = $1 and l.valeur is not null and l.nature <> 'tache' group by l.nature order by l.nature`,
    [dossier],
  );
  expect(rows).toEqual([
    { nature: "competence", n: 14, elements: 14, least: "5" },
    { nature: "detail", n: LIGNES, elements: LIGNES, least: "5" },
    { nature: "engagement", n: 1, elements: 1, least: "4" },
  ]);
  expect(competencesMobilisees(world.deps.referentiels.get("mspc") as Referentiel)).toHaveLength(14);
  // two a line, and the way to the end
  expect(strokes).toBeLessThan(2 * (14 + LIGNES) + 130);
  await page.context().close();
});

test("a tutor’s attitudes on a phone: a tap an attitude, one to pass them on, twelve at most", async () => {
  const page = await desk.open(null, { viewport: PHONE, hasTouch: true });
  const mails = await world.mails("nadia.caillard@entreprise.test");
  await page.goto(mails.find((mail) => mail.subject.includes("Carole"))?.links[0] ?? "");
  await button(page, "Accéder à mon espace").click();
  await title(page, /^Bonjour /);
  await page.goto(routes.attitudes.href({ dossier: await dossierDe(world, "Aïssani") }));
  let taps = 0;
  const tap = async (place: ReturnType<Page["locator"]>) => {
    taps++;
    await place.tap();
  };
  const groups = page.locator("form.attitudes fieldset");
  for (const group of await groups.all()) await tap(group.getByText("Bien", { exact: true }));
  await tap(button(page, "Terminer et transmettre à l’apprenant"));
  await see(page, "Bilan des attitudes transmis");
  expect(taps).toBeLessThanOrEqual(12);
  expect(taps).toBe((await groups.count()) + 1);
  await page.context().close();
});
