import { beforeAll, expect, test } from "vitest";
import { routes } from "#routes.ts";
import type { Client } from "../../../tests/kit/client.ts";
import { createWorld, type World } from "../../../tests/kit/world.ts";

/** Saving, from every side: by the button, by the island, twice, late, at the same time. */
let world: World;
let dossier: string;

beforeAll(async () => {
  world = await createWorld();
  const { rows } = await world.owner.query(
    `select d.id from dossier d join apprenant a on a.id = d.apprenant_id join periode p on p.id = d.periode_id
     where a.nom = 'Accardo' and p.nom = 'PFMP 3'`,
  );
  dossier = rows[0].id;
});

const semaine = (lundi: string) => routes.semaine.href({ dossier, lundi });
const shown = (client: Client, name: string) =>
  client.page.root.querySelector(`form [name=${name}]`)?.textContent.replace(/^\n/, "");
const stored = async (lundi: string) =>
  (await world.owner.query("select * from semaine where dossier_id = $1 and lundi = $2", [dossier, lundi]))
    .rows[0];

/** What an island sends: the form of the page as it is, with some fields changed. */
async function autosave(client: Client, address: string, values: Record<string, string>) {
  const page = await client.get(address);
  const form = page.form(address);
  const body = new URLSearchParams();
  for (const field of form.querySelectorAll("input[type=hidden], textarea"))
    body.set(
      field.getAttribute("name") ?? "",
      field.getAttribute("value") ?? field.textContent.replace(/^\n/, ""),
    );
  for (const [name, value] of Object.entries(values)) body.set(name, value);
  return (headers: Record<string, string> = {}) =>
    client.request(address, { method: "POST", body, headers: { accept: "application/json", ...headers } });
}

test("6 000 characters come back equal, and markup is shown as text", async () => {
  const aline = await world.as("eleve@lycee-demo.test");
  const attack = `<script>alert("é")</script></textarea><b>gras</b>\n`;
  const long = attack.padEnd(5_999, "mécanique « à 3 ½ tours » 🔧 ").concat(".");
  await aline.get(semaine("2026-11-16"));
  await aline.submit(semaine("2026-11-16"), {
    fait: long.normalize("NFD").replaceAll("\n", "\r\n"),
    reussi: attack,
  });
  expect((await stored("2026-11-16")).fait).toBe(long);
  const teacher = await world.as("enseignant@lycee-demo.test");
  await teacher.get(semaine("2026-11-16"));
  expect(teacher.page.html).toContain("&lt;script&gt;alert(");
  expect(teacher.page.root.querySelectorAll("main script, main dd b")).toEqual([]);
});

test("a text too long is refused with its words kept, and the version it started from", async () => {
  const aline = await world.as("eleve@lycee-demo.test");
  await aline.get(semaine("2026-11-16"));
  const version = aline.page
    .form(semaine("2026-11-16"))
    .querySelector("[name=_version]")
    ?.getAttribute("value");
  await aline.submit(semaine("2026-11-16"), { aime: "a".repeat(6_001) });
  expect(aline.page.status).toBe(422);
  expect(aline.page.text).toContain("Ce texte dépasse 6000 caractères : raccourcis-le.");
  expect(shown(aline, "aime")).toHaveLength(6_001);
  expect(aline.page.form(semaine("2026-11-16")).querySelector("[name=_version]")?.getAttribute("value")).toBe(
    version,
  );
});

test("autosave answers in JSON: 200 and its version, 422, 409 with both texts, 401", async () => {
  const aline = await world.as("eleve@lycee-demo.test");
  const address = semaine("2026-11-09");
  await (await autosave(aline, address, { aime: "Chercher" }))();
  const first = await (await autosave(aline, address, { aime: "Chercher la panne" }))();
  expect(first.status).toBe(200);
  expect(await first.json()).toMatchObject({ version: 2, savedAt: "10\u00a0h\u00a000", to: address });

  const wrong = await (await autosave(aline, address, { taches: "A9T9" }))();
  expect(wrong.status).toBe(422);
  expect((await wrong.json()).errors.taches).toContain("recharge la page");

  const stale = await (await autosave(aline, address, { aime: "Autre chose", _version: "1" }))();
  expect(stale.status).toBe(409);
  const { conflict } = await stale.json();
  expect(conflict.version).toBe(2);
  expect(conflict.fields).toContainEqual(
    expect.objectContaining({ name: "aime", yours: "Autre chose", theirs: "Chercher la panne" }),
  );
  expect((await stored("2026-11-09")).aime).toBe("Chercher la panne");

  const send = await autosave(aline, address, { aime: "Après la fin de la session" });
  aline.cookies.delete("passerelle-session");
  expect((await send()).status).toBe(401);
});

test("a stale form shows both texts; saving again is informed and wins", async () => {
  const phone = await world.as("eleve@lycee-demo.test");
  const computer = await world.as("eleve@lycee-demo.test");
  const address = semaine("2026-11-23");
  await phone.get(address);
  await computer.get(address);
  await computer.submit(address, { fait: "Écrit sur l’ordinateur" });
  await phone.submit(address, { fait: "Écrit sur le téléphone" });
  expect(phone.page.status).toBe(409);
  expect(phone.page.text).toContain("Écrit sur l’ordinateur");
  expect(shown(phone, "fait")).toBe("Écrit sur le téléphone");
  await phone.submit(address);
  expect(phone.page.status).toBe(200);
  expect(await stored("2026-11-23")).toMatchObject({ fait: "Écrit sur le téléphone", version: 2 });
});

test("the same words sent again from an old page are not a conflict; a double press has one effect", async () => {
  const aline = await world.as("eleve@lycee-demo.test");
  const address = semaine("2026-11-23");
  const send = await autosave(aline, address, { reussi: "Un seul effet" });
  const answers = [await send(), await send()];
  expect(await Promise.all(answers.map((a) => a.json()))).toEqual([
    expect.objectContaining({ version: 3 }),
    expect.objectContaining({ version: 3 }),
  ]);
  const again = await (await autosave(aline, address, { _version: "1", _key: "autre" }))();
  expect([again.status, (await again.json()).version]).toEqual([200, 3]);
  const nouvelle = routes.activiteNouvelle.href({ dossier });
  const add = await autosave(aline, nouvelle, { titre: "Une fois" });
  expect((await (await add()).json()).to).toBe((await (await add()).json()).to);
  const { rows } = await world.owner.query("select 1 from activite where titre = 'Une fois'");
  expect(rows).toHaveLength(1);
});

test("the history keeps what a text said, once a sitting", async () => {
  const aline = await world.as("eleve@lycee-demo.test");
  const address = semaine("2026-11-30");
  const start = world.deps.clock();
  const write = async (minutes: number, aime: string) => {
    world.setNow(new Date(start.getTime() + minutes * 60_000));
    await aline.get(address);
    await aline.submit(address, { aime });
  };
  for (const [minutes, aime] of [
    [0, "un"],
    [5, "deux"],
    [14, "trois"],
    [21, "quatre"],
  ] as const)
    await write(minutes, aime);
  world.setNow(start);
  const { rows } = await world.owner.query(
    "select contenu->>'aime' as aime from version_texte where dossier_id = $1 and cle = '2026-11-30' order by version",
    [dossier],
  );
  expect(rows.map((row) => row.aime)).toEqual(["un", "trois"]);
});

test("a tab costs the same statements whatever is written", async () => {
  const aline = await world.as("eleve@lycee-demo.test");
  const costs: number[] = [];
  for (const lundi of ["2026-11-09", "2026-11-30"]) {
    world.statements();
    await aline.get(semaine(lundi));
    costs.push(world.statements().length);
  }
  expect(new Set(costs).size).toBe(1);
  expect(costs[0]).toBeLessThanOrEqual(7);
});
test("two devices that write a week for the first time together: one is kept, the other sees both texts", async () => {
  const address = semaine("2026-11-30");
  await world.owner.query("delete from semaine where dossier_id = $1 and lundi = '2026-11-30'", [dossier]);
  const sends = await Promise.all(
    ["téléphone", "ordinateur"].map(async (fait) =>
      autosave(await world.as("eleve@lycee-demo.test"), address, { fait }),
    ),
  );
  const answers = await Promise.all(sends.map((send) => send()));
  expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
});
