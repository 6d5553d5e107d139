import { beforeAll, expect, test } from "vitest";
import { routes } from "#routes.ts";
import type { Client } from "./kit/client.ts";
import { createWorld, type World } from "./kit/world.ts";

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

const week = () => routes.semaine.href({ dossier, lundi: "2026-11-09" });
const stored = async () => {
  const { rows } = await world.owner.query(
    "select fait, version from semaine where dossier_id = $1 and lundi = '2026-11-09'",
    [dossier],
  );
  return rows[0] as { fait: string; version: number } | undefined;
};

/** The form as the page shows it, to be sent by hand: the same key, whatever is done with it. */
async function fields(client: Client): Promise<URLSearchParams> {
  const form = (await client.get(week())).form(week());
  const hidden = form
    .querySelectorAll("input[type=hidden]")
    .map((input) => [input.getAttribute("name") ?? "", input.getAttribute("value") ?? ""]);
  return new URLSearchParams(hidden);
}

test("pressed twice, even at once: one effect, the same answer", async () => {
  const eleve = await world.as("eleve@lycee-demo.test");
  const body = await fields(eleve);
  body.set("fait", "Pressé deux fois");
  const press = () => eleve.request(week(), { method: "POST", body: new URLSearchParams(body) });
  const answers = await Promise.all([press(), press(), press()]);
  expect(answers.map((a) => [a.status, a.headers.get("location")])).toEqual(
    Array(3).fill([303, answers[0]?.headers.get("location")]),
  );
  expect(await stored()).toEqual({ fait: "Pressé deux fois", version: 1 });
  const { rows } = await world.owner.query(
    "select count(*)::int as n from journal where acte like 'portfolio%' and acteur_id is not null",
  );
  expect(rows[0].n).toBe(1);
});

test("the same page sent again with other words is not a second press: nothing typed is dropped in silence", async () => {
  const eleve = await world.as("eleve@lycee-demo.test");
  const body = await fields(eleve);
  body.set("fait", "Première version");
  expect((await eleve.request(week(), { method: "POST", body: new URLSearchParams(body) })).status).toBe(303);
  body.set("fait", "Corrigée après un retour en arrière");
  const second = await eleve.request(week(), { method: "POST", body: new URLSearchParams(body) });
  // the page was drawn before the first save: both texts are shown, the person chooses
  expect(second.status).toBe(409);
  const page = await second.text();
  expect(page).toContain("Première version");
  expect(page).toContain("Corrigée après un retour en arrière");
  expect((await stored())?.fait).toBe("Première version");
});
