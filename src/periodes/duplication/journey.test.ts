import { beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../../../tests/kit/client.ts";
import { createWorld, type World } from "../../../tests/kit/world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});

const rows = async <T>(sql: string, values: unknown[] = []): Promise<T[]> =>
  (await world.owner.query(sql, values)).rows;
const periode = async (nom: string, niveau = "1RE"): Promise<string> => {
  const [row] = await rows<{ id: string }>(
    "select id from periode where nom = $1 and niveau = $2 and referentiel = 'mspc' and copie_de is null order by cree_le limit 1",
    [nom, niveau],
  );
  return row?.id ?? "";
};
const value = (client: Client, name: string) =>
  client.page.root.querySelector(`[name="${name}"]`)?.getAttribute("value");
const ticked = (client: Client, name: string) =>
  client.page.root
    .querySelectorAll(`[name="${name}"][checked]`)
    .map((box) => box.getAttribute("value") ?? "");

/** What a period is made of, its dossiers counted by référent. */
const contenu = (id: string) =>
  rows<Record<string, unknown>>(
    `select p.objectifs, p.taches, p.conditions, p.du::text, p.au::text, p.copie_de, p.annexe_id,
       count(f.*)::int as fiches, count(a.*)::int as accueils, count(distinct d.referent_id)::int as referents
     from periode p join dossier d on d.periode_id = p.id join fiche f on f.dossier_id = d.id
     join accueil a on a.dossier_id = d.id where p.id = $1 group by p.etablissement_id, p.id`,
    [id],
  );

describe("one period", () => {
  test("is prepared again from last year's: same weekdays, same content, new dossiers, shared référents", async () => {
    const sophie = await world.as("enseignant@lycee-demo.test");
    const source = await periode("PFMP 2");
    await world.owner.query("update periode set conditions = $2 where id = $1", [
      source,
      { concertation: "Deux visites." },
    ]);
    const before = await rows("select * from fiche order by dossier_id");
    await sophie.get(`/periodes/${source}/dupliquer`);
    expect(sophie.page.text).toContain("2026–2027");
    // Monday 6 July 2026, one school year later
    expect([value(sophie, "nom"), value(sophie, "du"), value(sophie, "au")]).toEqual([
      "PFMP 2",
      "2027-07-05",
      "2027-07-30",
    ]);
    expect(ticked(sophie, "apprenants")).toHaveLength(35);
    await sophie.submit("Créer la période", { nom: "PFMP 2 bis", du: "2027-05-03", au: "2027-05-28" });
    expect(sophie.page.status).toBe(200);
    expect(sophie.page.root.querySelector("[role=status]")?.text.replaceAll("\u00a0", " ")).toContain(
      "Période « PFMP 2 bis » préparée pour 2026–2027, avec 35 apprenants",
    );
    const [copy] = await rows<{ id: string }>("select id from periode where nom = 'PFMP 2 bis'");
    const [was] = await contenu(source);
    const [is] = await contenu(copy?.id ?? "");
    expect(is).toMatchObject({
      objectifs: was?.objectifs,
      taches: was?.taches,
      conditions: { concertation: "Deux visites." },
      annexe_id: was?.annexe_id,
      copie_de: source,
      du: "2027-05-03",
      fiches: 35,
      accueils: 35,
      // Sophie and Karim shared last year's
      referents: 2,
    });
    const known = new Set(before.map((fiche) => (fiche as { dossier_id: string }).dossier_id));
    const after = await rows<{ dossier_id: string }>("select * from fiche order by dossier_id");
    expect(after.filter((fiche) => known.has(fiche.dossier_id))).toEqual(before);
  });

  test("may take one référent for a class, some learners only, and a copy of its annexe", async () => {
    const sophie = await world.as("enseignant@lycee-demo.test");
    const source = await periode("PFMP 2");
    await sophie.get(`/periodes/${source}/dupliquer`);
    const select = sophie.page.root.querySelector("select[name^=referent-]");
    const karim = select
      ?.querySelectorAll("option")
      .find((option) => option.text.includes("Karim Benali") && option.getAttribute("value")?.length === 36);
    await sophie.submit("Créer la période", {
      nom: "PFMP 2 ter",
      apprenants: ticked(sophie, "apprenants").slice(0, 3),
      annexe: "copier",
      [select?.getAttribute("name") ?? ""]: karim?.getAttribute("value") ?? "",
    });
    const [copy] = await rows<{ id: string; annexe_id: string }>(
      "select id, annexe_id from periode where nom = 'PFMP 2 ter'",
    );
    expect((await contenu(copy?.id ?? ""))[0]).toMatchObject({ fiches: 3, referents: 1 });
    const [annexe] = await rows("select titre, copie_de is not null as copie from annexe where id = $1", [
      copy?.annexe_id,
    ]);
    expect(annexe).toEqual({ titre: "Annexe PFMP 2 1 MSPC, 2026–2027", copie: true });
  });

  test("what is wrong is said, what is typed is kept, nothing is written", async () => {
    const sophie = await world.as("enseignant@lycee-demo.test");
    const before = await rows("select count(*) from periode");
    await sophie.get(`/periodes/${await periode("PFMP 2")}/dupliquer`);
    const name = sophie.page.root.querySelector("select[name^=referent-]")?.getAttribute("name") ?? "";
    await sophie.submit("Créer la période", {
      nom: "Gardé",
      du: "2027-02-02",
      au: "2027-01-01",
      apprenants: [],
      [name]: "personne",
    });
    expect(sophie.page.status).toBe(422);
    expect(value(sophie, "nom")).toBe("Gardé");
    for (const sentence of [
      "Choisissez au moins un apprenant",
      "Choisissez les professeurs référents de 1 MSPC",
    ])
      expect(sophie.page.text).toContain(sentence);
    expect(await rows("select count(*) from periode")).toEqual(before);
  });

  test("sent twice, it is created once; an exam's period is duplicated too", async () => {
    const sophie = await world.as("enseignant@lycee-demo.test");
    const page = await sophie.get(`/periodes/${await periode("PFMP 5", "TLE")}/dupliquer`);
    // no class of next year yet: said, and prepared for this one
    expect(sophie.page.text).toContain("Aucune classe de ce niveau n’existe encore en 2027–2028");
    const values = { nom: "Épreuve", du: "2027-03-01", au: "2027-03-26" };
    await sophie.submit("Créer la période", values);
    sophie.page = page;
    await sophie.submit("Créer la période", values);
    expect(await rows("select statut from periode where nom = 'Épreuve'")).toEqual([{ statut: "E31" }]);
  });
});

describe("several periods at once", () => {
  test("last year's periods of my classes become this year's in one press", async () => {
    const sophie = await world.as("enseignant@lycee-demo.test");
    // the rentrée: three periods of last year, in three classes
    for (const [nom, niveau] of [
      ["PFMP 1", "2DE"],
      ["PFMP 5", "TLE"],
    ])
      await world.owner.query("update periode set du = '2025-11-10', au = '2025-12-05' where id = $1", [
        await periode(nom ?? "", niveau),
      ]);
    await sophie.get("/periodes/dupliquer?annee=2025");
    expect(sophie.page.title).toBe("Préparer 2026–2027");
    const [seconde, terminale, premiere] = [
      await periode("PFMP 1", "2DE"),
      await periode("PFMP 5", "TLE"),
      await periode("PFMP 2"),
    ];
    expect(value(sophie, `du-${seconde}`)).toBe("2026-11-09");
    // PFMP 2 was duplicated above: proposed, not ticked; PFMP 5 too
    expect(ticked(sophie, "choix")).toEqual([seconde]);
    expect(sophie.page.text).toContain("Déjà dupliquée (2 copies)");
    const page = sophie.page;
    const values = {
      choix: [seconde, terminale, premiere],
      [`nom-${seconde}`]: "Rentrée 2de",
      [`nom-${terminale}`]: "Rentrée Tle",
      [`nom-${premiere}`]: "Rentrée 1re",
    };
    await sophie.submit("Créer les périodes cochées", values);
    expect(sophie.page.root.querySelector("[role=status]")?.text.replaceAll("\u00a0", " ")).toContain(
      "3 périodes préparées pour 2026–2027",
    );
    sophie.page = page;
    await sophie.submit("Créer les périodes cochées", values);
    const made = await rows(
      "select p.nom, p.statut, count(d.*)::int > 0 as dossiers, p.copie_de is not null as copie from periode p join dossier d on d.periode_id = p.id where p.nom like 'Rentrée %' group by p.etablissement_id, p.id order by p.nom",
    );
    expect(made).toEqual([
      { nom: "Rentrée 1re", statut: "P2", dossiers: true, copie: true },
      { nom: "Rentrée 2de", statut: "P1", dossiers: true, copie: true },
      { nom: "Rentrée Tle", statut: "E31", dossiers: true, copie: true },
    ]);
  });

  test("one wrong line and nothing is created; the errors are on that line", async () => {
    const sophie = await world.as("enseignant@lycee-demo.test");
    const before = await rows("select count(*) from periode");
    await sophie.get("/periodes/dupliquer?annee=2025");
    const [seconde, premiere] = [await periode("PFMP 1", "2DE"), await periode("PFMP 2")];
    await sophie.submit("Créer les périodes cochées", {
      choix: [seconde, premiere],
      [`nom-${seconde}`]: "Gardé",
      [`au-${premiere}`]: "2020-01-01",
      [`classes-${premiere}`]: [],
    });
    expect(sophie.page.status).toBe(422);
    expect(value(sophie, `nom-${seconde}`)).toBe("Gardé");
    expect(sophie.page.text).toContain("Choisissez au moins une classe pour « PFMP 2 »");
    await sophie.submit("Créer les périodes cochées", { choix: [] });
    expect(sophie.page.text).toContain("Cochez au moins une période à préparer.");
    expect(await rows("select count(*) from periode")).toEqual(before);
  });

  test("the number of statements does not depend on the number of learners or periods", async () => {
    const sophie = await world.as("enseignant@lycee-demo.test");
    await sophie.get("/periodes/dupliquer?annee=2025");
    world.statements();
    await sophie.submit("Créer les périodes cochées", {
      choix: [await periode("PFMP 1", "2DE"), await periode("PFMP 2")],
    });
    const inserts = world
      .statements()
      .filter((sql) => /insert into "(periode|dossier|fiche|accueil|annexe)"/.test(sql));
    expect(inserts).toHaveLength(4);
  });

  test("a year without periods says where they come from", async () => {
    const sophie = await world.as("enseignant@lycee-demo.test");
    await sophie.get("/periodes/dupliquer?annee=2023&portee=etablissement");
    expect(sophie.page.text).toContain("Aucune période à reprendre en 2023–2024");
  });
});

describe("who duplicates", () => {
  test.each([["eleve@lycee-demo.test"], ["maitre@lycee-demo.test"], ["administrateur@lycee-demo.test"]])(
    "%s does not",
    async (courriel) => {
      const person = await world.as(courriel);
      for (const address of ["/periodes/dupliquer", `/periodes/${await periode("PFMP 2")}/dupliquer`]) {
        expect((await person.get(address)).status).toBe(403);
        expect((await person.post(address, { choix: "x" }, "/espaces")).status).toBe(403);
      }
    },
  );

  test("a teacher of another school finds nothing of this one", async () => {
    const paul = await world.as("enseignant@lycee-voisin.test");
    const source = await periode("PFMP 2");
    expect((await paul.get(`/periodes/${source}/dupliquer`)).status).toBe(404);
    expect((await paul.post(`/periodes/${source}/dupliquer`, {}, "/periodes")).status).toBe(404);
    expect((await paul.get("/periodes/dupliquer?annee=2025&portee=etablissement")).text).not.toContain(
      "PFMP 2",
    );
    const before = await rows("select count(*) from periode");
    await paul.post(
      "/periodes/dupliquer?annee=2025&portee=etablissement",
      { choix: source, annexes: "garder", referents: "comme" },
      "/periodes",
    );
    expect(paul.page.status).toBe(422);
    expect(await rows("select count(*) from periode")).toEqual(before);
  });
});
