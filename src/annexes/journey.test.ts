import { beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../../tests/kit/client.ts";
import { createWorld, type World } from "../../tests/kit/world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});

const annexe = {
  titre: "PFMP 4, conditionnement",
  niveau: "1RE",
  "objectif-1": "- Préparer une intervention",
  "objectif-2": "",
  "objectif-3": "Rendre compte à l’oral",
  taches: ["A1T1", "A2T2"],
};

/** The objectives the form shows. */
const objectifs = (client: Client) =>
  client.page.root.querySelectorAll("textarea[name^=objectif-]").map((field) => field.textContent.trim());

test("a teacher writes an annexe, finds it first in the list, and changes it", async () => {
  const teacher = await world.as("enseignant@lycee-demo.test");
  await teacher.get("/annexes");
  await teacher.get(teacher.page.link("Écrire une annexe"));
  // MSPC first, and the other diploma of the school is offered
  expect(teacher.page.text).toContain("Maintenance des systèmes de production connectés");
  expect(teacher.page.link("MELEC")).toBe("/annexes/nouvelle?referentiel=melec");
  await teacher.submit("Enregistrer l’annexe", annexe);
  expect(teacher.page.title).toBe(annexe.titre);
  const address = teacher.page.address;
  expect(objectifs(teacher)).toEqual(["Préparer une intervention", "Rendre compte à l’oral"]);
  expect(
    teacher.page.root.querySelectorAll("[name=taches][checked]").map((box) => box.getAttribute("value")),
  ).toEqual(["A1T1", "A2T2"]);
  await teacher.submit("Enregistrer l’annexe", { titre: "PFMP 4" });
  expect(teacher.page.title).toBe("PFMP 4");

  await teacher.get("/annexes");
  const first = teacher.page.root.querySelector("tbody tr");
  expect(first?.text).toContain("PFMP 4");
  expect(first?.text).toContain("Sophie Mercier");
  expect(first?.text).toContain("1re MSPC");
  await teacher.get("/annexes?tri=anciennes");
  expect(teacher.page.root.querySelectorAll("tbody tr").at(-1)?.text).toContain("PFMP 4");
  expect(teacher.page.root.querySelector(`a[href="${address}"]`)).not.toBeNull();
});

test("what is missing is said, what is typed is kept, nothing is written", async () => {
  const teacher = await world.as("enseignant@lycee-demo.test");
  const before = await world.owner.query("select count(*) from annexe");
  await teacher.get("/annexes/nouvelle");
  await teacher.submit("Enregistrer l’annexe", { titre: "Gardé", niveau: "CM2", taches: [] });
  expect(teacher.page.status).toBe(422);
  for (const sentence of [
    "Choisissez le niveau de classe.",
    "Indiquez au moins un objectif",
    "Cochez au moins une tâche",
  ])
    expect(teacher.page.text).toContain(sentence);
  expect(teacher.page.root.querySelector("[name=titre]")?.getAttribute("value")).toBe("Gardé");
  await teacher.get("/annexes/nouvelle");
  await teacher.submit("Enregistrer l’annexe", { ...annexe, taches: ["T1-1"] });
  expect(teacher.page.status).toBe(422);
  expect((await world.owner.query("select count(*) from annexe")).rows).toEqual(before.rows);
  expect((await teacher.get("/annexes/nouvelle?referentiel=inconnu")).status).toBe(404);
});

test("two colleagues at once: the second sees both texts, nothing is overwritten", async () => {
  const sophie = await world.as("enseignant@lycee-demo.test");
  const karim = await world.as("k.benali@lycee-demo.test");
  await sophie.get("/annexes");
  const address = sophie.page.link("Annexe PFMP 3 1 MSPC");
  await sophie.get(address);
  await karim.get(address);
  await karim.submit("Enregistrer l’annexe", { "objectif-1": "Celui de Karim" });
  expect(karim.page.status).toBe(200);
  await sophie.submit("Enregistrer l’annexe", { "objectif-1": "Celui de Sophie" });
  expect(sophie.page.status).toBe(409);
  expect(sophie.page.text).toContain("Karim Benali a enregistré le 23 novembre 2026 à 10 h 00");
  expect(sophie.page.text).toContain("Celui de Karim");
  expect(objectifs(sophie)[0]).toBe("Celui de Sophie");
  await sophie.submit("Enregistrer l’annexe");
  expect(sophie.page.status).toBe(200);
  expect(objectifs(sophie)[0]).toBe("Celui de Sophie");
});

test("the same form sent twice makes one annexe", async () => {
  const teacher = await world.as("enseignant@lycee-demo.test");
  const page = await teacher.get("/annexes/nouvelle");
  await teacher.submit("Enregistrer l’annexe", { ...annexe, titre: "Une seule" });
  teacher.page = page;
  await teacher.submit("Enregistrer l’annexe", { ...annexe, titre: "Une seule" });
  const { rows } = await world.owner.query("select count(*)::int as n from annexe where titre = 'Une seule'");
  expect(rows[0].n).toBe(1);
});

describe("who writes", () => {
  const acts = ["emettre", "dupliquer", "archiver", "restaurer"];
  const addressOf = async (titre: string) =>
    `/annexes/${(await world.owner.query("select id from annexe where titre = $1", [titre])).rows[0].id}`;

  test.each([["eleve@lycee-demo.test"], ["maitre@lycee-demo.test"], ["administrateur@lycee-demo.test"]])(
    "%s neither reads nor writes",
    async (courriel) => {
      const person = await world.as(courriel);
      const address = await addressOf("Annexe PFMP 3 1 MSPC");
      for (const one of ["/annexes", "/annexes/nouvelle", address, `${address}/emettre`])
        expect((await person.get(one)).status).toBe(403);
      for (const one of ["/annexes/nouvelle", address, ...acts.map((act) => `${address}/${act}`)])
        expect((await person.post(one, annexe, "/espaces")).status).toBe(403);
    },
  );

  test("a teacher of another class reads, and is told why he cannot write", async () => {
    const helene = await world.as("h.roussel@lycee-demo.test");
    const address = await addressOf("Annexe PFMP 3 1 MSPC");
    expect((await helene.get(address)).text).toContain("Seuls son auteur et les enseignants des classes");
    expect(helene.page.root.querySelector("[name=titre]")).toBeNull();
    expect((await helene.post(address, { ...annexe, _version: "1" }, "/annexes/nouvelle")).status).toBe(403);
  });

  test("a teacher of another school finds nothing", async () => {
    const paul = await world.as("enseignant@lycee-voisin.test");
    const address = await addressOf("Annexe PFMP 3 1 MSPC");
    for (const one of [address, `${address}/emettre`, `${address}/dupliquer`])
      expect((await paul.get(one)).status).toBe(404);
    for (const one of [address, ...acts.map((act) => `${address}/${act}`)])
      expect((await paul.post(one, annexe, "/annexes/nouvelle")).status).toBe(404);
    expect((await paul.get("/annexes")).text).not.toContain("PFMP 3");
  });

  test("a school without an annexe is invited to write the first", async () => {
    // last test of the file: the owner empties the table, and all that came of it
    await world.owner.query("truncate annexe cascade");
    const paul = await world.as("enseignant@lycee-voisin.test");
    await paul.get("/annexes");
    expect(paul.page.text).toContain("Aucune annexe pédagogique pour l’instant");
    expect(paul.page.link("Écrire la première annexe")).toBe("/annexes/nouvelle");
  });
});
