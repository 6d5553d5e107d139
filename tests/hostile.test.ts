import type { HTMLElement } from "node-html-parser";
import { beforeAll, expect, test } from "vitest";
import { normalise } from "#kernel/normalise.ts";
import type { Client, PageRead } from "./kit/client.ts";
import { addresses, crawl, everybody, type FormRead, formsOf, shape } from "./kit/pages.ts";
import { createWorld, type World } from "./kit/world.ts";

/*
 * Every form every person reaches, filled by somebody who means harm: nothing typed is ever markup, whatever the page
 * that shows it; nothing typed, missing or of the wrong kind is a defect of ours.
 */

let world: World;
let people: Record<string, Client>;
beforeAll(async () => {
  world = await createWorld();
  people = await everybody(world);
});

/** Every context: element, quoted attributes, elements whose content is no markup, templates, SQL, cells, broken Unicode. */
const LINE = `=cmd|'/C'!A0 "><xss-a> ' onclick='xss() \u202Eeton\u0000\uD800 e\u0301`;
const PROSE = `${LINE} </textarea></title></script><xss-b> --><xss-c> " onfocus="xss() {{7*7}} \${7*7} '; drop table dossier;-- &lt;xss-d&gt;\r\nfin`;
const payloads = ["x".repeat(6_001), "javascript:xss()", "=1+1", PROSE, LINE];

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

/** Once of each kind of form: the same form of another dossier runs the same code. */
function once(pages: PageRead[], seen = new Set<string>()): FormRead[] {
  return pages.flatMap(formsOf).filter((form) => {
    const kind = shape(form.action);
    if (seen.has(kind) || /deconnexion|espaces|lecture-confortable|mot-de-passe/.test(kind)) return false;
    seen.add(kind);
    return true;
  });
}

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

test("nothing typed is ever markup: every text field of every form, and every page that shows it", async () => {
  const wrong: string[] = [];
  let equal = 0;
  for (const [who, client] of Object.entries(people))
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
        if (page.status >= 500) wrong.push(`${who} ${form.action}: ${page.status}`);
        wrong.push(...injected(page).map((what) => `${who} ${form.action} answered: ${what}`));
        if (![LINE, PROSE].includes(payload)) continue;
        // kept or refused, what a field shows again is what was typed, after the one normalisation
        const after = formsOf(page).find((other) => other.action === form.action);
        if (!after) continue;
        const kept = client.shown(after.element);
        for (const name of free.map(nameOf)) {
          const value = kept.get(name);
          if (comesBack(value)) equal++;
          else if (value !== "" && value !== null)
            wrong.push(
              `${who} ${form.action} ${name} (${page.status}) came back as ${JSON.stringify(value)}`,
            );
        }
      }
    }
  expect(equal).toBeGreaterThan(60);
  for (const [who, client] of Object.entries(people))
    for (const page of await crawl(client))
      wrong.push(...injected(page).map((what) => `${who} ${page.address} shows: ${what}`));
  for (const mail of await world.mails()) if (mail.html.includes("<xss-")) wrong.push(`mail ${mail.subject}`);
  expect([...new Set(wrong)]).toEqual([]);
});

/** Bodies no browser makes of our forms, and what each may be answered. */
const bodies: Record<string, () => RequestInit> = {
  nothing: () => ({}),
  json: () => ({ body: '{"_token":1}', headers: { "content-type": "application/json" } }),
  text: () => ({ body: "_token=1", headers: { "content-type": "text/plain" } }),
  "no boundary": () => ({ body: "--x", headers: { "content-type": "multipart/form-data" } }),
  "cut multipart": () => ({
    body: '--x\r\nContent-Disposition: form-data; name="a"',
    headers: { "content-type": "multipart/form-data; boundary=x" },
  }),
  "no type": () => ({ body: new Uint8Array([0xff, 0x00, 0xfe]) }),
  "half escapes": () => ({
    body: "%=%zz&_token=%C3&&=&",
    headers: { "content-type": "application/x-www-form-urlencoded" },
  }),
  "too big": () => ({ body: new URLSearchParams({ texte: "x".repeat(2_200_000) }) }),
};

test("every address that takes a form, sent what no form sends: refused, never a defect", async () => {
  const wrong: string[] = [];
  const before = await written();
  for (const [who, client] of Object.entries(people))
    for (const address of await addresses(world, "POST", 1))
      for (const [what, make] of Object.entries(bodies)) {
        if (what === "too big" && who !== "enseignant") continue;
        const { status } = await client.request(address, { method: "POST", ...make() });
        const expected = what === "too big" ? [413] : [400, 403, 404];
        if (!expected.includes(status)) wrong.push(`${who} ${address} ${what}: ${status}`);
      }
  expect(wrong).toEqual([]);
  expect(await written()).toEqual(before);
});

/** What acts leave behind, whatever they do. */
async function written(): Promise<unknown> {
  const { rows } = await world.owner.query(
    "select (select count(*) from journal) as journal, (select count(*) from soumission) as soumission, (select count(*) from courriel) as courriel",
  );
  return rows[0];
}

const values = ["", "inconnu", "__proto__", "\u0000", "'", "01a20915-2044-70e6-a075-ff380af0de89"];
const versions = ["-1", "1e999", "99999999999999999999", "2147483648", "2147483647", "1.5", "NaN"];
const dates = ["0000-01-01", "0001-01-01", "9999-12-31", "2026-02-30", "12026-01-01", "31/12/9999"];

/** The same form, each time with one thing no page proposes. */
function* mutations(shown: FormData): Generator<[string, FormData]> {
  const names = [...new Set(shown.keys())].filter((name) => name !== "_token" && name !== "_key");
  const copy = (change: (data: FormData) => void) => {
    const data = new FormData();
    for (const [name, value] of shown) data.append(name, value);
    change(data);
    return data;
  };
  yield [
    "nothing but the token",
    copy((data) => {
      for (const name of names) data.delete(name);
    }),
  ];
  yield [
    "everything twice",
    copy((data) => {
      for (const [name, value] of [...shown]) data.append(name, value);
    }),
  ];
  yield [
    "files for texts",
    copy((data) => {
      for (const name of names) data.set(name, new File(["%PDF"], "a\u0000.pdf"));
    }),
  ];
  yield [
    "unknown names",
    copy((data) => {
      for (const name of ["__proto__", "constructor", "base.tache.inconnu", "tache.inconnu"])
        data.append(name, "x");
    }),
  ];
  const all = (chosen: string[], value: string) =>
    copy((data) => {
      for (const name of chosen) data.set(name, value);
    });
  for (const value of values) yield [`all ${value}`, all(names, value)];
  const dated = names.filter((name) => /^(du|au|date\w*)$/.test(name));
  for (const value of dates)
    for (const chosen of new Set([dated.join(), ...dated]))
      if (chosen) yield [`${chosen} ${value}`, all(chosen.split(","), value)];
  if (dated.length > 1)
    yield [
      "an endless period",
      copy((data) => {
        data.set("du", "0001-01-01");
        data.set("au", "9999-12-31");
      }),
    ];
  if (names.includes("_version"))
    for (const value of versions) yield [`_version ${value}`, all(["_version"], value)];
}

test("every form, with what no page proposes: never a defect, nothing half written", async () => {
  const wrong: string[] = [];
  let sent = 0;
  for (const [who, client] of Object.entries(people))
    for (const form of once(await crawl(client))) {
      const shown = client.shown(form.element);
      for (const [what, body] of mutations(shown)) {
        const before = await written();
        body.set("_key", `${sent++}`);
        const { status } = await client.request(form.action, { method: "POST", body });
        if (status >= 500) wrong.push(`${who} ${form.action} ${what}: ${status}`);
        if (status >= 400 && JSON.stringify(await written()) !== JSON.stringify(before))
          wrong.push(`${who} ${form.action} ${what}: ${status} and something written`);
      }
    }
  for (const [who, client] of Object.entries(people))
    for (const page of await crawl(client))
      if (page.status >= 500) wrong.push(`${who} reads ${page.address}: ${page.status}`);
  expect(wrong).toEqual([]);
});
