import { beforeAll, describe, expect, test } from "vitest";
import { routes } from "#routes.ts";
import type { Client, PageRead } from "../../tests/kit/client.ts";
import { createWorld, type World } from "../../tests/kit/world.ts";

let world: World;
let teacher: Client;
beforeAll(async () => {
  world = await createWorld();
  teacher = await world.as("enseignant@lycee-demo.test");
});

const one = async (query: string, values: unknown[]) => (await world.owner.query(query, values)).rows[0];
const apprenantOf = async (nom: string): Promise<string> =>
  (await one("select id from apprenant where nom = $1", [nom])).id;
const classeOf = async (nom: string): Promise<string> =>
  (await one("select id from classe where nom = $1 order by id limit 1", [nom])).id;
const dossierOf = async (nom: string, periode: string): Promise<string> =>
  (
    await one(
      `select d.id from dossier d join apprenant a on a.id = d.apprenant_id join periode p on p.id = d.periode_id
       where a.nom = $1 and p.nom = $2 order by p.cree_le limit 1`,
      [nom, periode],
    )
  ).id;
const bilansOf = async (nom: string) =>
  (
    await world.owner.query(
      "select b.* from bilan_intermediaire b join apprenant a on a.id = b.apprenant_id where a.nom = $1 order by b.date",
      [nom],
    )
  ).rows;

const liste = (query: Record<string, string | undefined>) => routes.bilansIntermediaires.href({}, query);
const grille = (dossier: string) => routes.bilanEntreprise.href({ dossier });

describe("the whole of step 10 for one learner", () => {
  test("preparing says what it would close, writes nothing, and must be confirmed", async () => {
    await teacher.get(liste({}));
    expect(teacher.page.text).toContain("ACCARDO Aline");
    const page = await teacher.submit("Continuer", {
      apprenant: await apprenantOf("Chauvet"),
      date: "2026-12-10",
    });
    expect(page.title).toBe("Bilan intermédiaire du 10 décembre 2026");
    expect(page.text).toContain("CHAUVET Éloi");
    expect(page.text).toContain("pas commencé");
    expect(await bilansOf("Chauvet")).toEqual([]);
    const refused = await teacher.submit("Créer le bilan intermédiaire", { commentaire: "Bon début." });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain("cochez la case");
    expect(refused.text).toContain("Bon début.");
    expect(await bilansOf("Chauvet")).toEqual([]);
  });

  test("confirmed, it freezes what is dated before: the grid is read only with the reason, saving is refused", async () => {
    const dossier = await dossierOf("Chauvet", "PFMP 3");
    await teacher.get(grille(dossier));
    const open = teacher.page;
    await teacher.get(
      liste({
        classe: await classeOf("1 MSPC"),
        apprenant: await apprenantOf("Chauvet"),
        date: "2026-12-10",
      }),
    );
    const done = await teacher.submit("Créer le bilan intermédiaire", {
      commentaire: "Bon début.",
      confirmation: "oui",
    });
    expect(done.text).toContain("créé pour 1 apprenant");
    teacher.page = open;
    const late = await teacher.submit(grille(dossier), { "competence.C1.1": "3" });
    expect(late.status).toBe(403);
    expect(late.text).toContain("bilan intermédiaire du 10 décembre 2026");
    expect((await teacher.get(grille(dossier))).root.querySelectorAll("input[type=radio]")).toHaveLength(0);
    expect((await one("select count(*)::int as n from bilan where dossier_id = $1", [dossier])).n).toBe(0);
  });

  test("one per learner and date; another date is possible", async () => {
    const query = {
      classe: await classeOf("1 MSPC"),
      apprenant: await apprenantOf("Chauvet"),
      date: "2026-12-10",
    };
    const again = await teacher.get(liste(query));
    expect(again.text).toContain("un bilan intermédiaire existe déjà à la date du 10 décembre 2026");
    // sent all the same
    const forced = await teacher.post(liste(query), { confirmation: "oui" });
    expect(forced.status).toBe(422);
    expect(await bilansOf("Chauvet")).toHaveLength(1);
    expect((await teacher.get(liste({ ...query, date: "2026-12-11" }))).title).toContain("11");
  });

  test("its author cancels it with a reason, which is journaled; the grid is open again", async () => {
    const [bilan] = await bilansOf("Chauvet");
    const address = routes.bilanIntermediaireAnnuler.href({ bilan: bilan.id });
    const karim = await world.as("k.benali@lycee-demo.test");
    expect((await karim.get(address)).status).toBe(403);
    expect((await karim.post(address, { motif: "x" })).text).toContain("Seul son auteur, Sophie Mercier");
    await teacher.get(address);
    expect((await teacher.submit(address, { motif: "" })).status).toBe(422);
    const done = await teacher.submit(address, { motif: "Mauvaise date." });
    expect(done.text).toContain("annulé");
    expect(
      await one("select details from journal where acte = 'bilan-intermediaire.annuler' and objet = $1", [
        bilan.id,
      ]),
    ).toEqual({ details: { motif: "Mauvaise date." } });
    const dossier = await dossierOf("Chauvet", "PFMP 3");
    expect(
      (await teacher.get(grille(dossier))).root.querySelectorAll("input[type=radio]").length,
    ).toBeGreaterThan(50);
    expect((await teacher.post(address, { motif: "encore" })).status).toBe(403);
    // the same date is free again
    await teacher.get(
      liste({
        classe: await classeOf("1 MSPC"),
        apprenant: await apprenantOf("Chauvet"),
        date: "2026-12-10",
      }),
    );
    await teacher.submit("Créer le bilan intermédiaire", { confirmation: "oui" });
    expect(await bilansOf("Chauvet")).toHaveLength(2);
  });
});

test("a whole class at once, in a constant number of statements; the synthesis is that of the day before", async () => {
  const classe = await classeOf("1 MSPC");
  await teacher.get(liste({ classe, date: "2026-09-25" }));
  world.statements();
  const done = await teacher.submit("Créer le bilan intermédiaire", {
    commentaire: "Point de rentrée.",
    confirmation: "oui",
  });
  expect(done.text).toContain("créé pour 35 apprenants");
  const inserts = world.statements().filter((sql) => /insert into "bilan_intermediaire"/.test(sql));
  expect(inserts).toHaveLength(1);
  const bilan = (await bilansOf("Accardo")).find((row) => row.commentaire === "Point de rentrée.");
  const [synthese] = bilan.synthese;
  expect(synthese).toMatchObject({ referentiel: "mspc" });
  // school evaluation of 24 September, the day before
  expect(synthese.lignes.find((ligne: { competence: string }) => ligne.competence === "C1.4")).toMatchObject({
    dernier: "4",
    le: "2026-09-24",
    tendance: "hausse",
  });
});

test("a bilan entreprise saved while a bilan intermédiaire is being written waits for it, then is refused", async () => {
  const dossier = await dossierOf("Collet", "PFMP 3");
  const apprenant = await apprenantOf("Collet");
  const karim = await world.as("k.benali@lycee-demo.test");
  await karim.get(grille(dossier));
  // another connection, in the middle of what the act does: the learner taken, the bilan intermédiaire not yet there
  await world.owner.query("begin");
  await world.owner.query("select id from apprenant where id = $1 for update", [apprenant]);
  let answered = false;
  const saving = karim.submit(grille(dossier), { "competence.C1.1": "3" }).then((page) => {
    answered = true;
    return page;
  });
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(answered).toBe(false);
  await world.owner.query(
    `insert into bilan_intermediaire (etablissement_id, id, apprenant_id, date, synthese, auteur_id, cree_le)
     select etablissement_id, gen_random_uuid(), id, '2026-12-20', '[]', habilitation_id, now() from apprenant where id = $1`,
    [apprenant],
  );
  await world.owner.query("commit");
  const page = await saving;
  expect(page.status).toBe(403);
  expect(page.text).toContain("bilan intermédiaire du 20 décembre 2026");
  expect((await one("select count(*)::int as n from bilan where dossier_id = $1", [dossier])).n).toBe(0);
});

test("a bilan intermédiaire waits for a bilan entreprise being saved, and then lists it as it is", async () => {
  const apprenant = await apprenantOf("Cordier");
  const query = { classe: await classeOf("1 MSPC"), apprenant, date: "2026-12-20" };
  await teacher.get(liste(query));
  await world.owner.query("begin");
  await world.owner.query("select id from apprenant where id = $1 for share", [apprenant]);
  let answered = false;
  const creating = teacher.submit("Créer le bilan intermédiaire", { confirmation: "oui" }).then((page) => {
    answered = true;
    return page;
  });
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(answered).toBe(false);
  await world.owner.query("commit");
  expect((await creating).text).toContain("créé pour 1 apprenant");
});

test("two bilans intermédiaires of the same date at once: one is written, the other is told", async () => {
  const query = {
    classe: await classeOf("1 MSPC"),
    apprenant: await apprenantOf("Hamon"),
    date: "2026-12-21",
  };
  const karim = await world.as("k.benali@lycee-demo.test");
  await Promise.all([teacher.get(liste(query)), karim.get(liste(query))]);
  const pages = await Promise.all(
    [teacher, karim].map((client) => client.submit("Créer le bilan intermédiaire", { confirmation: "oui" })),
  );
  expect(pages.map((page) => page.status).sort()).toEqual([200, 422]);
  expect((await bilansOf("Hamon")).filter((row) => row.date !== null && row.commentaire === "")).toHaveLength(
    1,
  );
});

test("before it is made, what it would freeze is said, and that a date to come shuts out what is evaluated until then", async () => {
  const classe = await classeOf("1 MSPC");
  const ahead = await teacher.get(liste({ classe, date: "2027-03-10" }));
  expect(ahead.text).toContain("Le 10 mars 2027 est à venir");
  const said = (page: PageRead, nom: string) =>
    page.root
      .querySelectorAll('[aria-label="Ce qui sera figé"] .row')
      .find((row) => row.text.includes(nom))
      ?.querySelector(".row-detail")?.text;
  expect(said(ahead, "VIDAL Naël")).toMatch(/^\d+\scompétences avec un niveau$/);
  const past = await teacher.get(liste({ classe, date: "2026-10-05" }));
  expect(past.text).not.toContain("est à venir");
  expect(said(past, "VIDAL Naël")).toBe("aucune compétence évaluée avant cette date");
});

test("« Mes évaluations »: the bilans passed on, school, bilans intermédiaires; empty says what will come", async () => {
  const aline = await world.as("eleve@lycee-demo.test");
  const page = await aline.get(routes.mesEvaluations.href({}));
  expect(page.text).toContain("Bilan entreprise, PFMP 2");
  expect(page.text).toContain("Fragrance Plus");
  expect(page.text).toContain("à lire");
  expect(page.text).toContain("Atelier : maintenance préventive d’un convoyeur");
  expect(page.text).toContain("Bilan intermédiaire du 25 août 2026");
  // the attitudes of the period stand beside it (S-59)
  expect(page.text).toContain("Attitudes professionnelles, PFMP 2");
  for (const name of ["Bilan entreprise, PFMP 2", "Attitudes professionnelles, PFMP 2"]) {
    await aline.get(page.link(name));
    expect(aline.page.status).toBe(200);
  }
  const nino = await world.as("nino.adam");
  expect((await nino.get(routes.mesEvaluations.href({}))).text).toContain("Tu n’as pas encore d’évaluation");
});

test("learners, companies, the administrator and the neighbour have no business here", async () => {
  for (const courriel of [
    "eleve@lycee-demo.test",
    "maitre@lycee-demo.test",
    "administrateur@lycee-demo.test",
  ]) {
    const client = await world.as(courriel);
    expect((await client.get(liste({}))).status).toBe(403);
  }
  const admin = await world.as("administrateur@lycee-demo.test");
  expect((await admin.get(routes.mesEvaluations.href({}))).status).toBe(403);
  const classe = await classeOf("1 MELEC");
  const apprenant = await apprenantOf("Brunet");
  // not her class
  const refused = await teacher.post(liste({ classe, apprenant, date: "2026-12-10" }), {
    confirmation: "oui",
  });
  expect(refused.status).toBe(403);
  expect((await teacher.get(liste({ classe }))).text).toContain("Seuls les enseignants de la classe");
  const neighbour = await world.as("enseignant@lycee-voisin.test");
  expect((await neighbour.get(liste({ classe }))).status).toBe(404);
  expect((await neighbour.post(liste({ classe, apprenant, date: "2026-12-10" }), {})).status).toBe(404);
  const [bilan] = await bilansOf("Accardo");
  expect((await neighbour.get(routes.bilanIntermediaireAnnuler.href({ bilan: bilan.id }))).status).toBe(404);
});
