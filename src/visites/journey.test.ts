import { beforeAll, describe, expect, test } from "vitest";
import { createWorld, type World } from "../../tests/kit/world.ts";

let world: World;
let periode: string;
let dossier: string;
beforeAll(async () => {
  world = await createWorld();
  const { rows } = await world.owner.query(
    `select d.id, d.periode_id from dossier d join apprenant a on a.id = d.apprenant_id
     join periode p on p.id = d.periode_id where a.nom = 'Accardo' and p.nom = 'PFMP 3'`,
  );
  dossier = rows[0].id;
  periode = rows[0].periode_id;
});

const idOf = async (courriel: string) =>
  (await world.owner.query("select id from habilitation where courriel = $1", [courriel])).rows[0]
    .id as string;
const visiteurs = async () =>
  (
    await world.owner.query(
      "select visiteur_id as id, count(*)::int as n from dossier where periode_id = $1 and retire_le is null group by 1",
      [periode],
    )
  ).rows as { id: string | null; n: number }[];

test("the visits of a class are shared out over three colleagues: proposed, adjusted, saved in one act (B-13)", async () => {
  const sophie = await world.as("enseignant@lycee-demo.test");
  const s = await idOf("enseignant@lycee-demo.test");
  const k = await idOf("k.benali@lycee-demo.test");
  const h = await idOf("h.roussel@lycee-demo.test");
  const address = `/periodes/${periode}/referents`;
  await sophie.get(`${address}?proposer=visiteur&ordre=secteur&equipe=${s}&equipe=${k}&equipe=${h}`);
  expect(sophie.page.text).toContain("rien n’est encore enregistré");
  expect((await visiteurs()).every((row) => row.n === 35 || row.id !== h)).toBe(true);
  await sophie.submit("Enregistrer la répartition", { [`visiteur-${dossier}`]: h });
  expect(sophie.page.text).toContain("Répartition enregistrée");
  const shares = await visiteurs();
  expect(shares.map((row) => row.n).reduce((a, b) => a + b)).toBe(35);
  const sizes = shares.map((row) => row.n);
  expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(2);
  const mine = await world.owner.query("select visiteur_id from dossier where id = $1", [dossier]);
  expect(mine.rows[0].visiteur_id).toBe(h);
});

test("a colleague changed the same line meanwhile: both names are shown, nothing is overwritten", async () => {
  const sophie = await world.as("enseignant@lycee-demo.test");
  const karim = await world.as("k.benali@lycee-demo.test");
  const address = `/periodes/${periode}/referents`;
  await sophie.get(address);
  await karim.get(address);
  await karim.submit("Enregistrer la répartition", {
    [`visiteur-${dossier}`]: await idOf("k.benali@lycee-demo.test"),
  });
  await sophie.submit("Enregistrer la répartition", {
    [`visiteur-${dossier}`]: await idOf("enseignant@lycee-demo.test"),
  });
  expect(sophie.page.status).toBe(409);
  expect(sophie.page.text).toContain("Karim Benali");
  await sophie.submit("Enregistrer la répartition");
  expect(sophie.page.status).toBe(200);
});

test("a visit is planned, found under « Mes visites » and in the calendar file, told, and stays in the dossier", async () => {
  const sophie = await world.as("enseignant@lycee-demo.test");
  await sophie.get(`/dossiers/${dossier}/visites`);
  await sophie.submit("Fixer la visite", {
    date: "2026-11-23",
    heure: "14 h 30",
    forme: "sur-place",
    visiteur: await idOf("enseignant@lycee-demo.test"),
  });
  expect(sophie.page.text).toContain("Visite prévue le 23 novembre 2026");
  await sophie.get("/mes-visites");
  expect(sophie.page.text).toContain("Aujourd’hui");
  expect(sophie.page.text).toContain("14 h 30");
  expect(sophie.page.link("Commencer la visite")).toMatch(/^\/visites\/[\w-]+\/rencontre$/);
  const calendar = await (await sophie.request("/mes-visites.ics")).text();
  expect(calendar).toContain("DTSTART:20261123T133000Z");
  expect(calendar.replaceAll("\r\n ", "")).toContain("SUMMARY:Visite : Aline Accardo");
  await sophie.get(sophie.page.link("Compte rendu"));
  const address = sophie.page.address;
  await sophie.submit(
    "La visite a eu lieu",
    { compteRendu: "Bon accueil.\nRevoir les EPI." },
    { name: "decision", value: "faite" },
  );
  expect(sophie.page.text).toContain("Visite faite");
  const { rows } = await world.owner.query("select etat, compte_rendu from visite where dossier_id = $1", [
    dossier,
  ]);
  expect(rows).toContainEqual({ etat: "faite", compte_rendu: "Bon accueil.\nRevoir les EPI." });
  expect((await sophie.get(address)).root.querySelector("[name=compteRendu]")?.textContent.trim()).toBe(
    "Bon accueil.\nRevoir les EPI.",
  );
});

test("a learner with two companies is visited where he is that day; one goes from one learner to the next", async () => {
  const sophie = await world.as("enseignant@lycee-demo.test");
  const { rows } = await world.owner.query(
    `select d.id from dossier d join apprenant a on a.id = d.apprenant_id
     join periode p on p.id = d.periode_id where a.nom = 'Barreau' and p.nom = 'PFMP 3'`,
  );
  const two = rows[0].id as string;
  const learner = `/dossiers/${two}/fiche/lieu`;
  await sophie.get(`${learner}/deuxieme`);
  await sophie.submit("Ajouter l’entreprise", { aPartirDu: "2026-11-30" });
  await sophie.submit(`${learner}?accueil=2`, {
    ...{ entreprise: "Atelier du Second Séjour", ville: "Elbeuf", telephone: "02 35 00 00 02" },
    ...{ tuteurNom: "Quesnel", tuteurPrenom: "Bruno" },
  });
  await sophie.get(`/dossiers/${two}/visites`);
  expect(sophie.page.text).toMatch(/Papeterie de l’Andelle.*Atelier du Second Séjour/);
  const visiteur = await idOf("enseignant@lycee-demo.test");
  for (const date of ["2026-11-27", "2026-12-02"]) {
    await sophie.get(`/dossiers/${two}/visites`);
    await sophie.submit("Fixer la visite", { date, forme: "sur-place", visiteur });
  }
  await sophie.get(sophie.page.link("mercredi 2 décembre 2026"));
  expect(sophie.page.text).toContain("Atelier du Second Séjour");
  expect(sophie.page.text).not.toContain("Papeterie");
  const calendar = (await (await sophie.request("/mes-visites.ics")).text()).replaceAll("\r\n ", "");
  expect(calendar).toMatch(/LOCATION:Papeterie de l’Andelle/);
  expect(calendar).toMatch(/LOCATION:Atelier du Second Séjour/);
  await sophie.get(sophie.page.root.querySelector("[rel=next]")?.getAttribute("href") ?? "");
  expect(sophie.page.address).toMatch(/\/visites$/);
  expect(sophie.page.address).not.toContain(two);
});

test("a visit is moved, cancelled and put back; a stale page is refused with both texts", async () => {
  const sophie = await world.as("enseignant@lycee-demo.test");
  const karim = await world.as("k.benali@lycee-demo.test");
  await sophie.get(`/dossiers/${dossier}/visites`);
  await sophie.submit("Fixer la visite", {
    date: "2026-12-01",
    forme: "telephone",
    visiteur: await idOf("enseignant@lycee-demo.test"),
  });
  const { rows } = await world.owner.query(
    "select id from visite where dossier_id = $1 and date = '2026-12-01'",
    [dossier],
  );
  const address = `/visites/${rows[0].id}`;
  await sophie.get(address);
  await karim.get(address);
  await karim.submit("Enregistrer sans la terminer", { date: "2026-12-02", compteRendu: "Point de Karim" });
  await sophie.submit("Enregistrer sans la terminer", { compteRendu: "Point de Sophie" });
  expect(sophie.page.status).toBe(409);
  expect(sophie.page.text).toContain("Point de Karim");
  await karim.get(address);
  await karim.submit("Annuler la visite");
  expect(karim.page.text).toContain("Visite annulée");
  expect(await (await sophie.request("/mes-visites.ics")).text()).toContain("STATUS:CANCELLED");
  await karim.get(address);
  await karim.submit("Rétablir la visite", {}, { name: "decision", value: "retablir" });
  expect(karim.page.text).toContain("Visite rétablie");
});

describe("what is refused", () => {
  test("a day outside the period, an hour that does not exist, nobody to go: said at the field, values kept", async () => {
    const sophie = await world.as("enseignant@lycee-demo.test");
    const before = await world.owner.query("select count(*) from visite");
    await sophie.get(`/dossiers/${dossier}/visites`);
    await sophie.submit("Fixer la visite", { date: "2026-12-24", heure: "10:00", forme: "visio" });
    expect(sophie.page.status).toBe(422);
    expect(sophie.page.text).toContain("au plus deux semaines après");
    expect(sophie.page.root.querySelector("[name=heure]")?.getAttribute("value")).toBe("10:00");
    await sophie.submit("Fixer la visite", { date: "2026-12-01", heure: "25:00", forme: "visio" });
    expect(sophie.page.text).toContain("Cette heure n’existe pas");
    await sophie.submit("Fixer la visite", {
      date: "2026-12-01",
      heure: "",
      forme: "visio",
      visiteur: dossier,
    });
    expect(sophie.page.text).toContain("Choisissez qui fait la visite");
    expect((await world.owner.query("select count(*) from visite")).rows).toEqual(before.rows);
  });

  test.each([["eleve@lycee-demo.test"], ["maitre@lycee-demo.test"], ["administrateur@lycee-demo.test"]])(
    "%s neither reads nor plans visits",
    async (courriel) => {
      const person = await world.as(courriel);
      for (const address of [
        "/mes-visites",
        "/mes-visites.ics",
        `/dossiers/${dossier}/visites`,
        `/periodes/${periode}/referents`,
      ])
        expect([address, (await person.get(address)).status]).toEqual([address, 403]);
      expect((await person.post(`/dossiers/${dossier}/visites`, {}, "/espaces")).status).toBe(403);
      expect((await person.post(`/periodes/${periode}/referents`, {}, "/espaces")).status).toBe(403);
    },
  );

  test("a teacher of another class reads; he writes where he was named visitor; another school finds nothing", async () => {
    const helene = await world.as("h.roussel@lycee-demo.test");
    await world.owner.query("update dossier set visiteur_id = null, referent_id = null where id = $1", [
      dossier,
    ]);
    expect((await helene.get(`/dossiers/${dossier}/visites`)).text).toContain(
      "Seuls les enseignants de la classe",
    );
    expect((await helene.get(`/periodes/${periode}/referents`)).text).toContain(
      "Vous pouvez lire cette page",
    );
    await world.owner.query("update dossier set visiteur_id = $2 where id = $1", [
      dossier,
      await idOf("h.roussel@lycee-demo.test"),
    ]);
    await helene.get(`/dossiers/${dossier}/visites`);
    await helene.submit("Fixer la visite", {
      date: "2026-11-30",
      forme: "visio",
      visiteur: await idOf("h.roussel@lycee-demo.test"),
    });
    expect(helene.page.text).toContain("Visite prévue");
    const paul = await world.as("enseignant@lycee-voisin.test");
    for (const address of [`/dossiers/${dossier}/visites`, `/periodes/${periode}/referents`])
      expect((await paul.get(address)).status).toBe(404);
    await world.owner.query("delete from visite");
    await world.owner.query("update dossier set referent_id = null, visiteur_id = null");
    expect((await paul.get("/mes-visites")).text).toContain("Aucune visite pour vous");
  });
});
