import { beforeAll, expect, test } from "vitest";
import { addDays, civil } from "#kernel/civil-date.ts";
import type { Client } from "./kit/client.ts";
import { createWorld, type World } from "./kit/world.ts";

/*
 * The rentrée of three classes, measured by the number of screens it takes (« Rentrée in twenty minutes »): the classes of
 * last year move up, the new pupils are imported, their codes are printed, last year's periods are prepared again with
 * their référents. Every screen opened or answered counts.
 */

let world: World;
beforeAll(async () => {
  world = await createWorld();
});

const rows = async (query: string, ...values: unknown[]) => (await world.owner.query(query, values)).rows;

/** A browser that counts its screens. */
function counting(client: Client): { screens: () => number } {
  let screens = 0;
  const { get, submit } = client;
  client.get = async (...given) => {
    screens++;
    return get.apply(client, given);
  };
  // a form answered by its own page; one that leads elsewhere is counted there
  client.submit = async (...given) => {
    const before = screens;
    const page = await submit.apply(client, given);
    if (screens === before) screens++;
    return page;
  };
  return { screens: () => screens };
}

const pupils = Array.from(
  { length: 24 },
  (_, n) => `NOUVEAU${n};Camille;F;1${n % 9}/03/2011;2473501431;2 MSPC;DP`,
);
const list = ["NOM;PRENOM;SEXE;NE(E) LE;MEF;DIV.;REG.", ...pupils].join("\r\n");

test("three classes are ready for September in at most sixteen screens", async () => {
  // June: the classes move up, with their teachers
  world.setNow(new Date("2027-06-28T08:00:00Z"));
  const admin = await world.as("administrateur@lycee-demo.test");
  const office = counting(admin);
  await admin.get("/administration/annee");
  await admin.submit("Voir ce qui changera", { rentree: "2027-09-01" });
  await admin.submit("Passer à l’année suivante");
  // September: the list of the new pupils
  world.setNow(new Date("2027-09-01T08:00:00Z"));
  await admin.signIn("administrateur@lycee-demo.test");
  await admin.get("/administration/imports");
  await admin.submit("Lire le fichier", {
    fichier: new File([list], "EXP_Liste_des_eleves_par_division.csv"),
  });
  const report = await admin.submit("Appliquer");
  expect(report.title).toBe("Liste appliquée");
  expect(report.text).toContain("24 apprenants créés");

  // a class nobody taught before has no teacher yet
  const [seconde] = await rows("select id from classe where annee = 2027 and nom = '2 MSPC'");
  const [mercier] = await rows("select id from habilitation where courriel = 'enseignant@lycee-demo.test'");
  await admin.get("/administration/enseignants");
  await admin.get(`/administration/enseignants/${mercier.id}`);
  const taught = admin.page.root
    .querySelectorAll("[name=classes][checked]")
    .map((box) => box.getAttribute("value") ?? "");
  await admin.submit("Enregistrer les classes", { classes: [...taught, seconde.id] });

  // the teacher: one sheet of codes, then all last year's periods in one press
  const sophie = await world.as("enseignant@lycee-demo.test");
  const desk = counting(sophie);
  await sophie.get(`/classes/${seconde.id}`);
  const sheet = await sophie.submit(`/classes/${seconde.id}/coupons`);
  expect(sheet.status).toBe(200);
  await sophie.get("/periodes/dupliquer?annee=2026");
  expect(sophie.page.title).toBe("Préparer 2027–2028");
  await sophie.submit("Créer les périodes cochées");
  expect(sophie.page.status).toBe(200);

  // everything is there: three levels, each with the learners of its class, référents named, same weekdays as last year
  const made = await rows(
    `select p.niveau, p.nom, p.du::text, o.du::text as avant, count(d.id)::int as dossiers, count(d.referent_id)::int as referents
     from periode p join periode o on o.id = p.copie_de join dossier d on d.periode_id = p.id
     where p.du >= '2027-08-15' group by p.etablissement_id, p.id, o.etablissement_id, o.id order by p.niveau, p.du`,
  );
  expect(new Set(made.map((period) => period.niveau))).toEqual(new Set(["1RE", "2DE", "TLE"]));
  for (const period of made) {
    expect(period.dossiers).toBeGreaterThan(0);
    expect(period.referents).toBe(period.dossiers);
    expect(period.du).toBe(addDays(civil(period.avant), 364));
  }
  expect(made.find((period) => period.niveau === "2DE")?.dossiers).toBe(24);

  // signing in again is a screen too
  const screens = office.screens() + desk.screens();
  expect(screens).toBeLessThanOrEqual(16);
});
