import { beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../../tests/kit/client.ts";
import { createWorld, type World } from "../../tests/kit/world.ts";

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
const annexeOf = async (titre: string): Promise<string> =>
  (await one<{ id: string }>("select id from annexe where titre = $1", [titre])).id;
const version = async (id: string) =>
  String((await one<{ version: number }>("select version from periode where id = $1", [id])).version);

const ticked = (client: Client, name: string) =>
  client.page.root.querySelectorAll(`[name=${name}][checked]`).map((box) => box.getAttribute("value") ?? "");

describe("step 2: a period is issued from an annexe", () => {
  test("with every learner of the class, each with his dossier, fiche and place for a company", async () => {
    const teacher = await world.as("enseignant@lycee-demo.test");
    await teacher.get("/annexes/nouvelle");
    await teacher.submit("Enregistrer l’annexe", {
      titre: "PFMP 4",
      niveau: "1RE",
      objectifs: "Préparer\nRéparer",
      taches: ["A1T1", "A3T1"],
    });
    await teacher.get(teacher.page.link("Émettre une période"));
    expect(ticked(teacher, "apprenants")).toHaveLength(35);
    expect(teacher.page.text).toContain("BOULEAU Cédric Apprenti");
    const statuses = teacher.page.root
      .querySelectorAll("[name=statut] option")
      .map((o) => o.getAttribute("value"));
    expect(statuses).toEqual(["", "P2", "AUTRE", "E31", "E33"]);
    const chosen = ticked(teacher, "apprenants").slice(0, 20);
    await teacher.submit("Émettre la période", {
      nom: "PFMP 4",
      statut: "P2",
      du: "2027-01-18",
      au: "12/02/2027",
      apprenants: chosen,
    });
    expect(teacher.page.root.querySelector("[role=status]")?.text.replaceAll("\u00a0", " ")).toContain(
      "émise pour 20 apprenants",
    );
    expect(teacher.page.title).toBe("Portfolio des activités en entreprise");
    expect(teacher.page.text).toContain("dans 8 semaines");

    const rows = await one<Record<string, unknown>>(
      `select p.du::text, p.au::text, count(*)::int as dossiers, count(f.*)::int as fiches, count(a.*)::int as accueils,
         array_agg(distinct f.taches::text) as taches, array_agg(distinct h.nom) as referents
       from periode p join dossier d on d.periode_id = p.id join fiche f on f.dossier_id = d.id
       join accueil a on a.dossier_id = d.id and a.rang = 1 join habilitation h on h.id = d.referent_id
       where p.nom = 'PFMP 4' group by p.du, p.au`,
    );
    expect(rows).toEqual({
      du: "2027-01-18",
      au: "2027-02-12",
      dossiers: 20,
      fiches: 20,
      accueils: 20,
      taches: ["{A1T1,A3T1}"],
      referents: ["Mercier"],
    });
  });

  test("wrong dates and no learner: the page comes back with what was typed", async () => {
    const teacher = await world.as("enseignant@lycee-demo.test");
    const before = await one("select count(*) from periode");
    await teacher.get(`/annexes/${await annexeOf("PFMP 4")}/emettre`);
    const wrong = { nom: "Ratée", statut: "P1", du: "2027-02-30", au: "2027-01-01", apprenants: [] };
    await teacher.submit("Émettre la période", wrong);
    expect(teacher.page.status).toBe(422);
    // Période 1 is for 2de
    for (const sentence of [
      "Choisissez le statut",
      "Cette date n’existe pas",
      "Choisissez au moins un apprenant",
    ])
      expect(teacher.page.text).toContain(sentence);
    expect(teacher.page.root.querySelector("[name=nom]")?.getAttribute("value")).toBe("Ratée");
    await teacher.get(`/annexes/${await annexeOf("PFMP 4")}/emettre`);
    await teacher.submit("Émettre la période", {
      ...wrong,
      statut: "P2",
      du: "2027-01-02",
      apprenants: null,
    });
    expect(teacher.page.status).toBe(422);
    await teacher.get(`/annexes/${await annexeOf("PFMP 4")}/emettre`);
    await teacher.submit("Émettre la période", {
      nom: "À l’envers",
      statut: "P2",
      du: "2027-02-02",
      au: "2027-01-01",
    });
    expect(teacher.page.text).toContain("La fin de la période est avant son début");
    expect(await one("select count(*) from periode")).toEqual(before);
  });

  test("a learner of another diploma or another school is refused, and nothing is half written", async () => {
    const teacher = await world.as("enseignant@lycee-demo.test");
    const before = await one("select count(*) from periode");
    const strangers = await world.owner.query(
      "select a.id from apprenant a join inscription i on i.apprenant_id = a.id join classe c on c.id = i.classe_id where c.nom = '1 MELEC' or c.etablissement_id <> " +
        DEMO,
    );
    for (const stranger of [strangers.rows[0].id, strangers.rows.at(-1).id]) {
      await teacher.get(`/annexes/${await annexeOf("PFMP 4")}/emettre`);
      const apprenants = [ticked(teacher, "apprenants")[0] ?? "", stranger];
      const values = { nom: "Non", statut: "P2", du: "2027-01-18", au: "2027-02-12", apprenants };
      await teacher.submit("Émettre la période", values);
      expect(teacher.page.status).toBe(422);
    }
    expect(await one("select count(*) from periode")).toEqual(before);
  });

  test("sent twice, it is issued once", async () => {
    const teacher = await world.as("enseignant@lycee-demo.test");
    const page = await teacher.get(`/annexes/${await annexeOf("PFMP 4")}/emettre`);
    const values = { nom: "Une fois", statut: "AUTRE", du: "2027-01-18", au: "2027-02-12" };
    await teacher.submit("Émettre la période", values);
    teacher.page = page;
    await teacher.submit("Émettre la période", values);
    expect(await one("select count(*)::int as n from periode where nom = 'Une fois'")).toEqual({ n: 1 });
  });
});

describe("« Modifier les paramètres de la période »", () => {
  test("each tab saves its own; objectives and tasks reach the fiches nobody has individualised", async () => {
    const teacher = await world.as("enseignant@lycee-demo.test");
    const id = await idOf("PFMP 4");
    const kept = (
      await one<{ dossier_id: string }>(
        "update fiche set individualisee = true, objectifs = '{À lui}' where dossier_id = (select id from dossier where periode_id = $1 order by id limit 1) returning dossier_id",
        [id],
      )
    ).dossier_id;
    await teacher.get(`/periodes/${id}/modifier/informations`);
    expect(teacher.page.root.querySelectorAll(".tabs a")).toHaveLength(4);
    await teacher.submit("Enregistrer", { nom: "PFMP 4 bis", statut: "AUTRE", au: "2027-02-19" });
    expect(teacher.page.text).toContain("Informations de la période enregistrées.");
    expect(await one("select nom, statut, au::text from periode where id = $1", [id])).toEqual({
      nom: "PFMP 4 bis",
      statut: "AUTRE",
      au: "2027-02-19",
    });
    await teacher.get(`/periodes/${id}/modifier/objectifs`);
    await teacher.submit("Enregistrer", { objectifs: "Observer\nDémonter" });
    expect(teacher.page.text).toContain("19 fiches de liaison suivent");
    await teacher.get(`/periodes/${id}/modifier/activites`);
    await teacher.submit("Enregistrer", { taches: ["A2T1"] });
    const fiches = await world.owner.query(
      "select distinct f.objectifs::text as o, f.taches::text as t, f.dossier_id = $2 as lui from fiche f join dossier d on d.id = f.dossier_id where d.periode_id = $1 order by lui",
      [id, kept],
    );
    expect(fiches.rows).toEqual([
      { o: "{Observer,Démonter}", t: "{A2T1}", lui: false },
      { o: '{"À lui"}', t: "{A1T1,A3T1}", lui: true },
    ]);
    const annexe = await one("select objectifs from annexe where titre = 'PFMP 4'");
    expect(annexe).toEqual({ objectifs: ["Préparer", "Réparer"] });
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

  test("a learner who was never there gets a whole dossier", async () => {
    const teacher = await world.as("enseignant@lycee-demo.test");
    const id = await idOf("PFMP 4 bis");
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

describe("deleting", () => {
  test("the word is typed, the losses are counted; thirty days in the bin, then too late", async () => {
    const teacher = await world.as("enseignant@lycee-demo.test");
    const id = await idOf("PFMP 3");
    await teacher.get(`/periodes/${id}/supprimer`);
    expect(teacher.page.text).toContain(
      "Les portfolios de 35 apprenants seront supprimés, avec 1 évaluation et 0 fichier",
    );
    await teacher.submit("Supprimer la période", { confirmation: "supprimer" });
    expect(teacher.page.status).toBe(422);
    expect(await one("select supprime_le from periode where id = $1", [id])).toEqual({ supprime_le: null });
    await teacher.submit("Supprimer la période", { confirmation: "SUPPRIMER" });
    expect(teacher.page.status).toBe(200);
    expect(teacher.page.root.querySelector(`a[href*="${id}"]`)).toBeNull();
    const { id: dossier } = await one<{ id: string }>("select id from dossier where periode_id = $1", [id]);
    expect((await teacher.get(`/dossiers/${dossier}`)).status).toBe(404);
    expect((await teacher.get(`/periodes/${id}/modifier/informations`)).status).toBe(404);
    const pupil = await world.as("eleve@lycee-demo.test");
    expect(pupil.page.text).not.toContain("PFMP 3");

    world.setNow(new Date("2026-12-23T09:00:00Z"));
    const late = await world.as("enseignant@lycee-demo.test");
    await late.get("/periodes/corbeille");
    expect(late.page.text).toContain("délai passé");
    expect((await late.post(`/periodes/${id}/retablir`, {}, "/annexes/nouvelle")).status).toBe(403);
    world.setNow(new Date("2026-12-20T09:00:00Z"));
    const back = await world.as("enseignant@lycee-demo.test");
    await back.get("/periodes/corbeille");
    expect(back.page.text).toContain("encore 3 jours");
    await back.submit("Rétablir");
    expect(back.page.text).toContain("PFMP 3");
    expect((await back.get(`/dossiers/${dossier}`)).status).toBe(200);
    world.setNow(new Date("2026-11-23T09:00:00Z"));
  });

  test("only its author and a référent delete; certificative content never", async () => {
    const karim = await world.as("k.benali@lycee-demo.test");
    const autre = await idOf("Renfort arrêt technique");
    expect((await karim.get(`/periodes/${autre}/supprimer`)).text).toContain("Seuls l’auteur");
    expect(karim.page.root.querySelector("[name=confirmation]")).toBeNull();
    const answer = await karim.post(
      `/periodes/${autre}/supprimer`,
      { confirmation: "SUPPRIMER" },
      "/annexes/nouvelle",
    );
    expect(answer.status).toBe(403);
    const examen = await idOf("PFMP 5", "TLE");
    await world.owner.query(
      `insert into bilan (etablissement_id, id, dossier_id, type, modifie_le, modifie_par)
       select d.etablissement_id, gen_random_uuid(), d.id, 'certificatif', now(), d.referent_id from dossier d where d.periode_id = $1 limit 1`,
      [examen],
    );
    expect(
      (await karim.post(`/periodes/${examen}/supprimer`, { confirmation: "SUPPRIMER" }, "/annexes/nouvelle"))
        .text,
    ).toContain("évaluations certificatives");
    expect(karim.page.status).toBe(403);
  });
});

describe("step 10: the lock", () => {
  test("a bilan intermédiaire later than the date de rencontre freezes the period, and says why", async () => {
    const teacher = await world.as("enseignant@lycee-demo.test");
    const id = await idOf("PFMP 3");
    // the draft bilan of the demonstration, met on the last day; a bilan intermédiaire of the next day freezes it
    const { apprenant, auteur } = await one<{ apprenant: string; auteur: string }>(
      "select d.apprenant_id as apprenant, b.modifie_par as auteur from bilan b join dossier d on d.id = b.dossier_id where d.periode_id = $1 and b.type = 'entreprise'",
      [id],
    );
    const freeze = (date: string) =>
      world.owner.query(
        `insert into bilan_intermediaire (etablissement_id, id, apprenant_id, date, synthese, auteur_id, cree_le)
         values (${DEMO}, gen_random_uuid(), $1, $2, '[]', $3, now())`,
        [apprenant, date, auteur],
      );
    // the same day does not lock
    await freeze("2026-12-04");
    expect(
      (await teacher.get(`/periodes/${id}/modifier/informations`)).root.querySelector("[name=nom]"),
    ).not.toBeNull();
    await freeze("2026-12-05");
    const reason = "bilan intermédiaire du 5 décembre 2026";
    for (const onglet of ["informations", "apprenants", "objectifs", "activites"]) {
      const page = await teacher.get(`/periodes/${id}/modifier/${onglet}`);
      expect([page.status, page.text.includes(reason)]).toEqual([200, true]);
      expect(page.root.querySelector("main form[method=post]")).toBeNull();
    }
    expect((await teacher.get(`/periodes/${id}/supprimer`)).text).toContain(reason);
    const values = {
      nom: "Forcée",
      statut: "P2",
      du: "2026-11-09",
      au: "2026-12-04",
      _version: await version(id),
    };
    for (const [address, body] of [
      [`/periodes/${id}/modifier/informations`, values],
      [`/periodes/${id}/modifier/objectifs`, { objectifs: "Forcé", _version: values._version }],
      [`/periodes/${id}/modifier/activites`, { taches: ["A1T1"], _version: values._version }],
      [`/periodes/${id}/modifier/apprenants`, { apprenants: [apprenant], _version: values._version }],
      [`/periodes/${id}/supprimer`, { confirmation: "SUPPRIMER" }],
    ] as const) {
      const answer = await teacher.post(address, body, "/annexes/nouvelle");
      expect([address, answer.status]).toEqual([address, 403]);
      expect(answer.text).toContain(reason);
    }
    expect(await one("select nom, supprime_le from periode where id = $1", [id])).toEqual({
      nom: "PFMP 3",
      supprime_le: null,
    });
    const list = await teacher.get(`/periodes?periode=${id}`);
    expect(list.text).toContain(reason);
    expect(list.root.querySelector(`a[href="/periodes/${id}/supprimer"]`)).toBeNull();
    await world.owner.query("update bilan_intermediaire set annule_le = now() where date = '2026-12-05'");
    expect(
      (await teacher.get(`/periodes/${id}/modifier/informations`)).root.querySelector("[name=nom]"),
    ).not.toBeNull();
  });
});

describe("who may write", () => {
  const acts = [
    "modifier/informations",
    "modifier/apprenants",
    "modifier/objectifs",
    "modifier/activites",
    "supprimer",
  ];

  test.each([["eleve@lycee-demo.test"], ["maitre@lycee-demo.test"], ["administrateur@lycee-demo.test"]])(
    "%s: neither reads nor writes",
    async (courriel) => {
      const person = await world.as(courriel);
      const id = await idOf("Renfort arrêt technique");
      expect((await person.get("/periodes/corbeille")).status).toBe(403);
      for (const act of acts) {
        expect([act, (await person.get(`/periodes/${id}/${act}`)).status]).toEqual([act, 403]);
        expect([act, (await person.post(`/periodes/${id}/${act}`, {}, "/espaces")).status]).toEqual([
          act,
          403,
        ]);
      }
    },
  );

  test("a teacher of another class reads everything and writes nothing", async () => {
    const helene = await world.as("h.roussel@lycee-demo.test");
    const id = await idOf("Renfort arrêt technique");
    for (const act of acts) {
      expect((await helene.get(`/periodes/${id}/${act}`)).status).toBe(200);
      expect(helene.page.root.querySelector("main form[method=post]")).toBeNull();
      const answer = await helene.post(
        `/periodes/${id}/${act}`,
        { confirmation: "SUPPRIMER" },
        "/annexes/nouvelle",
      );
      expect(answer.status).toBe(403);
    }
  });

  test("another school finds nothing", async () => {
    const paul = await world.as("enseignant@lycee-voisin.test");
    const id = await idOf("Renfort arrêt technique");
    for (const act of acts) {
      expect((await paul.get(`/periodes/${id}/${act}`)).status).toBe(404);
      expect((await paul.post(`/periodes/${id}/${act}`, {}, "/annexes/nouvelle")).status).toBe(404);
    }
    expect((await paul.post(`/periodes/${id}/retablir`, {}, "/annexes/nouvelle")).status).toBe(404);
    expect((await paul.get(`/periodes?periode=${id}`)).status).toBe(404);
  });
});
