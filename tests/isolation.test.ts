import { beforeAll, expect, test } from "vitest";
import { allRoutes } from "#application.ts";
import { newId } from "#kernel/id.ts";
import type { Client } from "./kit/client.ts";
import { filled, TABLES } from "./kit/pages.ts";
import { createWorld, type World } from "./kit/world.ts";

let world: World;
/** for each name of a parameter, ids of the first school's rows */
let harvest: Record<string, string[]>;

beforeAll(async () => {
  world = await createWorld();
  const { rows: schools } = await world.owner.query("select id from etablissement where uai = '0760001N'");
  // a class list read and not applied yet, so that imports have something to steal too
  await world.owner.query(
    `insert into import_liste (etablissement_id, id, fichier, lecture, auteur_id, cree_le)
     select etablissement_id, $1, 'liste.csv', '{}', id, now() from habilitation where role = 'administrateur'`,
    [newId()],
  );
  // and a file on its way
  await world.owner.query(
    `insert into envoi (etablissement_id, id, dossier_id, habilitation_id, nom, taille, cree_le)
     select f.etablissement_id, $1, f.dossier_id, f.auteur_id, 'notice.pdf', 10, now() from fichier f limit 1`,
    [newId()],
  );
  harvest = {};
  for (const [name, table] of Object.entries(TABLES)) {
    const { rows } = await world.owner.query(`select id from ${table} where etablissement_id = $1 limit 3`, [
      schools[0].id,
    ]);
    harvest[name] = rows.map((row) => row.id);
    expect([name, rows.length]).not.toEqual([name, 0]);
  }
});

/** The routes that name a row, with every combination of the first school's ids the harvest allows. */
function* stolen(): Generator<{ method: string; address: string }> {
  for (const { method, pattern, right } of allRoutes) {
    const names = [...pattern.matchAll(/:(\w+)/g)].map((match) => match[1] ?? "");
    if (right === "open" || !names.some((name) => name in TABLES)) continue;
    for (let nth = 0; nth < 3; nth++) yield { method, address: filled(pattern, harvest, nth) };
  }
}

async function statuses(client: Client, only = /^/): Promise<Map<string, number>> {
  const token =
    (await client.get("/mot-de-passe")).root.querySelector("[name=_token]")?.getAttribute("value") ?? "";
  const found = new Map<string, number>();
  for (const { method, address } of stolen()) {
    if (!only.test(address)) continue;
    const body =
      method === "POST"
        ? new URLSearchParams({ _token: token, _version: "1", confirmation: "SUPPRIMER" })
        : undefined;
    const answer = await client.request(address, { method, ...(body ? { body } : {}) });
    await answer.arrayBuffer();
    found.set(`${method} ${address}`, answer.status);
  }
  return found;
}

test("a teacher of the other school gets 404 on every address that names a row of the first", async () => {
  const found = await statuses(await world.as("enseignant@lycee-voisin.test"));
  expect(found.size).toBeGreaterThan(80);
  expect([...found].filter(([, status]) => status !== 404)).toEqual([]);
});

test("a stranger is sent to the sign-in page, whatever he asks", async () => {
  const visitor = world.visitor();
  for (const { method, address } of stolen()) {
    const answer = await visitor.request(address, {
      method,
      ...(method === "POST" ? { body: new URLSearchParams() } : {}),
    });
    expect([address, answer.status]).toEqual([address, 303]);
    expect(answer.headers.get("location")).toMatch(/^\/connexion/);
  }
});

test("the administrator opens no dossier, no portfolio, no evaluation", async () => {
  const pedagogical = /^\/(dossiers|periodes|annexes|apprenants\/[^/]+\/tableau|bilans-intermediaires)/;
  const found = await statuses(await world.as("administrateur@lycee-demo.test"), pedagogical);
  expect(found.size).toBeGreaterThan(60);
  // a form that belongs to one learner alone may not exist for him (404); nothing answers with content
  expect([...found].filter(([, status]) => status !== 403 && status !== 404)).toEqual([]);
});

test("unknown, malformed and hostile ids are pages that do not exist", async () => {
  const teacher = await world.as("enseignant@lycee-demo.test");
  for (const id of [newId(), "1", "%00", "..%2F..%2Fetc", "' or 1=1--", "é".repeat(50)])
    for (const address of [`/dossiers/${id}`, `/periodes/${id}/tuteurs`, `/apprenants/${id}/tableau-de-bord`])
      expect([address, (await teacher.request(address)).status]).toEqual([address, 404]);
});

test("every answer carries the security headers, errors included", async () => {
  const teacher = await world.as("enseignant@lycee-demo.test");
  for (const address of [
    "/connexion",
    "/periodes",
    "/nulle-part",
    "/administration",
    "/healthz",
    "/static/icones.svg",
  ]) {
    const { headers } = await teacher.request(address);
    expect([address, headers.get("content-security-policy")]).toEqual([
      address,
      expect.stringContaining("default-src 'none'"),
    ]);
    expect(headers.get("content-security-policy")).not.toContain("unsafe");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("same-origin");
    if (!address.startsWith("/static")) expect(headers.get("cache-control")).toBe("no-store");
  }
});
