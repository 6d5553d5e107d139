import type { HTMLElement } from "node-html-parser";
import { beforeAll, expect, test } from "vitest";
import { normalise } from "#kernel/normalise.ts";
import type { Client, PageRead } from "./kit/client.ts";
import { crawl, everybody, type FormRead, formsOf, once, PEOPLE, type Who } from "./kit/pages.ts";
import { createWorld, type World } from "./kit/world.ts";

/*
 * Every form every person reaches, filled by somebody who means harm: nothing typed is ever markup, whatever the page
 * that shows it.
 */

let world: World;
let people: Record<Who, Client>;
beforeAll(async () => {
  world = await createWorld();
  people = await everybody(world);
});

/** Every context: element, quoted attributes, elements whose content is no markup, templates, SQL, cells, broken Unicode. */
const LINE = `=cmd|'/C'!A0 "><xss-a> ' onclick='xss() \u202Eeton\u0000\uD800 e\u0301`;
const PROSE = `${LINE} </textarea></title></script><xss-b> --><xss-c> " onfocus="xss() {{7*7}} \${7*7} '; drop table dossier;-- &lt;xss-d&gt;\r\nfin`;
const payloads = ["x".repeat(6_001), "javascript:xss()", PROSE, LINE];

/** What a browser would take for markup or code of ours, were it not escaped. */
function injected({ html, root }: PageRead): string[] {
  const found = [
    ...html.matchAll(/.{0,60}(<xss-|[^;]" onfocus=|' onclick=|<\/textarea><\/title>).{0,40}/g),
  ].map((match) => match[0]);
  const elements = root.querySelectorAll("*");
  for (const element of elements)
    for (const [name, value] of Object.entries(element.attributes))
      if (
        /^(on|style$)/i.test(name) ||
        (/^(href|src|action|formaction)$/i.test(name) && /^\s*(javascript|data):/i.test(value))
      )
        found.push(`${element.tagName} ${name}=${value.slice(0, 40)}`);
  return found;
}

const isProse = (field: HTMLElement) =>
  field.tagName === "TEXTAREA" ||
  ["text", "search", "tel", "email", "url"].includes(field.getAttribute("type") ?? "text");
/** Fields that take any words: the others have a form of their own (address, number, postcode). */
const isFree = (field: HTMLElement) =>
  isProse(field) &&
  !["email", "tel"].includes(field.getAttribute("type") ?? "") &&
  !/siret|codePostal|confirmation/.test(field.getAttribute("name") ?? "");

const proseOf = ({ element }: FormRead) =>
  element
    .querySelectorAll("input, textarea")
    .filter((f) => f.getAttribute("name") && f.tagName !== "SELECT" && isProse(f));

const nameOf = (field: HTMLElement) => field.getAttribute("name") ?? "";

/** What comes back in a field: a one-line field and a text of several lines. */
const comesBack = (value: unknown) =>
  [LINE, PROSE].some(
    (given) => value === normalise(given) || value === normalise(given).replaceAll("\n", " "),
  );

async function fill(
  client: Client,
  form: FormRead,
  names: string[],
  payload: string,
): Promise<PageRead | null> {
  const again = formsOf(await client.get(form.page)).find((other) => other.action === form.action);
  if (!again) return null;
  const data = client.shown(again.element);
  for (const name of names) data.set(name, payload);
  const body = new URLSearchParams(data as never);
  return client.read(form.action, await client.request(form.action, { method: "POST", body }));
}

/** Everything this person can fill, filled by somebody who means harm, then every page he reads. */
async function attack(client: Client): Promise<{ wrong: string[]; equal: number }> {
  const wrong: string[] = [];
  let equal = 0;
  for (const form of once(await crawl(client))) {
    const fields = proseOf(form);
    const free = fields.filter(isFree);
    const tries = [
      { payload: LINE, names: fields.map(nameOf) },
      ...payloads.map((payload) => ({ payload, names: free.map(nameOf) })),
    ];
    for (const { payload, names } of tries) {
      if (names.length === 0) continue;
      const page = await fill(client, form, names, payload);
      if (!page) continue;
      if (page.status >= 500) wrong.push(`${form.action}: ${page.status}`);
      wrong.push(...injected(page).map((what) => `${form.action} answered: ${what}`));
      if (![LINE, PROSE].includes(payload)) continue;
      // kept or refused, what a field shows again is what was typed, after the one normalisation
      const after = formsOf(page).find((other) => other.action === form.action);
      if (!after) continue;
      const kept = client.shown(after.element);
      for (const name of free.map(nameOf)) {
        const value = kept.get(name);
        if (comesBack(value)) equal++;
        else if (value !== "" && value !== null)
          wrong.push(`${form.action} ${name} (${page.status}) came back as ${JSON.stringify(value)}`);
      }
    }
  }
  return { wrong, equal };
}

/** How many fields came back as they were typed, over everybody. */
let equal = 0;

test.each(PEOPLE)(
  "nothing typed is ever markup: every text field of every form, and every page: %s",
  {
    timeout: 180_000,
  },
  async (who) => {
    const found = await attack(people[who]);
    equal += found.equal;
    const wrong = found.wrong;
    for (const page of await crawl(people[who]))
      wrong.push(...injected(page).map((what) => `${page.address} shows: ${what}`));
    expect([...new Set(wrong)]).toEqual([]);
  },
);

test("what one person typed is not markup in another's pages, nor in mails", {
  timeout: 120_000,
}, async () => {
  expect(equal).toBeGreaterThan(60);
  const wrong: string[] = [];
  for (const who of PEOPLE)
    for (const page of await crawl(people[who]))
      wrong.push(...injected(page).map((what) => `${who} ${page.address} shows: ${what}`));
  for (const mail of await world.mails()) if (mail.html.includes("<xss-")) wrong.push(`mail ${mail.subject}`);
  expect([...new Set(wrong)]).toEqual([]);
});
