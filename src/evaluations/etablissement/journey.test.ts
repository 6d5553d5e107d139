import { beforeAll, describe, expect, test } from "vitest";
import { routes } from "#routes.ts";
import { dossierDe } from "../../../tests/browser/lieux.ts";
import type { Client } from "../../../tests/kit/client.ts";
import { createWorld, type World } from "../../../tests/kit/world.ts";

let world: World;
let sophie: Client;
let karim: Client;
let classe: string;
/** Accardo has a bilan intermédiaire, Vasse none */
let aline: string;
let sans: string;
beforeAll(async () => {
  world = await createWorld();
  sophie = await world.as("enseignant@lycee-demo.test");
  karim = await world.as("k.benali@lycee-demo.test");
  classe = await idOf("select id from classe where nom = '1 MSPC' order by id limit 1");
  aline = await idOf("select id from apprenant where nom = 'Accardo' order by id limit 1");
  sans = await idOf(
    `select a.id from apprenant a join inscription i on i.apprenant_id = a.id and i.au is null
     where i.classe_id = $1 and not exists (select from bilan_intermediaire b where b.apprenant_id = a.id)
     order by a.nom limit 1`,
    classe,
  );
});
const idOf = async (query: string, ...values: string[]): Promise<string> =>
  (await world.owner.query(query, values)).rows[0].id;

const nouvelle = () => routes.evaluationNouvelle.href({}, { classe });
const at = (evaluation: string) => routes.evaluation.href({ evaluation });
const idIn = (address: string) => address.split("/")[2] ?? "";
async function create(values: Record<string, string | string[]> = {}): Promise<string> {
  await sophie.get(nouvelle());
  const page = await sophie.submit("Créer et saisir les niveaux", {
    titre: "Graissage centralisé",
    competences: ["C2.2", "C2.1"],
    ...values,
  });
  expect(page.status).toBe(200);
  return idIn(page.address);
}
const lines = async (evaluation: string) =>
  (
    await world.owner.query(
      "select element, valeur from evaluation_ligne where evaluation_id = $1 order by apprenant_id, element",
      [evaluation],
    )
  ).rows;

describe("an evaluation of a class", () => {
  let id: string;
  test("is created with its competences in the order of the référentiel, then filled in a table", async () => {
    id = await create();
    const table = await sophie.get(at(id));
    expect(table.title).toBe("Graissage centralisé");
    expect(table.root.querySelectorAll("thead th").map((th) => th.text)).toEqual([
      "Apprenant",
      "C2.1",
      "C2.2",
      "Absent",
    ]);
    const saved = await sophie.submit("Enregistrer", {
      [`niveau.${aline}.C2.1`]: "4",
      [`niveau.${aline}.C2.2`]: "NE",
      [`absent.${sans}`]: "oui",
    });
    expect(saved.text).toContain("1 apprenant évalué");
    expect(await lines(id)).toEqual([
      { element: "C2.1", valeur: "4" },
      { element: "C2.2", valeur: "NE" },
    ]);
    expect(saved.root.querySelector(`input[name="absent.${sans}"]`)?.hasAttribute("checked")).toBe(true);
  });

  test("reaches the learner's page and the dashboard, his row only", async () => {
    const learner = await world.as("eleve@lycee-demo.test");
    const mine = await learner.get(routes.mesEvaluations.href({}));
    const read = await learner.get(mine.link("Graissage centralisé"));
    expect(read.root.querySelectorAll("tbody tr")).toHaveLength(1);
    expect(read.text).toContain("Satisfaisant");
    expect(read.root.querySelector("main select")).toBeNull();
    const board = await sophie.get(routes.tableauDeBord.href({ apprenant: aline }));
    expect(board.text).toContain("Graissage centralisé");
  });

  test("wrong levels, a level for somebody absent, no title: the table comes back as it was typed", async () => {
    await sophie.get(at(id));
    const wrong = await sophie.submit("Enregistrer", { [`niveau.${aline}.C2.1`]: "9" });
    expect(wrong.status).toBe(422);
    await sophie.get(at(id));
    const absent = await sophie.submit("Enregistrer", { [`niveau.${sans}.C2.1`]: "3" });
    expect(absent.status).toBe(422);
    expect(absent.text).toContain("Absent, mais un niveau est choisi");
    expect(
      absent.root.querySelector(`select[name="niveau.${sans}.C2.1"] option[selected]`)?.getAttribute("value"),
    ).toBe("3");
    await sophie.get(nouvelle());
    const empty = await sophie.submit("Créer et saisir les niveaux", {
      titre: " ",
      date: "2027-01-10",
      competences: [],
    });
    expect(empty.status).toBe(422);
    expect(empty.text).toContain("Donnez un titre");
    expect(empty.text).toContain("Choisissez au moins une compétence.");
    const future = await sophie.submit("Créer et saisir les niveaux", {
      titre: "Demain",
      date: "2027-01-10",
      competences: ["C2.1"],
    });
    expect(future.status).toBe(422);
    expect(future.text).toContain("n’a pas encore eu lieu");
  });

  test("two teachers on one table: the second sees both values and chooses", async () => {
    await sophie.get(at(id));
    await karim.get(at(id));
    await karim.submit("Enregistrer", { [`niveau.${aline}.C2.1`]: "2" });
    const stale = await sophie.submit("Enregistrer", { [`niveau.${aline}.C2.1`]: "5" });
    expect(stale.status).toBe(409);
    expect(stale.text).toContain("ACCARDO Aline, C2.1");
    expect((await lines(id))[0]).toEqual({ element: "C2.1", valeur: "2" });
    await sophie.submit("Enregistrer");
    expect((await lines(id))[0]).toEqual({ element: "C2.1", valeur: "5" });
  });

  test("its competences change while their levels are not lost", async () => {
    await sophie.get(routes.evaluationParametres.href({ evaluation: id }));
    const lost = await sophie.submit("Enregistrer", { competences: ["C2.2", "C3.1"] });
    expect(lost.status).toBe(422);
    expect(lost.text).toContain("C2.1 : des niveaux sont déjà saisis");
    const kept = await sophie.submit("Enregistrer", {
      titre: "Graissage",
      competences: ["C2.1", "C2.2", "C3.1"],
    });
    expect(kept.title).toBe("Graissage");
  });

  test("is deleted after a confirmation", async () => {
    await sophie.get(routes.evaluationSupprimer.href({ evaluation: id }));
    expect(sophie.page.text).toContain("1 apprenant");
    await sophie.submit("Supprimer cette évaluation");
    expect(await lines(id)).toEqual([]);
    expect((await sophie.get(at(id))).status).toBe(404);
  });
});

describe("who, and until when", () => {
  test("one learner only; the company reads, and writes nothing", async () => {
    const id = await create({ apprenant: aline });
    const table = await sophie.get(at(id));
    expect(table.root.querySelectorAll("tbody tr")).toHaveLength(1);
    await sophie.submit("Enregistrer", { [`niveau.${aline}.C2.1`]: "3" });
    const tutor = await world.asTutor(await dossierDe(world, "Aïssani"));
    expect((await tutor.get(at(id))).status).toBe(403);
    const other = await create({ titre: "Tous" });
    const followed = await tutor.get(at(other));
    expect(followed.text).toContain("AÏSSANI");
    expect(followed.text).not.toContain("ACCARDO");
    expect((await tutor.post(at(other), { _version: "1" }, "/")).status).toBe(403);
    const helene = await world.as("h.roussel@lycee-demo.test");
    expect((await helene.get(at(id))).status).toBe(200);
    expect((await helene.post(at(id), { _version: "2" }, routes.evaluations.href({}))).status).toBe(403);
    const neighbour = await world.as("enseignant@lycee-voisin.test");
    expect((await neighbour.get(at(id))).status).toBe(404);
    expect((await neighbour.get(nouvelle())).status).toBe(404);
  });

  test("taken in a bilan intermédiaire, a row stays as it is; the evaluation is neither changed nor deleted", async () => {
    const id = await create({ titre: "Avant le bilan", date: "2026-11-20" });
    await sophie.get(at(id));
    await sophie.submit("Enregistrer", { [`niveau.${aline}.C2.1`]: "3" });
    await sophie.get(routes.bilansIntermediaires.href({}, { classe, apprenant: aline, date: "2026-11-21" }));
    await sophie.submit("Créer le bilan intermédiaire", { confirmation: "oui" });
    const table = await sophie.get(at(id));
    expect(table.text).toContain("Évaluation figée");
    expect(table.root.querySelector(`select[name="niveau.${aline}.C2.1"]`)).toBeNull();
    await sophie.submit("Enregistrer", { [`niveau.${sans}.C2.1`]: "4", [`niveau.${aline}.C2.1`]: "5" });
    expect((await lines(id)).map(({ valeur }) => valeur).sort()).toEqual(["3", "4"]);
    expect((await sophie.get(routes.evaluationSupprimer.href({ evaluation: id }))).status).toBe(403);
    const forced = await sophie.post(
      routes.evaluationParametres.href({ evaluation: id }),
      { titre: "x" },
      at(id),
    );
    expect(forced.status).toBe(403);
    await sophie.get(nouvelle());
    const born = await sophie.submit("Créer et saisir les niveaux", {
      titre: "Trop tard",
      date: "2026-11-20",
      apprenant: aline,
      competences: ["C2.1"],
    });
    expect(born.status).toBe(422);
    expect(born.text).toContain("ne peut pas être datée d’avant");
  });

  test("a bilan intermédiaire and a saving at the same moment: what is frozen is what is stored", async () => {
    const id = await create({ titre: "Course", date: "2026-11-22" });
    await sophie.get(at(id));
    await karim.get(routes.bilansIntermediaires.href({}, { classe, apprenant: aline, date: "2026-11-23" }));
    const [saved] = await Promise.all([
      sophie.submit("Enregistrer", { [`niveau.${aline}.C2.2`]: "5" }),
      karim.submit("Créer le bilan intermédiaire", { confirmation: "oui" }),
    ]);
    expect(saved.status).toBe(200);
    const { rows } = await world.owner.query(
      "select synthese from bilan_intermediaire where apprenant_id = $1 and date = '2026-11-23'",
      [aline],
    );
    const frozen = rows[0].synthese[0].lignes.find(
      (one: { competence: string }) => one.competence === "C2.2",
    );
    const written = (await lines(id)).length > 0;
    expect(frozen?.le === "2026-11-22").toBe(written);
  });
});
