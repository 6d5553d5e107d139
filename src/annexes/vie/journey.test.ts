import { beforeAll, describe, expect, test } from "vitest";
import { gesteObjectif } from "#annexes/objectifs/form.ts";
import { GESTE } from "#kernel/form-input.ts";
import type { Client } from "../../../tests/kit/client.ts";
import { createWorld, type World } from "../../../tests/kit/world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});

const rows = async <T>(sql: string, values: unknown[] = []): Promise<T[]> =>
  (await world.owner.query(sql, values)).rows;
const annexeDe = async (titre: string): Promise<string> =>
  (await rows<{ id: string }>("select id from annexe where titre = $1 order by cree_le", [titre]))[0]?.id ??
  "";
const PFMP3 = "Annexe PFMP 3 1 MSPC";

const objectifs = (client: Client) =>
  client.page.root.querySelectorAll("textarea[name^=objectif-]").map((field) => field.textContent.trim());
const press = (client: Client, geste: string, values = {}) =>
  client.submit("Enregistrer l’annexe", values, { name: GESTE, value: geste });
const heure = (client: Client, name: string) =>
  client.page.root.querySelector(`[name="horaire-${name}"]`)?.getAttribute("value");
const flash = (client: Client) =>
  client.page.root
    .querySelector("[role=status]")
    ?.text.replaceAll(/[\s\u00a0]+/g, " ")
    .trim();

describe("the form, without JavaScript", () => {
  test("one more objective, up, down, away, split: drawn again with what was typed, nothing stored", async () => {
    const sophie = await world.as("enseignant@lycee-demo.test");
    const before = await rows("select count(*) from journal");
    await sophie.get("/annexes/nouvelle");
    await press(sophie, gesteObjectif.ajouter, { titre: "Gardé", "objectif-1": "Un", "objectif-2": "Deux" });
    expect(sophie.page.status).toBe(200);
    expect(sophie.page.root.querySelector("[name=titre]")?.getAttribute("value")).toBe("Gardé");
    expect(objectifs(sophie)).toEqual(["Un", "Deux", "", ""]);
    expect(sophie.page.root.querySelector("[autofocus]")?.getAttribute("name")).toBe("objectif-4");
    await press(sophie, gesteObjectif.descendre(1), { "objectif-1-competences": ["C2.1"] });
    expect(objectifs(sophie)).toEqual(["Deux", "Un", "", ""]);
    const citees = sophie.page.root.querySelectorAll("[name=objectif-2-competences][checked]");
    expect(citees.map((box) => box.getAttribute("value"))).toEqual(["C2.1"]);
    await press(sophie, gesteObjectif.monter(2));
    await press(sophie, gesteObjectif.retirer(2));
    expect(objectifs(sophie)).toEqual(["Un", "", ""]);
    await press(sophie, gesteObjectif.separer(2), { "objectif-2": "- Deux\n- Trois\n" });
    expect(objectifs(sophie)).toEqual(["Un", "Deux", "Trois", ""]);
    for (const geste of ["objectif-retirer-99", "objectif-__proto__-1", "autre"]) await press(sophie, geste);
    expect(objectifs(sophie)).toEqual(["Un", "Deux", "Trois", ""]);
    expect(await rows("select count(*) from journal")).toEqual(before);
  });

  test("an objective cites its competences, and is read again with them", async () => {
    const sophie = await world.as("enseignant@lycee-demo.test");
    await sophie.get("/annexes/nouvelle");
    await sophie.submit("Enregistrer l’annexe", {
      titre: "Citations",
      niveau: "1RE",
      taches: ["A1T1"],
      "objectif-1": "Préparer son intervention.",
      "objectif-1-competences": ["C2.1", "C1.1"],
      "objectif-2": "Rendre compte (C1.1)",
    });
    expect(sophie.page.status).toBe(200);
    expect(await rows("select objectifs from annexe where titre = 'Citations'")).toEqual([
      { objectifs: ["Préparer son intervention (C1.1, C2.1).", "Rendre compte (C1.1)"] },
    ]);
    expect(objectifs(sophie)).toEqual(["Préparer son intervention.", "Rendre compte"]);
    // who only reads it has the titles beside the codes
    const helene = await world.as("h.roussel@lycee-demo.test");
    await helene.get(sophie.page.address);
    expect(helene.page.text).toContain("Analyser l'organisation fonctionnelle");
    await sophie.submit("Enregistrer l’annexe", { "objectif-1": " ", "objectif-2": "Un\nDeux" });
    expect(sophie.page.status).toBe(422);
    expect(sophie.page.text).toContain("Écrivez l’objectif de ces compétences");
    expect(sophie.page.text).toContain("« Séparer les lignes » en fait autant d’objectifs");
  });

  test("the hours of Monday serve the week; a slip is refused beside its field", async () => {
    const sophie = await world.as("enseignant@lycee-demo.test");
    await sophie.get(`/annexes/${await annexeDe("Citations")}`);
    await press(sophie, "comme-lundi", {
      "horaire-lundi-matin-debut": "08:00",
      "horaire-lundi-matin-fin": "12:00",
      "horaire-lundi-apresMidi-debut": "13h30",
      "horaire-lundi-apresMidi-fin": "16:30",
    });
    expect([heure(sophie, "vendredi-apresMidi-debut"), heure(sophie, "samedi-matin-debut")]).toEqual([
      "13h30",
      "",
    ]);
    expect(sophie.page.text).toContain(
      "du lundi au vendredi : 8 h – 12 h et 13 h 30 – 16 h 30 (35 h par semaine)",
    );
    await sophie.submit("Enregistrer l’annexe", {
      "horaire-mardi-matin-fin": "",
      concertation: "Deux visites.",
    });
    expect(sophie.page.status).toBe(422);
    expect(sophie.page.text).toContain("Il manque l’heure de fin le mardi matin.");
    await sophie.submit("Enregistrer l’annexe", { "horaire-mardi-matin-fin": "12:00" });
    const [stored] = await rows<{ conditions: { horaires: object } }>(
      "select conditions from annexe where titre = 'Citations'",
    );
    expect(stored?.conditions).toMatchObject({
      concertation: "Deux visites.",
      horaires: {
        mardi: { matin: { debut: "08:00", fin: "12:00" }, apresMidi: { debut: "13:30", fin: "16:30" } },
      },
    });
    // what a period issued from it begins with
    await sophie.get(sophie.page.link("Émettre une période"));
    await sophie.submit("Émettre la période", {
      nom: "Avec horaires",
      statut: "P2",
      du: "2027-01-18",
      au: "2027-02-12",
    });
    const [periode] = await rows<{ conditions: object }>(
      "select conditions from periode where nom = 'Avec horaires'",
    );
    expect(periode?.conditions).toEqual(stored?.conditions);
  });
});

describe("an annexe in use", () => {
  const fiches = (individualisee: boolean) =>
    rows(
      "select f.* from fiche f join dossier d on d.id = f.dossier_id join periode p on p.id = d.periode_id where p.nom = 'PFMP 3' and f.individualisee = $1 order by f.dossier_id",
      [individualisee],
    );
  const individualiser = () =>
    world.owner.query(
      "update fiche set individualisee = true, objectifs = '{Le sien}' where dossier_id in (select d.id from dossier d join periode p on p.id = d.periode_id where p.nom = 'PFMP 3' order by d.id limit 2)",
    );

  test("says what its change touches, and by default touches nothing issued", async () => {
    await individualiser();
    const sophie = await world.as("enseignant@lycee-demo.test");
    await sophie.get(`/annexes/${await annexeDe(PFMP3)}`);
    expect(sophie.page.text).toContain(
      "1 période émise non terminée : 35 fiches de liaison, dont 2 individualisées",
    );
    const before = [await fiches(true), await fiches(false), await rows("select * from periode order by id")];
    await sophie.submit("Enregistrer l’annexe", { "objectif-1": "Seulement la prochaine" });
    expect(flash(sophie)).toBe("Annexe enregistrée. Les périodes déjà émises ne changent pas.");
    expect([
      await fiches(true),
      await fiches(false),
      await rows("select * from periode order by id"),
    ]).toEqual(before);
    expect(sophie.page.text).toContain("Cette période a été modifiée depuis son émission");
  });

  test("asked to, the periods ticked and their fiches follow; an individualised fiche is byte-equal", async () => {
    const sophie = await world.as("enseignant@lycee-demo.test");
    const before = await fiches(true);
    expect(before).toHaveLength(2);
    await sophie.get(`/annexes/${await annexeDe(PFMP3)}`);
    await sophie.submit("Enregistrer l’annexe", {
      portee: "emises",
      "objectif-1": "Pour tous",
      concertation: "Un appel par semaine.",
    });
    expect(flash(sophie)).toBe(
      "Annexe enregistrée. « PFMP 3 » et 33 fiches de liaison suivent. 2 fiches individualisées n’ont pas changé.",
    );
    expect(await fiches(true)).toEqual(before);
    const followed = await fiches(false);
    expect(followed).toHaveLength(33);
    const annexe = await annexeDe(PFMP3);
    const [source] = await rows("select objectifs, taches, conditions from annexe where id = $1", [annexe]);
    expect(
      await rows("select objectifs, taches, conditions from periode where annexe_id = $1", [annexe]),
    ).toEqual([source]);
    for (const fiche of followed)
      expect(fiche).toMatchObject({ objectifs: (source as { objectifs: string[] }).objectifs });
    const [line] = await rows<{ details: Record<string, unknown> }>(
      "select details from journal where acte = 'annexe.modifier' order by n desc limit 1",
    );
    expect(line?.details).toMatchObject({ fiches: 33, champs: ["objectif-1", "concertation"] });
  });

  test("a period that is over or locked never follows, whatever is sent", async () => {
    const sophie = await world.as("enseignant@lycee-demo.test");
    const annexe = await annexeDe("Annexe PFMP 2 1 MSPC");
    const [periode] = await rows<{ id: string }>("select id from periode where annexe_id = $1", [annexe]);
    const before = await rows("select * from periode order by id");
    await sophie.get(`/annexes/${annexe}`);
    expect(sophie.page.text).not.toContain("Cette annexe sert déjà");
    await sophie.submit("Enregistrer l’annexe", {
      "objectif-1": "Non",
      portee: "emises",
      periodes: periode?.id ?? "",
    });
    expect(sophie.page.status).toBe(422);
    expect(sophie.page.text).toContain("Cette période est terminée.");
    await world.owner.query("update periode set au = '2027-01-01' where id = $1", [periode?.id]);
    await sophie.get(`/annexes/${annexe}`);
    await sophie.submit("Enregistrer l’annexe", {
      "objectif-1": "Non",
      portee: "emises",
      periodes: periode?.id ?? "",
    });
    expect(sophie.page.status).toBe(422);
    expect(sophie.page.text).toContain("Période figée");
    await world.owner.query("update periode set au = $2 where id = $1", [
      periode?.id,
      (before as { id: string; au: Date }[]).find((one) => one.id === periode?.id)?.au,
    ]);
    expect(await rows("select * from periode order by id")).toEqual(before);
    expect(await rows("select from annexe where 'Non' = any(objectifs)")).toEqual([]);
  });
});

describe("a whole annexe", () => {
  test("is duplicated: the copy has everything, and its own life", async () => {
    const helene = await world.as("h.roussel@lycee-demo.test");
    // a teacher of another class may copy what he may read
    await helene.get(`/annexes/${await annexeDe("Citations")}`);
    await helene.get(helene.page.link("Dupliquer"));
    expect(helene.page.root.querySelector("[name=titre]")?.getAttribute("value")).toBe("Citations (copie)");
    await helene.submit("Créer la copie", { titre: "", niveau: "TLE" });
    expect(helene.page.status).toBe(422);
    expect(helene.page.text).toContain("Donnez un titre à l’annexe.");
    const page = await helene.submit("Créer la copie", { titre: "La mienne" });
    expect(page.title).toBe("La mienne");
    const both = await rows<Record<string, unknown>>(
      "select objectifs, taches, conditions from annexe where titre in ('Citations', 'La mienne')",
    );
    expect(both[0]).toEqual(both[1]);
    expect(await rows("select niveau, copie_de from annexe where titre = 'La mienne'")).toEqual([
      { niveau: "TLE", copie_de: await annexeDe("Citations") },
    ]);
  });

  test("is put aside and brought back: meanwhile nothing is issued from it, and it is changed by nobody", async () => {
    const sophie = await world.as("enseignant@lycee-demo.test");
    const id = await annexeDe("Citations");
    await sophie.get(`/annexes/${id}`);
    await sophie.submit("Archiver");
    expect(sophie.page.text).toContain("Archivée le 23 novembre 2026");
    expect((await sophie.get("/annexes")).text).not.toContain("Citations");
    await sophie.get("/annexes?etat=archivees");
    expect(sophie.page.text).toContain("Citations");
    expect(sophie.page.text).toContain(
      "Cette annexe est archivée : restaurez-la pour en émettre une période.",
    );
    expect((await sophie.get(`/annexes/${id}/emettre`)).status).toBe(403);
    expect((await sophie.post(`/annexes/${id}/emettre`, {}, "/annexes")).status).toBe(403);
    expect((await sophie.post(`/annexes/${id}`, { _version: "1" }, "/annexes")).status).toBe(403);
    const helene = await world.as("h.roussel@lycee-demo.test");
    expect((await helene.post(`/annexes/${id}/restaurer`, {}, "/annexes")).status).toBe(403);
    await sophie.get(`/annexes/${id}`);
    await sophie.submit("Restaurer l’annexe");
    expect((await sophie.get(`/annexes/${id}/emettre`)).status).toBe(200);
    expect((await sophie.get("/annexes?q=citations&tri=titre")).text).toContain("Citations");
    expect((await sophie.get("/annexes?q=rien+de+tel")).text).toContain(
      "Aucune annexe ne correspond à « rien de tel ».",
    );
  });
});
