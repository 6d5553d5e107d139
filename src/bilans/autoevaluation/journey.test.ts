import { beforeAll, describe, expect, test } from "vitest";
import { routes } from "#routes.ts";
import type { Client } from "../../../tests/kit/client.ts";
import { createWorld, type World } from "../../../tests/kit/world.ts";

let world: World;
let dossier: string;
let learner: Client;
let teacher: Client;
beforeAll(async () => {
  world = await createWorld();
  dossier = await dossierOf("Accardo", "PFMP 3");
  learner = await world.as("eleve@lycee-demo.test");
  teacher = await world.as("enseignant@lycee-demo.test");
});

async function dossierOf(nom: string, periode: string): Promise<string> {
  const { rows } = await world.owner.query(
    `select d.id from dossier d join apprenant a on a.id = d.apprenant_id join periode p on p.id = d.periode_id
     where a.nom = $1 and p.nom = $2 order by p.cree_le limit 1`,
    [nom, periode],
  );
  return rows[0].id;
}

const auto = (id: string) => routes.autoEvaluation.href({ dossier: id });
const grille = (id: string) => routes.bilanEntreprise.href({ dossier: id });
const stored = async (id: string) => {
  const { rows } = await world.owner.query(
    `select b.type, l.volet, l.nature, l.element, l.mode, l.valeur, h.nom from bilan b
     join bilan_ligne l on l.bilan_id = b.id join habilitation h on h.id = l.auteur_id where b.dossier_id = $1`,
    [id],
  );
  return rows;
};

describe("the learner on the grid of his bilan entreprise", () => {
  test("the same competences and details, in plain words, said with « tu »; nothing is written yet", async () => {
    const page = await learner.get(auto(dossier));
    expect([page.status, page.title]).toEqual([200, "Mon auto-évaluation"]);
    expect(page.text).toContain("Sait expliquer comment une machine est faite");
    expect(page.text).not.toMatch(/\bvous\b|\bvotre\b/i);
    const names = (client: Client) =>
      new Set(
        client.page.root
          .querySelectorAll("input[type=radio]")
          .map((input) => input.getAttribute("name"))
          .filter((name) => /^(competence|detail)\.|^engagement$/.test(name ?? "")),
      );
    const mine = names(learner);
    await teacher.get(grille(dossier));
    expect(mine).toEqual(names(teacher));
    expect(page.root.querySelectorAll("[name^='tache.'], [name=commentaire], [name=dateRencontre]")).toEqual(
      [],
    );
    expect(await stored(dossier)).toEqual([]);
    expect((await learner.get("/")).link("M’auto-évaluer")).toBe(auto(dossier));
  });

  test("he writes his own; the evaluators' bilan does not begin by it", async () => {
    await learner.get(auto(dossier));
    const page = await learner.submit(auto(dossier), {
      "competence.C1.1": "4",
      "mode.C2.1": "detaillee",
      "competence.C2.1": "NE",
      "detail.C2.1#2": "3",
      engagement: "3",
    });
    expect(page.text).toContain("Enregistré à 10 h 00");
    const rows = await stored(dossier);
    expect(new Set(rows.map(({ type, volet, nom }) => `${type} ${volet} ${nom}`))).toEqual(
      new Set(["autoevaluation autoevaluation Accardo"]),
    );
    expect(rows).toHaveLength(4);
    await learner.get(routes.dossier.href({ dossier }));
    expect(learner.page.text).toContain("Auto-évaluation 2 compétences");
    // for the others nobody has written: not the grid, not the follow-up, not the list of « bilans » begun
    await teacher.get(grille(dossier));
    expect(teacher.page.text).toContain("Pas encore enregistré");
    const { rows: periode } = await world.owner.query("select periode_id as id from dossier where id = $1", [
      dossier,
    ]);
    const suivi = await teacher.get(routes.suivi.href({ periode: periode[0].id }));
    const row = suivi.root.querySelectorAll("tr").find((one) => one.text.includes("ACCARDO"));
    expect(row?.text).toContain("À faire");
    expect(row?.text).not.toContain("Brouillon");
  });

  test("they see it beside each competence, and it is never counted", async () => {
    const page = await teacher.get(grille(dossier));
    expect(page.text).toContain("Auto-évaluation : 4 Satisfaisant");
    expect(page.text).toContain("Auto-évaluation : NE Non évaluable, 1 sur 8 en détail");
    expect(page.text).toContain("Auto-évaluation : 3 étoiles");
    const { rows } = await world.owner.query("select apprenant_id as id from dossier where id = $1", [
      dossier,
    ]);
    const board = await learner.get(routes.tableauDeBord.href({ apprenant: rows[0].id }));
    expect(board.text).not.toContain("PFMP 3");
    // what a bilan intermédiaire closes, and what a deletion would lose, count the evaluators' only
    const read = await teacher.get(auto(dossier));
    expect(read.title).toBe("Auto-évaluation : Aline Accardo");
    expect(read.root.querySelectorAll("input[type=radio]")).toHaveLength(0);
  });

  test("only he writes it; a stranger is told nothing", async () => {
    const before = await stored(dossier);
    const given = { "competence.C1.1": "5", "base.competence.C1.1": "1:globale:4" };
    const asked = await teacher.post(auto(dossier), given);
    expect(asked.status).toBe(403);
    expect(asked.text).toContain("L’auto-évaluation est écrite par l’apprenant.");
    const other = await dossierOf("Aïssani", "PFMP 3");
    expect((await learner.get(auto(other))).status).toBe(403);
    expect((await learner.post(auto(other), given)).status).toBe(403);
    const tutor = await world.asTutor(other);
    expect((await tutor.get(auto(other))).status).toBe(200);
    expect((await tutor.post(auto(other), given)).status).toBe(403);
    expect((await tutor.get(auto(dossier))).status).toBe(403);
    const admin = await world.as("administrateur@lycee-demo.test");
    expect((await admin.get(auto(dossier))).status).toBe(403);
    const neighbour = await world.as("enseignant@lycee-voisin.test");
    expect((await neighbour.get(auto(dossier))).status).toBe(404);
    expect(await stored(dossier)).toEqual(before);
  });

  test("a level that is not offered is refused at its field; two windows say both", async () => {
    const second = await world.as("eleve@lycee-demo.test");
    await second.get(auto(dossier));
    await learner.get(auto(dossier));
    const wrong = await learner.submit(auto(dossier), { "competence.C1.2": "9" });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain("Ce choix n’est pas proposé");
    await learner.get(auto(dossier));
    await learner.submit(auto(dossier), { "competence.C1.1": "5" });
    const stale = await second.submit(auto(dossier), { "competence.C1.1": "2" });
    expect(stale.status).toBe(409);
    expect(stale.text).toContain("tu avais choisi 2 (Insuffisant)");
    expect((await stored(dossier)).find(({ element }) => element === "C1.1")).toMatchObject({ valeur: "5" });
  });

  test("once the bilan is passed on he reads both and writes no more, were it reopened", async () => {
    const terminer = routes.bilanEntrepriseTerminer.href({ dossier });
    await teacher.get(grille(dossier));
    await teacher.submit(grille(dossier), { "competence.C1.1": "3" });
    // a draft closes nothing
    await learner.get(auto(dossier));
    expect((await learner.submit(auto(dossier), { "competence.C1.3": "3" })).status).toBe(200);
    await teacher.post(terminer, { dateRencontre: "2026-12-04" });
    const both = await learner.get(grille(dossier));
    expect(both.text).toContain("Ton auto-évaluation : 5 Très satisfaisant");
    expect(both.text).toContain("Fragile");
    const closed = await learner.get(auto(dossier));
    expect(closed.text).toContain(
      "Ton bilan t’a été transmis le 23 nov. à 10 h 00 : ton auto-évaluation ne change plus.",
    );
    expect(closed.root.querySelectorAll("input[type=radio]")).toHaveLength(0);
    const before = await stored(dossier);
    const refused = await learner.post(auto(dossier), { "competence.C1.4": "5" });
    expect(refused.status).toBe(403);
    expect(refused.text).toContain("ton auto-évaluation ne change plus");
    await teacher.get(grille(dossier));
    await teacher.submit(grille(dossier), { "competence.C1.1": "4" });
    expect((await learner.post(auto(dossier), { "competence.C1.4": "5" })).status).toBe(403);
    const after = (await stored(dossier)).filter(({ type }) => type === "autoevaluation");
    expect(after).toEqual(before.filter(({ type }) => type === "autoevaluation"));
    await learner.get(routes.dossier.href({ dossier }));
    expect(learner.page.link("Lire mon auto-évaluation")).toBe(auto(dossier));
  });
});

test("frozen by a bilan intermédiaire, it is read and says which one; without a bilan entreprise there is none", async () => {
  const frozen = await dossierOf("Accardo", "PFMP 2");
  const page = await learner.get(auto(frozen));
  expect(page.text).toContain("Ce bilan est pris en compte dans ton bilan intermédiaire du 25 août 2026.");
  expect((await learner.post(auto(frozen), { "competence.C1.1": "1" })).status).toBe(403);
  const seconde = await dossierOf("Adam", "PFMP 1");
  expect((await teacher.get(auto(seconde))).status).toBe(404);
});

test("what a deletion loses says the self-assessments apart from the evaluations", async () => {
  const { rows } = await world.owner.query(
    `select d.periode_id as id, count(*) filter (where b.type = 'autoevaluation')::int as autos,
       count(*) filter (where b.type not in ('autoevaluation', 'personnel'))::int as evaluations
     from bilan b join dossier d on d.id = b.dossier_id join periode p on p.id = d.periode_id
     where p.nom = 'PFMP 3' group by 1`,
  );
  const page = await teacher.get(routes.periodeSupprimer.href({ periode: rows[0].id }));
  expect(page.text).toContain(`${rows[0].autos} auto-évaluation`);
  expect(page.text).toContain(`${rows[0].evaluations} évaluation`);
});
