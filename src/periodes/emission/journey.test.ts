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

const annexeOf = async (titre: string): Promise<string> =>
  (await one<{ id: string }>("select id from annexe where titre = $1", [titre])).id;

const ticked = (client: Client, name: string) =>
  client.page.root.querySelectorAll(`[name=${name}][checked]`).map((box) => box.getAttribute("value") ?? "");

describe("step 2: a period is issued from an annexe", () => {
  test("with every learner of the class, each with his dossier, fiche and place for a company", async () => {
    const teacher = await world.as("enseignant@lycee-demo.test");
    await teacher.get("/annexes/nouvelle");
    await teacher.submit("Enregistrer l’annexe", {
      titre: "PFMP 8",
      niveau: "1RE",
      "objectif-1": "Préparer",
      "objectif-2": "Réparer",
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
      nom: "PFMP 8",
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
       where p.nom = 'PFMP 8' group by p.du, p.au`,
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
    await teacher.get(`/annexes/${await annexeOf("PFMP 8")}/emettre`);
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
    await teacher.get(`/annexes/${await annexeOf("PFMP 8")}/emettre`);
    await teacher.submit("Émettre la période", {
      ...wrong,
      statut: "P2",
      du: "2027-01-02",
      apprenants: null,
    });
    expect(teacher.page.status).toBe(422);
    await teacher.get(`/annexes/${await annexeOf("PFMP 8")}/emettre`);
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
      await teacher.get(`/annexes/${await annexeOf("PFMP 8")}/emettre`);
      const apprenants = [ticked(teacher, "apprenants")[0] ?? "", stranger];
      const values = { nom: "Non", statut: "P2", du: "2027-01-18", au: "2027-02-12", apprenants };
      await teacher.submit("Émettre la période", values);
      expect(teacher.page.status).toBe(422);
    }
    expect(await one("select count(*) from periode")).toEqual(before);
  });

  test("sent twice, it is issued once", async () => {
    const teacher = await world.as("enseignant@lycee-demo.test");
    const page = await teacher.get(`/annexes/${await annexeOf("PFMP 8")}/emettre`);
    const values = { nom: "Une fois", statut: "AUTRE", du: "2027-01-18", au: "2027-02-12" };
    await teacher.submit("Émettre la période", values);
    teacher.page = page;
    await teacher.submit("Émettre la période", values);
    expect(await one("select count(*)::int as n from periode where nom = 'Une fois'")).toEqual({ n: 1 });
  });

  test("its learners may be shared over the teachers of their class", async () => {
    const teacher = await world.as("enseignant@lycee-demo.test");
    await teacher.get(`/annexes/${await annexeOf("PFMP 8")}/emettre`);
    const values = { nom: "Partagée", statut: "P2", du: "2027-01-18", au: "2027-02-12", referent: "partage" };
    await teacher.submit("Émettre la période", values);
    const { rows } = await world.owner.query(
      "select count(*)::int as n from dossier d join periode p on p.id = d.periode_id where p.nom = 'Partagée' group by d.referent_id order by n",
    );
    expect(rows.length).toBeGreaterThan(1);
    expect(rows.at(-1).n - rows[0].n).toBeLessThanOrEqual(1);
  });
});
