import { beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../../tests/kit/client.ts";
import { createWorld, type World } from "../../tests/kit/world.ts";

let world: World;
let admin: Client;
beforeAll(async () => {
  world = await createWorld();
  admin = await world.as("administrateur@lycee-demo.test");
});

/** The id of one of the demonstration's classes. */
const classe = async (nom: string, ville = "Elbeuf") =>
  (
    await world.owner.query(
      "select c.id from classe c join etablissement e on e.id = c.etablissement_id where c.nom = $1 and e.ville = $2",
      [nom, ville],
    )
  ).rows[0].id as string;

describe("the administrator's home", () => {
  test("counts the school and says what remains to be done", async () => {
    const page = await admin.get("/administration");
    expect([page.status, page.title]).toEqual([200, "Lycée professionnel des Trois-Rivières"]);
    expect(page.text).toContain("0760001N");
    expect(page.text).toMatch(/4 classes ?71 apprenants ?3 enseignants ?1 maître/);
    expect(page.text).toContain("chaque classe a ses enseignants");
  });

  test("is his alone, like every page of the administration", async () => {
    for (const courriel of ["enseignant", "eleve", "maitre"]) {
      const client = await world.as(`${courriel}@lycee-demo.test`);
      for (const page of ["", "/classes", "/imports", "/enseignants", "/maitres"])
        expect((await client.get(`/administration${page}`)).status, `${courriel} ${page}`).toBe(403);
    }
  });

  test("shows no pedagogical text to him", async () => {
    const { rows } = await world.owner.query("select id from dossier limit 1");
    expect((await admin.get(`/dossiers/${rows[0].id}`)).status).toBe(403);
  });
});

describe("classes", () => {
  test("one is made by hand, then its level changed", async () => {
    await admin.get("/administration/classes");
    const page = await admin.submit("Créer la classe", {
      nom: "2 MELEC",
      niveau: "2DE",
      referentiel: "melec",
    });
    expect(page.title).toBe("2 MELEC");
    expect(page.text).toContain("2de · MELEC, 2026–2027, 0 apprenant");
    const changed = await admin.submit("Enregistrer la classe", { niveau: "1RE" });
    expect(changed.text).toContain("1re · MELEC");
    expect((await admin.get("/administration")).text).toContain("1 classe sans enseignant : 2 MELEC");
  });

  test("a name already taken, however it is spelt, or an unknown level comes back with its values", async () => {
    await admin.get("/administration/classes");
    const same = await admin.submit("Créer la classe", { nom: "1-mspc", niveau: "1RE", referentiel: "mspc" });
    expect([same.status, same.root.querySelector("[name=nom]")?.getAttribute("value")]).toEqual([
      422,
      "1-mspc",
    ]);
    expect(same.text).toContain("La classe 1 MSPC existe déjà");
    const empty = await admin.submit("Créer la classe", { nom: "", niveau: "CM2", referentiel: "mspc" });
    expect(empty.status).toBe(422);
    expect(empty.text).toContain("Indiquez le nom de la classe");
    expect(empty.text).toContain("Ce niveau n’existe pas dans le référentiel MSPC");
  });

  test("the list gives birth dates and statuses to the administrator; a learner becomes an apprenti", async () => {
    const id = await classe("1 MSPC");
    const page = await admin.get(`/administration/classes/${id}`);
    expect(page.root.querySelectorAll("tbody tr")).toHaveLength(35);
    expect(page.text).toMatch(/ACCARDO Aline ?Naissance ?\d{2}\/\d{2}\/\d{4}/);
    const ticked = page.root
      .querySelectorAll("[name=apprenti]")
      .flatMap((box) => (box.hasAttribute("checked") ? [box.getAttribute("value") ?? ""] : []));
    expect(ticked).toHaveLength(1);
    const aline = page.root.querySelector("[name=apprenti]")?.getAttribute("value") ?? "";
    const after = await admin.submit("Enregistrer les statuts", { apprenti: [...ticked, aline] });
    expect(after.root.querySelectorAll("[name=apprenti][checked]")).toHaveLength(2);
    await admin.submit("Enregistrer les statuts", { apprenti: ticked });
  });

  test("of another school they do not exist", async () => {
    const id = await classe("1 MSPC", "Louviers");
    expect((await admin.get(`/administration/classes/${id}`)).status).toBe(404);
    const values = { niveau: "TLE", referentiel: "mspc" };
    expect((await admin.post(`/administration/classes/${id}`, values, "/administration")).status).toBe(404);
  });
});
