import { beforeAll, expect, test } from "vitest";
import { routes } from "#routes.ts";
import type { Client } from "../../../../tests/kit/client.ts";
import { createWorld, type World } from "../../../../tests/kit/world.ts";

/** A week day by day, the tasks taken up again, and who has seen it. */
let world: World;
let dossier: string;
let aline: Client;

beforeAll(async () => {
  world = await createWorld();
  const { rows } = await world.owner.query(
    `select d.id from dossier d join apprenant a on a.id = d.apprenant_id join periode p on p.id = d.periode_id
     where a.nom = 'Accardo' and p.nom = 'PFMP 3'`,
  );
  dossier = rows[0].id;
  await world.owner.query("delete from semaine where dossier_id = $1", [dossier]);
  aline = await world.as("eleve@lycee-demo.test");
});

const semaine = (lundi: string) => routes.semaine.href({ dossier, lundi });
const vue = (lundi: string) => routes.semaineVue.href({ dossier, lundi });
const stored = async (lundi: string) =>
  (await world.owner.query("select * from semaine where dossier_id = $1 and lundi = $2", [dossier, lundi]))
    .rows[0];
const replie = () =>
  !aline.page.root.querySelector("[name^=jour-]")!.closest("details")!.hasAttribute("open");

test("day by day or all at once: nothing is lost from one to the other, the others read both", async () => {
  const address = semaine("2026-11-09");
  await aline.get(address);
  expect(replie()).toBe(true);
  await aline.submit(address, { "jour-2026-11-10": "Graissage des convoyeurs", "jour-2026-11-09": "Visite" });
  expect(aline.page.text).toContain("1 semaine racontée sur 4");
  expect(replie()).toBe(false);
  await aline.submit(address, { fait: "Une bonne semaine." });
  expect(await stored("2026-11-09")).toMatchObject({
    fait: "Une bonne semaine.",
    jours: { "2026-11-09": "Visite", "2026-11-10": "Graissage des convoyeurs" },
    version: 2,
  });
  const teacher = await world.as("enseignant@lycee-demo.test");
  await teacher.get(address);
  expect(teacher.page.text).toContain(
    "Une bonne semaine. Lundi 9 novembre : Visite Mardi 10 novembre : Graissage des convoyeurs",
  );
  // a day emptied is not kept; the history keeps what it said
  await aline.submit(address, { "jour-2026-11-09": " " });
  expect((await stored("2026-11-09")).jours).toEqual({ "2026-11-10": "Graissage des convoyeurs" });
  const { rows } = await world.owner.query(
    "select contenu->>'jour-2026-11-09' as jour from version_texte where dossier_id = $1 and cle = '2026-11-09'",
    [dossier],
  );
  expect(rows).toEqual([{ jour: "Visite" }]);
  // who writes day by day finds the next week open that way
  await aline.get(semaine("2026-11-16"));
  expect(replie()).toBe(false);
});

test("no day beyond the period; a stale day is shown with both texts", async () => {
  const last = semaine("2026-11-30");
  await world.owner.query(
    "update periode set au = '2026-12-02' where id = (select periode_id from dossier where id = $1)",
    [dossier],
  );
  await aline.get(last);
  expect(
    aline.page.root.querySelectorAll("[name^=jour-]").map((field) => field.getAttribute("name")),
  ).toEqual(["jour-2026-11-30", "jour-2026-12-01", "jour-2026-12-02"]);
  await aline.submit(last, { "jour-2026-12-03": "Après la fin", aime: "Gardé" });
  expect(aline.page.status).toBe(422);
  expect(aline.page.text).toContain("Ce jour n’est pas dans ta période.");
  expect(aline.page.form(last).querySelector("[name=aime]")?.textContent.trim()).toBe("Gardé");
  expect(await stored("2026-11-30")).toBeUndefined();

  const address = semaine("2026-11-09");
  const phone = await world.as("eleve@lycee-demo.test");
  await phone.get(address);
  await aline.get(address);
  await aline.submit(address, { "jour-2026-11-11": "Sur l’ordinateur" });
  await phone.submit(address, { "jour-2026-11-11": "Sur le téléphone" });
  expect(phone.page.status).toBe(409);
  expect(phone.page.text).toContain("Mercredi 11 novembre");
  expect(phone.page.text).toContain("Sur l’ordinateur");
  expect(phone.page.form(address).querySelector("[name=jour-2026-11-11]")?.textContent.trim()).toBe(
    "Sur le téléphone",
  );
});

test("a Saturday worked is told, folded until then; tasks are ticked day by day and copied from the day before", async () => {
  const address = semaine("2026-11-23");
  const veille = `${routes.semaineVeille.href({ dossier, lundi: "2026-11-23" })}?jour=2026-11-25`;
  await aline.get(address);
  const samedi = () => aline.page.root.querySelector("[name=jour-2026-11-28]")?.closest("details");
  expect(samedi()?.querySelector("summary")?.text).toContain("J’ai travaillé le week-end");
  expect(samedi()?.hasAttribute("open")).toBe(false);
  await aline.submit(address, {
    "jour-2026-11-28": "Inventaire du magasin",
    "taches-2026-11-23": ["A2T1", "A1T1"],
  });
  expect(samedi()?.hasAttribute("open")).toBe(true);
  expect(await stored("2026-11-23")).toMatchObject({
    jours: { "2026-11-28": "Inventaire du magasin" },
    taches: ["A1T1", "A2T1"],
    taches_semaine: [],
    taches_jours: { "2026-11-23": ["A1T1", "A2T1"] },
  });

  // copied as typed: what is ticked on the page counts, saved before or not
  const copier = async (changes: Record<string, string[]>) => {
    const data = aline.shown(aline.page.form(address));
    for (const [name, values] of Object.entries(changes))
      for (const value of values) data.append(name, value);
    const body = new URLSearchParams(data as never);
    await aline.read(veille, await aline.request(veille, { method: "POST", body }));
  };
  await copier({ "taches-2026-11-24": ["A2T2"], "taches-2026-11-25": ["A3T1"], taches: ["A1T1", "A2T4"] });
  expect(aline.page.text).toContain("Tâches copiées dans mercredi 25 novembre et semaine enregistrée.");
  expect(await stored("2026-11-23")).toMatchObject({
    taches: ["A1T1", "A2T1", "A2T2", "A2T4", "A3T1"],
    taches_semaine: ["A1T1", "A2T4"],
    taches_jours: {
      "2026-11-23": ["A1T1", "A2T1"],
      "2026-11-24": ["A2T2"],
      "2026-11-25": ["A2T2", "A3T1"],
    },
  });
  expect(aline.page.text).toContain("Celles que tu as cochées jour par jour comptent déjà.");
  const teacher = await world.as("enseignant@lycee-demo.test");
  await teacher.get(address);
  expect(teacher.page.text).toContain("Samedi 28 novembre : Inventaire du magasin");
  for (const code of ["A1T1", "A2T2", "A2T4", "A3T1"]) expect(teacher.page.text).toContain(code);

  // another week's day, an unknown task, a day without one before it
  const ailleurs = await aline.post(veille.replace("11-25", "12-25"), {}, address);
  expect(ailleurs.status).toBe(403);
  await aline.get(address);
  await aline.submit(address, { "taches-2026-11-25": ["ZZZ"] });
  expect(aline.page.status).toBe(422);
  expect((await teacher.post(veille, {}, routes.commentaires.href({ dossier }))).status).toBe(403);
  const neighbour = await world.as("enseignant@lycee-voisin.test");
  expect((await neighbour.post(veille, {}, "/mot-de-passe")).status).toBe(404);
  await world.owner.query("delete from semaine where dossier_id = $1 and lundi = '2026-11-23'", [dossier]);
});

test("the tasks of the last week are taken up again, beside what is already ticked and typed", async () => {
  await aline.get(semaine("2026-11-09"));
  expect(aline.page.text).not.toContain("Reprendre les tâches");
  await aline.submit(semaine("2026-11-09"), { taches: ["A1T1", "A2T1"] });
  await aline.get(semaine("2026-11-16"));
  expect(aline.page.text).toContain("Reprendre les tâches de la semaine dernière");
  const form = aline.page.form(semaine("2026-11-16"));
  const data = aline.shown(form);
  data.append("taches", "A2T2");
  data.set("fait", "Ronde");
  const body = new URLSearchParams(data as never);
  const reprendre = routes.semaineReprendre.href({ dossier, lundi: "2026-11-16" });
  await aline.read(reprendre, await aline.request(reprendre, { method: "POST", body }));
  expect(aline.page.address).toBe(semaine("2026-11-16"));
  expect(aline.page.text).toContain("Tâches reprises");
  expect(await stored("2026-11-16")).toMatchObject({ fait: "Ronde", taches: ["A1T1", "A2T1", "A2T2"] });
  // a week left empty in between is jumped over
  await aline.get(semaine("2026-11-30"));
  expect(aline.page.text).toContain("Reprendre les tâches de la semaine 2");
});

test("seen: one press and one line, told to the learner, undone; never an edit", async () => {
  const teacher = await world.as("enseignant@lycee-demo.test");
  const before = await stored("2026-11-16");
  await teacher.get(semaine("2026-11-16"));
  await teacher.submit(vue("2026-11-16"), { mot: "x".repeat(201) });
  expect(teacher.page.status).toBe(422);
  expect(
    teacher.page.form(vue("2026-11-16")).querySelector("[name=mot]")?.getAttribute("value"),
  ).toHaveLength(201);
  await teacher.submit(vue("2026-11-16"), { mot: "Bravo <i>Aline</i>" });
  expect(teacher.page.text).toContain("Semaine 2 vue : Aline le voit.");
  expect(teacher.page.text).toContain("Vue par vous");
  await aline.get(semaine("2026-11-16"));
  expect(aline.page.text).toContain("Ta semaine a été vue");
  expect(aline.page.text).toContain("« Bravo <i>Aline</i> »");
  expect(aline.page.root.querySelectorAll(".steps a")[1]?.text).toContain("racontée, vue");
  expect(await stored("2026-11-16")).toEqual(before);

  world.setNow(new Date(world.deps.clock().getTime() + 60_000));
  await aline.submit(semaine("2026-11-16"), { aime: "Les essais" });
  await teacher.get(semaine("2026-11-16"));
  expect(teacher.page.text).toContain("modifiée depuis");
  await teacher.submit("Enregistrer le mot", { mot: "Bravo encore" });
  expect(teacher.page.text).toContain("« Bravo encore »");
  expect(teacher.page.text).not.toContain("modifiée depuis");
  await teacher.submit("Je ne l’ai pas encore vue");
  expect(teacher.page.text).toContain("n’est plus marquée comme vue");
  expect((await aline.get(semaine("2026-11-16"))).text).not.toContain("Ta semaine a été vue");
});

test("nothing is seen of an empty week; a learner, a stranger and another school see none", async () => {
  const teacher = await world.as("enseignant@lycee-demo.test");
  const empty = semaine("2026-11-23");
  await teacher.get(empty);
  expect(teacher.page.text).toContain("il n’y a rien à voir");
  const comments = routes.commentaires.href({ dossier });
  const refused = await teacher.post(vue("2026-11-23"), { mot: "Vu" }, comments);
  expect([refused.status, refused.text.includes("il n’y a rien à voir")]).toEqual([403, true]);
  const own = await aline.post(vue("2026-11-16"), { mot: "Moi" }, semaine("2026-11-16"));
  expect(own.status).toBe(403);
  expect(own.text).toContain("qui disent qu’ils ont vu ta semaine");
  const neighbour = await world.as("enseignant@lycee-voisin.test");
  expect((await neighbour.post(vue("2026-11-16"), { mot: "x" }, "/mot-de-passe")).status).toBe(404);
  expect(
    (await world.owner.query("select 1 from semaine_vue where dossier_id = $1", [dossier])).rows,
  ).toEqual([]);
});
