import { beforeAll, expect, test } from "vitest";
import { routes } from "#routes.ts";
import type { Client } from "../../../tests/kit/client.ts";
import { createWorld, type World } from "../../../tests/kit/world.ts";

let world: World;
let aline: Client;
beforeAll(async () => {
  world = await createWorld();
  aline = await world.as("eleve@lycee-demo.test");
});
const mine = () => aline.get(routes.mesEvaluations.href({}));
const later = (minutes: number) => world.setNow(new Date(Date.UTC(2026, 10, 23, 12, minutes)));

test("what came since the last visit is marked once, then no more", async () => {
  later(0);
  expect((await mine()).text).not.toContain("depuis ta visite");
  later(5);
  expect((await mine()).text).toContain("Rien de nouveau depuis ta visite du 23 nov. à 13 h 00");
  const sophie = await world.as("enseignant@lycee-demo.test");
  const { rows } = await world.owner.query("select id from evaluation where titre like 'Diagnostic%'");
  await world.owner.query("delete from lecture where objet = $1", [`mes-evaluations:${rows[0].id}`]);
  await world.owner.query(
    `update bilan set transmis_le = '2026-11-23T12:06:00Z' where type = 'attitudes' and dossier_id in
     (select d.id from dossier d join apprenant a on a.id = d.apprenant_id where a.nom = 'Accardo')`,
  );
  later(10);
  const page = await mine();
  expect(page.text).toContain("2 nouveautés depuis ta visite");
  const chips = page.root
    .querySelectorAll(".row")
    .map((row) => [row.querySelector(".row-title")?.text, row.querySelector(".chip-now")?.text.trim()]);
  expect(chips).toContainEqual(["Attitudes professionnelles, PFMP 2", "modifié"]);
  expect(chips.find(([title]) => title?.startsWith("Diagnostic"))?.[1]).toBe("nouveau");
  later(15);
  expect((await mine()).text).toContain("Rien de nouveau");
  expect((await sophie.get(routes.mesEvaluations.href({}))).status).toBe(403);
});

test("a published certificative grid is there where the school allows it, and nowhere else", async () => {
  const { rows } = await world.owner.query(
    `select d.id, a.nom, i.valeur as login from dossier d join periode p on p.id = d.periode_id
     join apprenant a on a.id = d.apprenant_id join habilitation h on h.id = a.habilitation_id
     join identifiant i on i.identite_id = h.identite_id and i.type = 'login'
     where a.nom = 'Arnaud' and p.nom = 'PFMP 4'`,
  );
  const basile = await world.as(rows[0].login);
  const has = async () =>
    (await basile.get(routes.mesEvaluations.href({}))).text.includes("Grille certificative, PFMP 4");
  const grille = (sql: string) =>
    world.owner.query(`update bilan set ${sql} where type = 'certificatif' and dossier_id = $1`, [
      rows[0].id,
    ]);
  const reglage = (oui: boolean) =>
    world.owner.query(
      "update etablissement set reglages = reglages || jsonb_build_object('publierGrilles', $1::boolean)",
      [oui],
    );
  expect(await has()).toBe(false);
  await grille("publie_le = now()");
  await reglage(false);
  expect(await has()).toBe(false);
  await reglage(true);
  expect(await has()).toBe(true);
  await basile.get(basile.page.link("Grille certificative, PFMP 4"));
  expect(basile.page.status).toBe(200);
  await grille("publie_le = null");
  expect(await has()).toBe(false);
});
