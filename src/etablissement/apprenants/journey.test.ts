import { beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../../../tests/kit/client.ts";
import { createWorld, type World } from "../../../tests/kit/world.ts";

let world: World;
let admin: Client;
beforeAll(async () => {
  world = await createWorld();
  admin = await world.as("administrateur@lycee-demo.test");
});

const LISTE = "/administration/apprenants";
const classe = async (nom: string) =>
  (
    await world.owner.query(
      "select c.id from classe c join etablissement e on e.id = c.etablissement_id where c.nom = $1 and e.ville = 'Elbeuf'",
      [nom],
    )
  ).rows[0].id as string;
const apprenant = async (nom: string) =>
  (await world.owner.query("select id from apprenant where nom = $1 order by id limit 1", [nom])).rows[0]
    .id as string;
const inscriptions = async (id: string) =>
  (
    await world.owner.query(
      `select c.nom, i.statut, i.du::text, i.au::text from inscription i join classe c on c.id = i.classe_id
       where i.apprenant_id = $1 order by i.du`,
      [id],
    )
  ).rows;

describe("learners, one by one", () => {
  test("are found whatever the accents, by class, and none of their writing is shown", async () => {
    const page = await admin.get(`${LISTE}?q=aissani%20carole`);
    expect(page.root.querySelectorAll(".rows .row")).toHaveLength(1);
    expect(page.text).toContain("AÏSSANI Carole");
    const all = await admin.get(`${LISTE}?classe=${await classe("1 MELEC")}`);
    expect(all.root.querySelectorAll(".rows .row")).toHaveLength(10);
    expect((await admin.get(`${LISTE}?classe=partis`)).text).toContain(
      "Personne n’a quitté l’établissement.",
    );
    const fiche = await admin.get(`${LISTE}/${await apprenant("Aïssani")}`);
    expect(fiche.title).toBe("Carole Aïssani");
    for (const href of fiche.root.querySelectorAll("main a").map((a) => a.getAttribute("href") ?? ""))
      expect(href).not.toMatch(/dossiers|portfolio|tableau-de-bord/);
  });

  test("the list takes as many statements for 71 as for one", async () => {
    world.statements();
    await admin.get(LISTE);
    const many = world.statements().length;
    await admin.get(`${LISTE}?q=aissani`);
    expect(world.statements().length).toBe(many);
  });

  test("one is added, with his login and his class; pressed twice, once", async () => {
    const page = await admin.get(`${LISTE}/nouveau`);
    const key = page.root.querySelector("main input[name=_key]")?.getAttribute("value") ?? "";
    const values = {
      _key: key,
      nom: "D’Almeida",
      prenom: "Noé",
      naissance: "05/03/2010",
      ine: "123456789ab",
      statut: "apprenti",
      classe: await classe("1 MELEC"),
    };
    for (let press = 0; press < 2; press++) {
      const after = await admin.post(`${LISTE}/nouveau`, values, `${LISTE}/nouveau`);
      expect([after.status, after.title]).toEqual([200, "Noé D’Almeida"]);
    }
    const { rows } = await world.owner.query(
      `select a.ine, a.naissance::text, f.valeur from apprenant a join habilitation h on h.id = a.habilitation_id
       join identifiant f on f.identite_id = h.identite_id where a.nom = 'D’Almeida'`,
    );
    expect(rows).toEqual([{ ine: "123456789AB", naissance: "2010-03-05", valeur: "noe.dalmeida" }]);
    expect(await inscriptions(await apprenant("D’Almeida"))).toEqual([
      { nom: "1 MELEC", statut: "apprenti", du: "2026-11-23", au: null },
    ]);
  });

  test("a namesake is asked about, somebody known is refused, and what was typed stays", async () => {
    await admin.get(`${LISTE}/nouveau`);
    const bad = await admin.submit("Ajouter l’apprenant", { nom: "", ine: "12", naissance: "31/02/2010" });
    expect(bad.status).toBe(422);
    expect(bad.root.querySelectorAll(".field-error")).toHaveLength(4);
    expect(bad.root.querySelector("[name=ine]")?.getAttribute("value")).toBe("12");
    await admin.get(`${LISTE}/nouveau`);
    const same = await admin.submit("Ajouter l’apprenant", {
      nom: "D'ALMEIDA",
      prenom: "Noe",
      naissance: "2010-03-05",
    });
    expect([same.status, same.text.includes("est déjà dans l’établissement (1 MELEC)")]).toEqual([422, true]);
    const ine = await admin.submit("Ajouter l’apprenant", {
      nom: "Autre",
      prenom: "Personne",
      ine: "123456789AB",
    });
    expect(ine.text).toContain("D’ALMEIDA Noé porte déjà cet INE");
    const asked = await admin.submit("Ajouter l’apprenant", {
      nom: "D’Almeida",
      prenom: "Noé",
      naissance: "2010-09-09",
      ine: "",
    });
    expect([asked.status, asked.text.includes("naissance le 5 mars 2010")]).toEqual([422, true]);
    const other = await admin.submit("Ajouter l’apprenant", { autre: "oui" });
    expect(other.status).toBe(200);
    expect(other.text).toContain("noe.dalmeida.2");
  });

  test("an identity is corrected, and the learner reads his new name; a stale page is told", async () => {
    const id = await apprenant("Accardo");
    const other = await world.as("administrateur@lycee-demo.test");
    await other.get(`${LISTE}/${id}`);
    await admin.get(`${LISTE}/${id}`);
    await admin.submit("Enregistrer l’identité", { nom: "Accardo-Roy" });
    const stale = await other.submit("Enregistrer l’identité", { prenom: "Alyne" });
    expect(stale.status).toBe(409);
    expect(stale.text).toMatch(/Enregistré : Accardo-Roy/);
    await other.submit("Enregistrer l’identité", { nom: "Accardo", prenom: "Aline" });
    const eleve = await world.as("eleve@lycee-demo.test");
    expect((await eleve.get("/espaces")).html).toContain("Aline Accardo");
  });

  test("is given a courriel, where his summaries go; his identifiant stays", async () => {
    const id = await apprenant("Bailly");
    await admin.get(`${LISTE}/${id}`);
    const wrong = await admin.submit("Enregistrer l’identité", { courriel: "rose" });
    expect([wrong.status, wrong.text.includes("Ce courriel n’est pas complet")]).toEqual([422, true]);
    await admin.submit("Enregistrer l’identité", { courriel: "Rose.Bailly@courrier.test" });
    expect(admin.page.root.querySelector("[name=courriel]")?.getAttribute("value")).toBe(
      "rose.bailly@courrier.test",
    );
    expect(admin.page.text).toContain("rose.bailly");
    const { rows } = await world.owner.query(
      "select h.courriel, f.valeur from apprenant a join habilitation h on h.id = a.habilitation_id join identifiant f on f.identite_id = h.identite_id where a.id = $1",
      [id],
    );
    expect(rows).toEqual([{ courriel: "rose.bailly@courrier.test", valeur: "rose.bailly" }]);
    await admin.submit("Enregistrer l’identité", { courriel: "" });
    const after = await world.owner.query(
      "select h.courriel from apprenant a join habilitation h on h.id = a.habilitation_id where a.id = $1",
      [id],
    );
    expect(after.rows).toEqual([{ courriel: null }]);
  });

  test("changes class, leaves, and comes back to the same history", async () => {
    const id = await apprenant("Adam");
    const [avant] = await inscriptions(id);
    await admin.get(`${LISTE}/${id}`);
    const nothing = await admin.submit("Changer de classe", { classe: await classe("2 MSPC") });
    expect([nothing.status, nothing.text.includes("déjà dans cette classe")]).toEqual([422, true]);
    await admin.submit("Changer de classe", { classe: await classe("1 MSPC"), du: "2026-11-23" });
    expect(await inscriptions(id)).toEqual([
      { ...avant, au: "2026-11-22" },
      { nom: "1 MSPC", statut: "scolaire", du: "2026-11-23", au: null },
    ]);
    await admin.get(`${LISTE}/${id}/depart`);
    const early = await admin.submit("Enregistrer le départ", { au: "2020-01-01" });
    expect([early.status, early.text.includes("ne peut pas précéder")]).toEqual([422, true]);
    await admin.submit("Enregistrer le départ", { au: "2026-11-23" });
    const passees = [
      { ...avant, au: "2026-11-22" },
      { nom: "1 MSPC", statut: "scolaire", du: "2026-11-23", au: "2026-11-23" },
    ];
    expect(await inscriptions(id)).toEqual(passees);
    world.setNow(new Date("2026-11-24T09:00:00Z"));
    admin = await world.as("administrateur@lycee-demo.test");
    expect((await admin.get(`${LISTE}/${id}`)).text).toContain("Parti : dernier jour le 23 novembre 2026");
    expect((await admin.post(`${LISTE}/${id}/depart`, { au: "2026-11-24" }, LISTE)).status).toBe(403);
    expect((await admin.get(`${LISTE}?classe=partis`)).text).toContain("ADAM Nino");
    await admin.get(`${LISTE}/${id}`);
    const rewriting = await admin.submit("Inscrire", { classe: await classe("2 MSPC"), du: "2026-09-01" });
    expect([rewriting.status, rewriting.text.includes("il a déjà changé de classe")]).toEqual([422, true]);
    await admin.submit("Inscrire", { classe: await classe("2 MSPC"), du: "2026-11-24" });
    expect(await inscriptions(id)).toEqual([
      ...passees,
      { nom: "2 MSPC", statut: "scolaire", du: "2026-11-24", au: null },
    ]);
  });

  test("belong to the administrator of their school", async () => {
    const id = await apprenant("Allard");
    for (const end of ["", "/depart"]) expect((await admin.get(`${LISTE}/${id}${end}`)).status).toBe(404);
    for (const end of ["", "/depart", "/classe"])
      expect((await admin.post(`${LISTE}/${id}${end}`, { au: "2026-11-20" }, LISTE)).status).toBe(404);
    const teacher = await world.as("enseignant@lycee-demo.test");
    const ours = await apprenant("Accardo");
    for (const page of [LISTE, `${LISTE}/nouveau`, `${LISTE}/${ours}`, `${LISTE}/${ours}/depart`])
      expect((await teacher.get(page)).status).toBe(403);
    for (const end of ["nouveau", ours, `${ours}/classe`, `${ours}/depart`])
      expect((await teacher.post(`${LISTE}/${end}`, { nom: "X" }, "/classes")).status).toBe(403);
  });
});
