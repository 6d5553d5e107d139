import { beforeAll, describe, expect, test } from "vitest";
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

const version = async (id: string) =>
  String((await one<{ version: number }>("select version from periode where id = $1", [id])).version);

describe("deleting", () => {
  test("the word is typed, the losses are counted; thirty days in the bin, then too late", async () => {
    const teacher = await world.as("enseignant@lycee-demo.test");
    const id = await idOf("PFMP 3");
    // an answer, and a comment taken back, are not comments one loses
    await world.owner.query(
      `insert into commentaire (etablissement_id, id, dossier_id, ancre, texte, auteur_id, le, retire_le)
       select d.etablissement_id, gen_random_uuid(), d.id, x.ancre, 'Perdu', h.id, now(), x.retire
       from (select * from dossier where periode_id = $1 order by id limit 1) d
       join habilitation h on h.etablissement_id = d.etablissement_id and h.courriel = 'enseignant@lycee-demo.test'
       cross join (values ('portfolio', null::timestamptz), ('portfolio', now()), ('reponse:' || gen_random_uuid(), null)) x (ancre, retire)`,
      [id],
    );
    const { commentaires } = await one<{ commentaires: number }>(
      `select count(*)::int as commentaires from commentaire c join dossier d on d.id = c.dossier_id
       where d.periode_id = $1 and c.retire_le is null and c.ancre not like 'reponse:%'`,
      [id],
    );
    await teacher.get(`/periodes/${id}/supprimer`);
    expect(teacher.page.text).toMatch(new RegExp(`(?<!\\d)${commentaires} commentaires?`));
    const { ecrits, semaines } = await one<{ ecrits: number; semaines: number }>(
      `select count(*) filter (where d.portfolio_edite_le is not null)::int as ecrits,
         (select count(*)::int from semaine s join dossier x on x.id = s.dossier_id where x.periode_id = $1) as semaines
       from dossier d where d.periode_id = $1`,
      [id],
    );
    expect(teacher.page.text).toContain(`35 portfolios, dont ${ecrits} commencés`);
    expect(teacher.page.text).toContain("1 évaluation");
    expect(teacher.page.text).toContain(`${semaines} semaines racontées`);
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

  test("restoring gives back every row of every table as it was, to the byte", async () => {
    const teacher = await world.as("enseignant@lycee-demo.test");
    const id = await idOf("PFMP 3");
    // a withdrawn learner among them, and the hours of one fiche
    await world.owner.query(
      `update dossier set retire_le = now(), retire_motif = 'Parti' where id =
         (select id from dossier where periode_id = $1 order by id limit 1)`,
      [id],
    );
    const { rows: tables } = await world.owner.query<{ name: string }>(
      `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
       where c.relkind = 'r' and a.attname = 'etablissement_id' and c.relnamespace = 'public'::regnamespace
         and c.relname not in ('journal', 'soumission') order by 1`,
    );
    const dump = async () => {
      const found: Record<string, unknown> = {};
      for (const { name } of tables)
        found[name] = await one(
          `select count(*)::int as n, md5(string_agg(t::text, chr(10) order by t::text)) as digest from ${name} t`,
        );
      return found;
    };
    const before = await dump();
    expect(Object.keys(before)).toEqual(
      expect.arrayContaining(["dossier", "fiche", "accueil", "bilan_ligne"]),
    );
    await teacher.get(`/periodes/${id}/supprimer`);
    await teacher.submit("Supprimer la période", { confirmation: "SUPPRIMER" });
    expect(await dump()).not.toEqual(before);
    await teacher.get("/periodes/corbeille");
    await teacher.submit("Rétablir");
    expect(await dump()).toEqual(before);
    await world.owner.query("update dossier set retire_le = null, retire_motif = '' where periode_id = $1", [
      id,
    ]);
  });

  test("an exam’s period still empty is deletable; the grid of a withdrawn candidate keeps it", async () => {
    const karim = await world.as("k.benali@lycee-demo.test");
    const examen = await idOf("PFMP 5", "TLE");
    await karim.get(`/periodes/${examen}/supprimer`);
    expect(karim.page.text).toContain("0 évaluation");
    expect(karim.page.root.querySelector("[name=confirmation]")).not.toBeNull();
    const { dossier } = await one<{ dossier: string }>(
      `insert into bilan (etablissement_id, id, dossier_id, type, modifie_le, modifie_par)
       select d.etablissement_id, gen_random_uuid(), d.id, 'certificatif', now(), d.referent_id from dossier d
       where d.periode_id = $1 limit 1 returning dossier_id as dossier`,
      [examen],
    );
    await world.owner.query("update dossier set retire_le = now() where id = $1", [dossier]);
    expect((await karim.get(`/periodes/${examen}/supprimer`)).text).toContain("évaluations certificatives");
    await world.owner.query("delete from bilan where dossier_id = $1 and type = 'certificatif'", [dossier]);
    await world.owner.query("update dossier set retire_le = null where id = $1", [dossier]);
    await karim.get(`/periodes/${examen}/supprimer`);
    await karim.submit("Supprimer la période", { confirmation: "SUPPRIMER" });
    expect(karim.page.text).toContain("supprimée");
    await karim.post(`/periodes/${examen}/retablir`, {}, "/periodes/corbeille");
    expect(karim.page.text).toContain("rétablie");
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
