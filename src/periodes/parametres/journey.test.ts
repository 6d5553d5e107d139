import { beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../../../tests/kit/client.ts";
import { createWorld, type World } from "../../../tests/kit/world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});

const one = async <T>(sql: string, values: unknown[] = []): Promise<T> =>
  (await world.owner.query(sql, values)).rows[0];

const DEMO = "(select id from etablissement where uai = '0760001N')";

const idOf = async (nom: string, niveau = "1RE", referentiel = "mspc"): Promise<string> =>
  (
    await one<{ id: string }>(
      `select id from periode where nom = $1 and niveau = $2 and referentiel = $3 and etablissement_id = ${DEMO}`,
      [nom, niveau, referentiel],
    )
  ).id;

const ticked = (client: Client, name: string) =>
  client.page.root.querySelectorAll(`[name=${name}][checked]`).map((box) => box.getAttribute("value") ?? "");

describe("« Modifier les paramètres de la période »", () => {
  test("each tab saves its own; objectives and tasks reach the fiches nobody has individualised", async () => {
    const teacher = await world.as("enseignant@lycee-demo.test");
    const id = await idOf("Renfort arrêt technique");
    const kept = (
      await one<{ dossier_id: string }>(
        "update fiche set individualisee = true, objectifs = '{À lui}' where dossier_id = (select id from dossier where periode_id = $1 order by id limit 1) returning dossier_id",
        [id],
      )
    ).dossier_id;
    await teacher.get(`/periodes/${id}/modifier/informations`);
    expect(teacher.page.root.querySelectorAll(".tabs a")).toHaveLength(4);
    await teacher.submit("Enregistrer", { nom: "Renfort", statut: "P2", au: "2027-06-25" });
    expect(teacher.page.text).toContain("Informations de la période enregistrées.");
    expect(await one("select nom, statut, au::text from periode where id = $1", [id])).toEqual({
      nom: "Renfort",
      statut: "P2",
      au: "2027-06-25",
    });
    await teacher.get(`/periodes/${id}/modifier/objectifs`);
    await teacher.submit("Enregistrer", {
      ...Object.fromEntries(
        [1, 2, 3, 4].flatMap((rang) => [
          [`objectif-${rang}`, ["Observer", "Démonter"][rang - 1] ?? ""],
          [`objectif-${rang}-competences`, null],
        ]),
      ),
      "objectif-2-competences": ["C1.1"],
    });
    expect(teacher.page.text).toContain("5 fiches de liaison suivent");
    await teacher.get(`/periodes/${id}/modifier/activites`);
    await teacher.submit("Enregistrer", { taches: ["A2T1"] });
    const fiches = await world.owner.query(
      "select distinct f.objectifs::text as o, f.taches::text as t, f.dossier_id = $2 as lui from fiche f join dossier d on d.id = f.dossier_id where d.periode_id = $1 order by lui",
      [id, kept],
    );
    expect(fiches.rows).toEqual([
      { o: '{Observer,"Démonter (C1.1)"}', t: "{A2T1}", lui: false },
      { o: '{"À lui"}', t: "{A1T1,A1T2,A1T3,A2T1,A2T2,A3T1,A3T2}", lui: true },
    ]);
    // the annexe it was born from keeps its own
    const annexe = await one<{ n: number }>(
      "select cardinality(a.objectifs) as n from annexe a join periode p on p.annexe_id = a.id where p.id = $1",
      [id],
    );
    expect(annexe).toEqual({ n: 4 });
  });

  test("learners are added, withdrawn, and come back with all they wrote", async () => {
    const teacher = await world.as("enseignant@lycee-demo.test");
    const id = await idOf("PFMP 3");
    await teacher.get(`/periodes/${id}/modifier/apprenants`);
    const present = ticked(teacher, "apprenants");
    expect(present).toHaveLength(35);
    // Aline Accardo has not written yet in this period; the next one has
    const { rows } = await world.owner.query(
      "select d.apprenant_id as id, d.portfolio_edite_le is not null as edite from dossier d where d.periode_id = $1",
      [id],
    );
    const empty = rows.find((row) => !row.edite).id;
    const written = rows.find((row) => row.edite).id;
    const keep = present.filter((learner) => learner !== empty && learner !== written);
    await teacher.submit("Enregistrer le choix", { apprenants: keep });
    expect(teacher.page.status).toBe(422);
    expect(teacher.page.text).toContain("portfolio commencé");
    expect(ticked(teacher, "apprenants")).toEqual(keep);
    expect(teacher.page.root.querySelectorAll("[name=retraits]")).toHaveLength(1);
    await teacher.submit("Enregistrer le choix", { retraits: [written] });
    expect(teacher.page.text.replaceAll("\u00a0", " ")).toContain("2 apprenants en moins");
    const weeks = () =>
      one(
        "select count(*)::int as n from semaine s join dossier d on d.id = s.dossier_id where d.apprenant_id = $1",
        [written],
      );
    const told = await weeks();
    const dossier = await one<{ id: string }>(
      "select id from dossier where periode_id = $1 and apprenant_id = $2",
      [id, written],
    );
    expect((await teacher.get(`/dossiers/${dossier.id}`)).status).toBe(404);
    await teacher.get(`/periodes/${id}/modifier/apprenants`);
    await teacher.submit("Enregistrer le choix", { apprenants: present });
    expect(teacher.page.text.replaceAll("\u00a0", " ")).toContain("2 apprenants en plus");
    expect(await weeks()).toEqual(told);
    expect((await teacher.get(`/dossiers/${dossier.id}`)).status).toBe(200);
    expect(
      await one("select count(*)::int as n from dossier where periode_id = $1 and retire_le is null", [id]),
    ).toEqual({ n: 35 });
  });

  test("a withdrawn learner is listed, with who withdrew him and why; put back, his dossier is as it was, to the byte", async () => {
    const teacher = await world.as("enseignant@lycee-demo.test");
    const id = await idOf("PFMP 3");
    const { dossier, apprenant } = await one<{ dossier: string; apprenant: string }>(
      "select id as dossier, apprenant_id as apprenant from dossier where periode_id = $1 and portfolio_edite_le is not null order by id limit 1",
      [id],
    );
    const { rows: tables } = await world.owner.query<{ name: string; key: string }>(
      `select c.relname as name, a.attname as key from pg_class c join pg_attribute a on a.attrelid = c.oid
       where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
         and (a.attname = 'dossier_id' or (c.relname = 'dossier' and a.attname = 'id')) order by 1`,
    );
    const dump = async () => {
      const found: Record<string, unknown> = {};
      for (const { name, key } of tables)
        found[name] = (
          await world.owner.query(`select t::text as row from ${name} t where ${key} = $1 order by 1`, [
            dossier,
          ])
        ).rows;
      return found;
    };
    const before = await dump();
    expect(Object.keys(before)).toEqual(expect.arrayContaining(["dossier", "fiche", "accueil", "semaine"]));
    await teacher.get(`/periodes/${id}/modifier/apprenants`);
    const keep = ticked(teacher, "apprenants").filter((one) => one !== apprenant);
    await teacher.submit("Enregistrer le choix", { apprenants: keep, motif: "Changement de lycée" });
    expect(teacher.page.root.querySelector("[name=motif]")?.getAttribute("value")).toBe(
      "Changement de lycée",
    );
    await teacher.submit("Enregistrer le choix", { retraits: [apprenant] });
    expect(teacher.page.text).toContain("Apprenants retirés 1 dossier");
    expect(teacher.page.text).toContain("par Sophie Mercier");
    expect(teacher.page.text).toContain("« Changement de lycée »");
    expect(await dump()).not.toEqual(before);
    const stale = teacher.page.root.querySelector("[name=_version]")?.getAttribute("value") ?? "";
    await teacher.submit("Remettre dans la période");
    expect(teacher.page.text).toContain("est de nouveau dans la période, avec tout son dossier");
    expect(await dump()).toEqual(before);
    // a tab opened before does not take him out again unseen
    const late = await teacher.post(
      `/periodes/${id}/modifier/apprenants`,
      { apprenants: keep, retraits: [apprenant], motif: "", _version: stale },
      "/annexes/nouvelle",
    );
    expect(late.status).toBe(409);
    // the address of one who is in the period leads nowhere
    const twice = await teacher.post(
      `/periodes/${id}/apprenants/${dossier}/remettre`,
      {},
      "/annexes/nouvelle",
    );
    expect(twice.status).toBe(404);
  });

  test("each tab says where it stands; conditions are saved on their own", async () => {
    const teacher = await world.as("enseignant@lycee-demo.test");
    const id = await idOf("PFMP 3");
    await world.owner.query("update periode set conditions = '{}' where id = $1", [id]);
    await teacher.get(`/periodes/${id}/modifier/informations`);
    const states = () =>
      teacher.page.root.querySelectorAll(".tab-detail").map((tab) => tab.text.replaceAll("\u00a0", " "));
    expect(states()).toEqual(["conditions à compléter", "35 apprenants", "4 objectifs", "7 tâches"]);
    await teacher.submit("Enregistrer les conditions", { "horaire-lundi-matin-debut": "midi" });
    expect(teacher.page.status).toBe(422);
    expect(teacher.page.text).toContain("Heure de début illisible le lundi matin");
    await teacher.submit("Enregistrer les conditions", {
      "horaire-lundi-matin-debut": "8h",
      "horaire-lundi-matin-fin": "12h",
      concertation: "Un appel",
      modalitesEvaluation: "Un bilan",
    });
    expect(states()[0]).toBe("complet");
    const conflict = await teacher.post(
      `/periodes/${id}/modifier/conditions`,
      { concertation: "Autre", _version: "1" },
      "/annexes/nouvelle",
    );
    expect(conflict.status).toBe(409);
    expect(conflict.text).toContain("Un appel");
    // the address of that form, loaded again, is its tab
    expect((await teacher.get(`/periodes/${id}/modifier/conditions`)).status).toBe(200);
  });

  test("a learner who was never there gets a whole dossier", async () => {
    const teacher = await world.as("enseignant@lycee-demo.test");
    const id = await idOf("Renfort");
    await teacher.get(`/periodes/${id}/modifier/apprenants`);
    const boxes = teacher.page.root.querySelectorAll("[name=apprenants]");
    expect(boxes).toHaveLength(35);
    await teacher.submit("Enregistrer le choix", {
      apprenants: boxes.slice(0, 30).map((box) => box.getAttribute("value") ?? ""),
    });
    const counts = await one(
      "select count(*)::int as d, count(f.*)::int as f, count(a.*)::int as a from dossier d left join fiche f on f.dossier_id = d.id left join accueil a on a.dossier_id = d.id where d.periode_id = $1 and d.retire_le is null",
      [id],
    );
    expect(counts).toEqual({ d: 30, f: 30, a: 30 });
  });

  test("dates cannot leave told weeks outside, nor a status hide a bilan", async () => {
    const teacher = await world.as("enseignant@lycee-demo.test");
    const id = await idOf("PFMP 3");
    await teacher.get(`/periodes/${id}/modifier/informations`);
    await teacher.submit("Enregistrer", { du: "2026-11-23" });
    expect(teacher.page.status).toBe(422);
    expect(teacher.page.text.replaceAll("\u00a0", " ")).toContain("celle du 9 novembre 2026");
    await teacher.get(`/periodes/${id}/modifier/informations`);
    await teacher.submit("Enregistrer", { statut: "E31" });
    expect(teacher.page.status).toBe(422);
    expect(teacher.page.text).toContain("ce statut ne les montrerait plus");
  });

  test("a stale save is told who saved, and what", async () => {
    const [sophie, karim] = await Promise.all([
      world.as("enseignant@lycee-demo.test"),
      world.as("k.benali@lycee-demo.test"),
    ]);
    const address = `/periodes/${await idOf("PFMP 3")}/modifier/informations`;
    await sophie.get(address);
    await karim.get(address);
    await karim.submit("Enregistrer", { nom: "PFMP 3 (Karim)" });
    await sophie.submit("Enregistrer", { nom: "PFMP 3 (Sophie)" });
    expect(sophie.page.status).toBe(409);
    expect(sophie.page.text).toContain("Karim Benali a enregistré");
    expect(sophie.page.text).toContain("PFMP 3 (Karim)");
    expect(sophie.page.root.querySelector("[name=nom]")?.getAttribute("value")).toBe("PFMP 3 (Sophie)");
    await sophie.submit("Enregistrer", { nom: "PFMP 3" });
    expect(sophie.page.status).toBe(200);
  });

  test("an exam's period has no « Choix des apprenants », and the server refuses it", async () => {
    const teacher = await world.as("enseignant@lycee-demo.test");
    const id = await idOf("PFMP 5", "TLE");
    await teacher.get(`/periodes/${id}/modifier/informations`);
    expect(teacher.page.text).not.toContain("Choix des apprenants");
    expect((await teacher.get(`/periodes/${id}/modifier/apprenants`)).status).toBe(403);
    const apprenants = [
      (await one<{ id: string }>("select apprenant_id as id from dossier where periode_id = $1", [id])).id,
    ];
    const answer = await teacher.post(
      `/periodes/${id}/modifier/apprenants`,
      { apprenants, _version: "1" },
      "/annexes/nouvelle",
    );
    expect(answer.status).toBe(403);
    expect(answer.text).toContain("n’est pas modifiable");
    expect(
      await one("select count(*)::int as n from dossier where periode_id = $1 and retire_le is null", [id]),
    ).toEqual({ n: 14 });
    expect((await teacher.get(`/periodes/${id}/modifier/autre`)).status).toBe(404);
  });
});
