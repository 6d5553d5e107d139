import { beforeAll, expect, test } from "vitest";
import type { Client } from "./kit/client.ts";
import { addresses, crawl, everybody, once, PEOPLE, type Who } from "./kit/pages.ts";
import { createWorld, type World } from "./kit/world.ts";

/* What no page of ours sends, asked by everybody: nothing missing, of the wrong kind or out of bounds is a defect of ours. */

let world: World;
let people: Record<Who, Client>;
beforeAll(async () => {
  world = await createWorld();
  people = await everybody(world);
});

test.each(["enseignant", "élève", "tuteur"] as const)(
  "every page, asked with what no link carries: never a defect: %s",
  {
    timeout: 120_000,
  },
  async (who) => {
    const names = [
      "dossier",
      "periode",
      "annee",
      "niveau",
      "portee",
      "filtre",
      "tri",
      "referentiel",
      "bilan",
      "suite",
      "classe",
    ];
    const wrong: string[] = [];
    const asked = (await addresses(world, "GET", 1)).filter((address) => !address.endsWith(".pdf"));
    for (const address of asked)
      for (const value of ["", "'", "%00", "99999999999"]) {
        const search = names.map((name) => `${name}=${value}`).join("&");
        const { status } = await people[who].request(`${address}?${search}`);
        if (status >= 500) wrong.push(`${address}?${search}: ${status}`);
      }
    for (const address of asked.map((one) => one.replaceAll(/[0-9a-f-]{36}/g, "%E0%A4%A")))
      expect([address, (await people[who].request(address)).status]).not.toEqual([address, 500]);
    expect(wrong).toEqual([]);
  },
);

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

test.each(PEOPLE)(
  "every address that takes a form, sent what no form sends: refused, never a defect: %s",
  {
    timeout: 120_000,
  },
  async (who) => {
    const wrong: string[] = [];
    const before = await written();
    for (const address of await addresses(world, "POST", 1))
      for (const [what, make] of Object.entries(bodies)) {
        if (what === "too big" && who !== "enseignant") continue;
        const { status } = await people[who].request(address, { method: "POST", ...make() });
        const expected = what === "too big" ? [413] : [400, 403, 404];
        if (!expected.includes(status)) wrong.push(`${address} ${what}: ${status}`);
      }
    expect(wrong).toEqual([]);
    expect(await written()).toEqual(before);
  },
);

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

test.each(PEOPLE)(
  "every form, with what no page proposes: never a defect, nothing half written: %s",
  {
    timeout: 180_000,
  },
  async (who) => {
    const client = people[who];
    const wrong: string[] = [];
    let sent = 0;
    for (const form of once(await crawl(client))) {
      const shown = client.shown(form.element);
      for (const [what, body] of mutations(shown)) {
        const before = await written();
        body.set("_key", `${who}${sent++}`);
        const { status } = await client.request(form.action, { method: "POST", body });
        if (status >= 500) wrong.push(`${form.action} ${what}: ${status}`);
        if (status >= 400 && JSON.stringify(await written()) !== JSON.stringify(before))
          wrong.push(`${form.action} ${what}: ${status} and something written`);
      }
    }
    for (const page of await crawl(client))
      if (page.status >= 500) wrong.push(`reads ${page.address}: ${page.status}`);
    expect(wrong).toEqual([]);
  },
);
