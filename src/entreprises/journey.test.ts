import { beforeAll, expect, test } from "vitest";
import { routes } from "#routes.ts";
import type { Client } from "../../tests/kit/client.ts";
import { createWorld, type World } from "../../tests/kit/world.ts";

let world: World;
let teacher: Client;
beforeAll(async () => {
  world = await createWorld();
  teacher = await world.as("enseignant@lycee-demo.test");
});

const one = async (sql: string, ...values: unknown[]) => (await world.owner.query(sql, values)).rows[0];
const entreprise = async (nom: string): Promise<string> =>
  (
    await one(
      `select e.id from entreprise e join etablissement s on s.id = e.etablissement_id
       where e.nom = $1 and s.uai = '0760001N'`,
      nom,
    )
  ).id;
const page = (id: string) => routes.entreprise.href({ entreprise: id });
const value = (client: Client, name: string) =>
  client.page.root.querySelector(`[name=${name}]`)?.getAttribute("value");

test("a teacher finds a company without accents, reads who went there and what they did", async () => {
  await teacher.get("/");
  expect(teacher.page.html).toContain(`href="${routes.entreprises.href({})}"`);
  const list = await teacher.get(routes.entreprises.href({}, { q: "mecanique oissel" }));
  expect(list.text).toContain("Mécanique Oissel");
  expect(list.text).not.toContain("Fragrance Plus");
  await teacher.get(list.link("Mécanique Oissel"));
  expect(teacher.page.title).toBe("Mécanique Oissel");
  expect(teacher.page.text).toContain("BOULEAU Cédric");
  expect(teacher.page.text).toContain("Suivi par Luc Marchand");
  expect(teacher.page.text).toContain("Suivi par Bruno Quesnel");
  expect(teacher.page.text).toContain("A1T1 ");
  expect(teacher.page.text).not.toContain("quesnel@");
  const empty = await teacher.get(routes.entreprises.href({}, { q: "<script>alert(1)</script>" }));
  expect(empty.text).toContain("Aucune entreprise ne répond à « <script>alert(1)</script> ».");
});

test("sorted and counted; the exports hold the same lines, formulas neutralised, private notes left out", async () => {
  await world.owner.query("update entreprise set nom = '=HYPERLINK(\"x\")' where nom = 'Laiterie du Vexin'");
  const list = await teacher.get(routes.entreprises.href({}, { tri: "apprenants" }));
  const counts = list.root
    .querySelectorAll("tbody tr")
    .map((row) => Number(row.querySelectorAll("td .cell-value")[2]?.text));
  expect(counts.length).toBeGreaterThan(5);
  expect(counts).toEqual(counts.toSorted((a, b) => b - a));
  const answer = await teacher.request(routes.entreprisesCsv.href({}, { tri: "apprenants" }));
  const text = await answer.text();
  expect(answer.headers.get("content-disposition")).toContain("Entreprises.csv");
  expect(text.split("\r\n").length - 2).toBe(counts.length);
  expect(text).toContain("'=HYPERLINK");
  expect(text).not.toContain("Demander M. Quesnel");
  const sheet = await teacher.request(routes.entreprisesXlsx.href({}));
  expect(sheet.headers.get("content-type")).toContain("spreadsheetml");
  expect(
    Buffer.from(await sheet.arrayBuffer())
      .subarray(0, 2)
      .toString(),
  ).toBe("PK");
  await world.owner.query("update entreprise set nom = 'Laiterie du Vexin' where nom like '=%'");
});

test("its data are corrected; the dossiers keep what is written in them", async () => {
  const id = await entreprise("Fragrance Plus");
  const before = await one("select count(*) as n from accueil where entreprise = 'Fragrance Plus'");
  await teacher.get(page(id));
  const saved = await teacher.submit(page(id), {
    nom: "Fragrance Plus International",
    siret: "732 829 320 00074",
    naf: "20.42Z",
    notes: "<b>Bon accueil</b>",
  });
  expect(saved.text).toContain("Entreprise enregistrée.");
  expect(saved.title).toBe("Fragrance Plus International");
  expect(saved.html).toContain("&lt;b&gt;Bon accueil&lt;/b&gt;");
  expect(await one("select count(*) as n from accueil where entreprise = 'Fragrance Plus'")).toEqual(before);
});

test("bad input comes back with its values; a SIRET already there is said; a stale save gets both texts", async () => {
  const id = await entreprise("Verrerie de la Bresle");
  await teacher.get(page(id));
  const wrong = await teacher.submit(page(id), {
    nom: "",
    siret: "12345678901234",
    codePostal: "7",
    ville: "Eu",
  });
  expect(wrong.status).toBe(422);
  expect(wrong.text).toContain("Indiquez la raison sociale de l’entreprise.");
  expect(wrong.text).toContain("Ce SIRET n’existe pas");
  expect(value(teacher, "ville")).toBe("Eu");
  await teacher.get(page(id));
  const taken = await teacher.submit(page(id), { siret: "73282932000074" });
  expect(taken.status).toBe(422);
  expect(taken.text).toContain("déjà celui de « Fragrance Plus International »");

  const colleague = await world.as("k.benali@lycee-demo.test");
  await teacher.get(page(id));
  await colleague.get(page(id));
  await colleague.submit(page(id), { secteur: "Verre creux" });
  const stale = await teacher.submit(page(id), { secteur: "Flacons" });
  expect(stale.status).toBe(409);
  expect(stale.text).toContain("Karim Benali a modifié cette entreprise");
  expect(stale.text).toContain("Verre creux");
  expect(value(teacher, "secteur")).toBe("Flacons");
  expect((await teacher.submit(page(id))).text).toContain("Entreprise enregistrée.");
});

test("two rows of one company are proposed, compared, merged, and given back exactly", async () => {
  const gardee = await entreprise("Mécanique Oissel");
  const absorbee = await entreprise("SARL MÉCANIQUE OISSEL");
  const stay = await one("select id from accueil where entreprise_id = $1 order by id limit 1", gardee);
  await world.owner.query("update accueil set entreprise_id = $1 where id = $2", [absorbee, stay.id]);
  const ties = async () =>
    (await world.owner.query("select id, entreprise_id from accueil order by id")).rows;
  const before = await ties();
  const stays = async (id: string) =>
    (await teacher.get(page(id))).text.match(/Qui y est allé (\d+) séjour/)?.[1];
  const all = Number(await stays(gardee));

  const list = await teacher.get(routes.entreprises.href({}));
  expect(list.text).toContain("1 doublon possible");
  await teacher.get(list.link("Comparer"));
  expect(teacher.page.text).toContain("1 séjour passera sous la fiche gardée");
  const merged = await teacher.submit("Fusionner");
  expect(merged.text).toContain("« SARL MÉCANIQUE OISSEL » est fusionnée ici.");
  expect(Number(await stays(gardee))).toBe(all + 1);
  expect((await teacher.get(routes.entreprises.href({}))).text).not.toContain("doublon");
  expect((await teacher.get(page(absorbee))).text).toContain("fusionnée dans Mécanique Oissel");

  const undone = await teacher.submit("Annuler la fusion");
  expect(undone.text).toContain("Fusion annulée");
  expect(undone.title).toBe("SARL MÉCANIQUE OISSEL");
  expect(Number(await stays(gardee))).toBe(all);
  expect(await ties()).toEqual(before);
});

test("a row changed since it was read is not merged; a row is not merged twice, nor into itself", async () => {
  const gardee = await entreprise("Mécanique Oissel");
  const absorbee = await entreprise("SARL MÉCANIQUE OISSEL");
  const merge = routes.entrepriseFusionner.href({ entreprise: gardee }, { avec: absorbee });
  await teacher.get(merge);
  await world.owner.query("update entreprise set version = version + 1, notes = 'Changée' where id = $1", [
    absorbee,
  ]);
  const stale = await teacher.submit("Fusionner");
  expect(stale.status).toBe(409);
  expect(await one("select fusionnee_dans as d from entreprise where id = $1", absorbee)).toEqual({
    d: null,
  });
  expect((await teacher.submit("Fusionner")).text).toContain("est fusionnée ici");
  const again = { absorbee, versionAbsorbee: "1", _version: "1" };
  expect((await teacher.post(merge, again)).status).toBe(403);
  const self = routes.entrepriseFusionner.href({ entreprise: gardee }, { avec: gardee });
  expect((await teacher.post(self, { ...again, absorbee: gardee })).status).toBe(403);
});

test("a merge is not taken back into a SIRET that another row now holds", async () => {
  const absorbee = await entreprise("SARL MÉCANIQUE OISSEL");
  await world.owner.query("update entreprise set siret = '73282932000074' where id = $1", [absorbee]);
  await teacher.get(page(absorbee));
  const refused = await teacher.submit("Annuler la fusion");
  expect(refused.status).toBe(403);
  expect(refused.text).toContain("« Fragrance Plus International » porte maintenant le SIRET");
});

test("one query more for no company, whatever their number", async () => {
  await teacher.get(routes.entreprises.href({}));
  world.statements();
  await teacher.get(routes.entreprises.href({}));
  const few = world.statements().length;
  await world.owner.query(
    `insert into entreprise (etablissement_id, id, nom, ville, cree_le, modifie_le)
     select id, gen_random_uuid(), 'Atelier ' || n, 'Rouen', now(), now() from etablissement, generate_series(1, 300) n
     where uai = '0760001N'`,
  );
  expect((await teacher.get(routes.entreprises.href({}))).text).toContain("Atelier 300");
  expect(world.statements()).toHaveLength(few);
  await world.owner.query("delete from entreprise where nom like 'Atelier %'");
});

test("learners search names and places, never a tutor, a telephone or a note; the company and the administrator do not", async () => {
  const json = async (client: Client, q: string) => {
    const answer = await client.request(routes.entreprisesRecherche.href({}, { q, format: "json" }), {
      headers: { accept: "application/json" },
    });
    return { status: answer.status, text: await answer.text() };
  };
  const learner = await world.as("eleve@lycee-demo.test");
  const his = await json(learner, "papeterie andelle");
  expect(JSON.parse(his.text).trouvees[0]).toMatchObject({
    nom: "Papeterie de l’Andelle",
    ville: "Charleval",
    tuteur: null,
  });
  expect(his.text).not.toMatch(/Delarue|02 35/);
  const hers = JSON.parse((await json(teacher, "papeterie")).text);
  expect(hers.trouvees[0].tuteur).toMatchObject({ nom: "Delarue", prenom: "Franck" });
  expect(hers.message).toBeNull();
  for (const account of ["maitre@lycee-demo.test", "administrateur@lycee-demo.test"])
    expect((await json(await world.as(account), "papeterie")).status).toBe(403);
  expect((await json(world.visitor(), "papeterie")).status).toBe(401);
  const id = await entreprise("Papeterie de l’Andelle");
  for (const address of [
    routes.entreprises.href({}),
    routes.entreprisesCsv.href({}),
    page(id),
    routes.entrepriseFusionner.href({ entreprise: id }),
  ])
    expect([address, (await learner.get(address)).status]).toEqual([address, 403]);
  expect((await learner.post(page(id), { nom: "Z", _version: "1" })).status).toBe(403);
});

test("the neighbouring school sees its own companies only, in the list, the search, the exports and by address", async () => {
  const neighbour = await world.as("enseignant@lycee-voisin.test");
  const id = await entreprise("Papeterie de l’Andelle");
  expect((await neighbour.get(page(id))).status).toBe(404);
  expect((await neighbour.post(page(id), { nom: "Z", _version: "1" })).status).toBe(404);
  await world.owner.query(
    `insert into entreprise (etablissement_id, id, nom, ville, cree_le, modifie_le)
     select id, gen_random_uuid(), 'Papeterie voisine', 'Louviers', now(), now() from etablissement where uai = '0760002P'`,
  );
  const found = await neighbour.get(routes.entreprisesRecherche.href({}, { q: "papeterie" }));
  expect(found.text).toContain("Papeterie voisine");
  expect(found.text).not.toContain("Andelle");
  expect(await (await neighbour.request(routes.entreprisesCsv.href({}))).text()).not.toContain("Andelle");
  for (const address of [
    routes.entreprises.href({}),
    routes.entreprisesRecherche.href({}, { q: "papeterie" }),
  ])
    expect((await teacher.get(address)).text).not.toContain("Papeterie voisine");
});

test("an empty directory says how a company enters it", async () => {
  const neighbour = await world.as("enseignant@lycee-voisin.test");
  await world.owner.query(
    `update accueil a set entreprise_id = null from etablissement s where s.id = a.etablissement_id and s.uai = '0760002P'`,
  );
  await world.owner.query(
    "delete from entreprise e using etablissement s where s.id = e.etablissement_id and s.uai = '0760002P'",
  );
  expect((await neighbour.get(routes.entreprises.href({}))).text).toContain(
    "Aucune entreprise pour l’instant",
  );
});
