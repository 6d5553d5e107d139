import { beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../../../tests/kit/client.ts";
import { createWorld, type World } from "../../../tests/kit/world.ts";

let world: World;
let admin: Client;
beforeAll(async () => {
  world = await createWorld();
  admin = await world.as("administrateur@lycee-demo.test");
});

const ANNEE = "/administration/annee";
const rows = async (query: string, ...values: unknown[]) => (await world.owner.query(query, values)).rows;
const apprenant = async (nom: string) =>
  (await rows("select id from apprenant where nom = $1 order by id limit 1", nom))[0].id as string;
const suite = async (nom: string) =>
  rows(
    `select c.nom, c.annee, i.du::text, i.au::text from inscription i join classe c on c.id = i.classe_id
     join apprenant a on a.id = i.apprenant_id where a.nom = $1 order by i.du`,
    nom,
  );
const passe = async () =>
  rows("select count(*)::int as n, md5(string_agg(d::text, '' order by d.id)) as dossiers from dossier d");

describe("the roll-over of the school year", () => {
  test("proposes the classes, keeps the choices, writes nothing before the dry run", async () => {
    const page = await admin.get(ANNEE);
    expect(page.title).toBe("Passer à l’année 2027–2028");
    expect(
      page.root.querySelectorAll("input[name^=nom-]").map((input) => input.getAttribute("value")),
    ).toEqual(["1 MSPC", "T MELEC", "T MSPC"]);
    const [adam, aissani, brun] = [
      await apprenant("Adam"),
      await apprenant("Aïssani"),
      await apprenant("Brun"),
    ];
    const both = await admin.submit("Voir ce qui changera", { redouble: [adam], part: [adam] });
    expect([both.status, both.text.includes("pas les deux")]).toEqual([422, true]);
    const early = await admin.submit("Voir ce qui changera", { part: [], rentree: "2027-01-01" });
    expect(early.root.querySelector("#champ-rentree-erreur")?.text).toContain("entre le");
    const essai = await admin.submit("Voir ce qui changera", {
      rentree: "2027-09-02",
      redouble: [adam, brun],
      part: [aissani],
    });
    expect(essai.title).toBe("Ce que le passage changera");
    expect(essai.text).toMatch(/4 classes à créer ?57 à inscrire ?14 départs/);
    expect(await rows("select 1 from classe where annee = 2027")).toEqual([]);
    const again = await admin.get(ANNEE);
    expect(again.root.querySelectorAll("[name=redouble][checked]")).toHaveLength(2);
  });

  test("is applied whole, changes nothing of the past, and finds nothing left when pressed again", async () => {
    const before = await passe();
    await admin.get(`${ANNEE}/essai`);
    const page = await admin.submit("Passer à l’année suivante");
    expect(page.html).toContain(
      "57&nbsp;apprenants inscrits en 2027–2028, 14&nbsp;départs".replaceAll("&nbsp;", "\u00a0"),
    );
    expect(await passe()).toEqual(before);
    expect(await suite("Accardo")).toEqual([
      { nom: "1 MSPC", annee: 2026, du: "2026-09-01", au: "2027-09-01" },
      { nom: "T MSPC", annee: 2027, du: "2027-09-02", au: null },
    ]);
    expect((await suite("Adam")).at(-1)).toMatchObject({ nom: "2 MSPC", annee: 2027 });
    expect((await suite("Brun")).at(-1)).toMatchObject({ nom: "T MSPC", annee: 2027 });
    expect(await suite("Aïssani")).toEqual([
      { nom: "1 MSPC", annee: 2026, du: "2026-09-01", au: "2027-09-01" },
    ]);
    expect(
      await rows(
        `select c.nom, array_agg(h.nom order by h.nom) as profs from enseignant_classe e
         join classe c on c.id = e.classe_id join habilitation h on h.id = e.enseignant_id
         where c.annee = 2027 group by c.nom order by c.nom`,
      ),
    ).toEqual([
      { nom: "1 MSPC", profs: ["Benali", "Mercier"] },
      { nom: "2 MSPC", profs: ["Mercier"] },
      { nom: "T MELEC", profs: ["Roussel"] },
      { nom: "T MSPC", profs: ["Benali", "Mercier"] },
    ]);
    // still in their classes of this year until the summer ends
    expect((await admin.get("/administration")).text).toMatch(/71 apprenants/);
    const essai = await admin.get(`${ANNEE}/essai`);
    expect(essai.root.querySelector("main form button[disabled]")?.text).toContain(
      "Passer à l’année suivante",
    );
    expect((await admin.post(`${ANNEE}/essai`, {}, ANNEE)).status).toBe(403);
    expect((await rows("select count(*)::int as n from inscription where au is null"))[0].n).toBe(57 + 3);
  });

  test("someone moved back to this year's class is the only one left to move", async () => {
    const id = await apprenant("Accardo");
    const [classe] = await rows(
      "select id from classe where nom = '1 MSPC' and annee = 2026 order by id limit 1",
    );
    await admin.get(`/administration/apprenants/${id}`);
    await admin.submit("Changer de classe", { classe: classe.id, du: "2026-11-24" });
    const page = await admin.get(ANNEE);
    expect(page.root.querySelectorAll("[name=redouble]")).toHaveLength(1);
    const two = await world.as("administrateur@lycee-demo.test");
    await two.get(`${ANNEE}/essai`);
    await admin.submit("Voir ce qui changera", { redouble: [id] });
    const stale = await two.submit("Passer à l’année suivante");
    expect([stale.status, stale.text.includes("ont changé depuis cette page")]).toEqual([409, true]);
    await two.submit("Passer à l’année suivante");
    expect((await suite("Accardo")).at(-1)).toMatchObject({ nom: "1 MSPC", annee: 2027, au: null });
  });

  test("is the administrator's alone", async () => {
    const teacher = await world.as("enseignant@lycee-demo.test");
    for (const page of [ANNEE, `${ANNEE}/essai`]) {
      expect((await teacher.get(page)).status).toBe(403);
      expect((await teacher.post(page, {}, "/classes")).status).toBe(403);
    }
  });
});
