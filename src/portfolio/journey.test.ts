import { beforeAll, expect, test } from "vitest";
import { openSession } from "#comptes/sessions.ts";
import { routes } from "#routes.ts";
import type { Client } from "../../tests/kit/client.ts";
import { createWorld, type World } from "../../tests/kit/world.ts";

let world: World;
/** « Mon portfolio » of the demonstration's élève, in the period of these weeks, put back to nothing written */
let dossier: string;
/** another learner's, of the same class */
let autre: string;

let sessions = 0;

const dossierDe = async (nom: string, periode: string): Promise<string> => {
  const { rows } = await world.owner.query(
    `select d.id from dossier d join apprenant a on a.id = d.apprenant_id join periode p on p.id = d.periode_id
     where a.nom = $1 and p.nom = $2`,
    [nom, periode],
  );
  return rows[0].id;
};

/** A browser in which the tutor invited for a dossier is signed in. */
async function asTuteur(of: string): Promise<Client> {
  const { rows } = await world.owner.query(
    `select h.id, h.identite_id, h.etablissement_id from accueil_tuteur t join habilitation h on h.id = t.tuteur_id
     where t.dossier_id = $1`,
    [of],
  );
  const { id, identite_id: identite, etablissement_id: etablissement } = rows[0];
  const token = `session-du-tuteur-${++sessions}`;
  const espace = { etablissement, habilitation: id, role: "tuteur" as const };
  await openSession(world.db, { identite, espace, token, now: world.deps.clock() });
  const client = world.visitor();
  client.cookies.set("passerelle-session", token);
  return client;
}

beforeAll(async () => {
  world = await createWorld();
  dossier = await dossierDe("Accardo", "PFMP 3");
  autre = await dossierDe("Aïssani", "PFMP 3");
  await world.owner.query("delete from presentation where dossier_id = $1", [dossier]);
  await world.owner.query("update dossier set portfolio_edite_le = null where id = $1", [dossier]);
});

const semaine = (lundi: string) => routes.semaine.href({ dossier, lundi });
const shown = (client: Client, name: string) =>
  client.page.root.querySelector(`form [name=${name}]`)?.textContent.replace(/^\n/, "");
/** where the forms with a long text lead, each once */
const formulaires = (client: Client) => [
  ...new Set(
    client.page.root
      .querySelectorAll("main form")
      .filter((form) => form.querySelector("textarea"))
      .map((form) => form.getAttribute("action") ?? ""),
  ),
];
const stored = async (lundi: string) =>
  (await world.owner.query("select * from semaine where dossier_id = $1 and lundi = $2", [dossier, lundi]))
    .rows[0];
const folderOpen = async () =>
  (await world.owner.query("select portfolio_edite_le from dossier where id = $1", [dossier])).rows[0]
    .portfolio_edite_le !== null;

test("week 1: written, tasks ticked, the folder opens, the counter counts it", async () => {
  const aline = await world.as("eleve@lycee-demo.test");
  await aline.get(routes.semaines.href({ dossier }));
  // Monday 23 November: the third week
  expect(aline.page.root.querySelector("[aria-current=step]")?.text).toContain("Semaine 3");
  expect(aline.page.text).toContain("0 semaine racontée sur 4");
  await aline.get(semaine("2026-11-09"));
  expect(aline.page.text).toContain("Ta première semaine t’attend");
  // S-59: what was evaluated is read from the same space
  expect(aline.page.link("Mes attitudes et mes compétences évaluées")).toBe("/mes-evaluations");
  expect(await folderOpen()).toBe(false);
  await aline.submit(semaine("2026-11-09"), {
    fait: "Visite de l’atelier.\r\nRonde du matin avec mon tuteur.",
    taches: ["A2T1", "A1T1"],
    reussi: "La fiche de relevé",
    aime: "L’équipe",
  });
  expect(aline.page.status).toBe(200);
  expect(aline.page.text).toContain("Semaine 1 enregistrée.");
  expect(aline.page.text).toContain("1 semaine racontée sur 4");
  expect(shown(aline, "fait")).toBe("Visite de l’atelier.\nRonde du matin avec mon tuteur.");
  expect(await stored("2026-11-09")).toMatchObject({ taches: ["A1T1", "A2T1"], version: 1, difficile: "" });
  expect(await folderOpen()).toBe(true);
});

test("a week saved empty is kept and not counted as told", async () => {
  const aline = await world.as("eleve@lycee-demo.test");
  await aline.get(semaine("2026-11-30"));
  await aline.submit(semaine("2026-11-30"), {});
  expect(await stored("2026-11-30")).toMatchObject({ version: 1 });
  expect(aline.page.text).toContain("1 semaine racontée sur 4");
});

test("the company: what the fiche says is read here, four answers are written", async () => {
  const aline = await world.as("eleve@lycee-demo.test");
  const address = routes.presentation.href({ dossier });
  await aline.get(address);
  expect(aline.page.text).toContain("d’après la fiche de liaison");
  await aline.submit(address, { activite: "Mise en flacon", effectif: "30", effectifMaintenance: "6" });
  expect(aline.page.text).toContain("3 réponses sur 4");
  const teacher = await world.as("enseignant@lycee-demo.test");
  expect((await teacher.get(address)).text).toContain("Mise en flacon");
});

test("an activity with its work order and its report: added, changed, taken out, put back", async () => {
  const aline = await world.as("eleve@lycee-demo.test");
  const nouvelle = routes.activiteNouvelle.href({ dossier });
  await aline.get(nouvelle);
  await aline.submit(nouvelle, { titre: "  ", machine: "RINVEL X 61200" });
  expect(aline.page.status).toBe(422);
  expect(aline.page.text).toContain("Ajoute le titre de ton activité.");
  expect(aline.page.root.querySelector("[name=machine]")?.getAttribute("value")).toBe("RINVEL X 61200");
  await aline.submit(nouvelle, {
    titre: "Changement de ressorts",
    condition: "autonomie",
    date: "2026-11-12",
    demandeur: "M. Dupont",
    defauts: "Film étiré",
    causes: "Usure",
    reparations: "Ressorts changés",
    duree: "30 min",
    taches: ["A2T2"],
  });
  expect(aline.page.text).toContain("Activité ajoutée.");
  const address = aline.page.address;
  await aline.submit(address, { causes: "Usure des ressorts" });
  expect(aline.page.text).toContain("Activité enregistrée.");

  const teacher = await world.as("enseignant@lycee-demo.test");
  await teacher.get(address);
  for (const words of [
    "Bon de travail",
    "M. Dupont",
    "12 novembre 2026",
    "Usure des ressorts",
    "En autonomie",
    "A2T2",
  ])
    expect(teacher.page.text).toContain(words);
  expect(formulaires(teacher)).toEqual([routes.commentaires.href({ dossier })]);
  expect(teacher.page.text).toContain("Choisie pour l’export");

  await aline.get(address);
  await aline.submit("Retirer cette activité");
  expect(aline.page.text).toContain("Activité retirée.");
  expect((await teacher.get(address)).status).toBe(404);
  expect((await aline.get(routes.activites.href({ dossier }))).text).toContain("Activités retirées (1)");
  await aline.get(aline.page.link("Rétablir"));
  await aline.submit("Rétablir");
  expect(aline.page.address).toBe(address);
  expect((await teacher.get(routes.activites.href({ dossier }))).text).toContain("1 activité présentée");
});

test("teachers and tutors read and cannot write: 403 with the reason", async () => {
  const teacher = await world.as("enseignant@lycee-demo.test");
  for (const client of [teacher, await asTuteur(autre)]) {
    const of = client === teacher ? dossier : autre;
    const address = routes.semaine.href({ dossier: of, lundi: "2026-11-09" });
    const comments = routes.commentaires.href({ dossier: of });
    expect((await client.get(address)).status).toBe(200);
    // they comment, they never correct
    expect(formulaires(client).filter((action) => action.includes("/commentaires"))).not.toEqual([]);
    expect(client.page.root.querySelector("main [name=fait], main [name=taches]")).toBeNull();
    for (const target of [
      address,
      routes.presentation.href({ dossier: of }),
      routes.activiteNouvelle.href({ dossier: of }),
    ]) {
      const page = await client.post(target, { titre: "x", fait: "corrigé", _version: "0" }, comments);
      expect(page.status).toBe(403);
      expect(page.text).toContain("Seul l’apprenant écrit dans son portfolio.");
    }
  }
  expect((await stored("2026-11-09")).fait).toContain("Visite de l’atelier");
});

test("a maître d’apprentissage reads and comments his apprenti only; the administrator is refused", async () => {
  const apprenti = await dossierDe("Bouleau", "PFMP 3");
  const maitre = await world.as("maitre@lycee-demo.test");
  expect((await maitre.get(routes.semaines.href({ dossier: apprenti }))).status).toBe(200);
  await maitre.get(routes.commentaires.href({ dossier: apprenti }));
  await maitre.submit("Publier le commentaire", { texte: "Bien vu." });
  expect(maitre.page.text).toContain("Maître d’apprentissage");
  expect((await maitre.get(routes.semaines.href({ dossier }))).status).toBe(403);
  const admin = await world.as("administrateur@lycee-demo.test");
  for (const route of [routes.presentation, routes.semaines, routes.activites, routes.commentaires])
    expect((await admin.get(route.href({ dossier }))).status).toBe(403);
});

test("a learner neither reads nor writes another’s portfolio", async () => {
  const aline = await world.as("eleve@lycee-demo.test");
  const mine = semaine("2026-11-09");
  const his = routes.semaine.href({ dossier: autre, lundi: "2026-11-09" });
  expect((await aline.get(his)).status).toBe(403);
  expect((await aline.post(his, { fait: "intrus", _version: "0" }, mine)).status).toBe(403);
  // an activity of another dossier, asked through one's own
  const { rows } = await world.owner.query("select id from activite where dossier_id = $1 limit 1", [autre]);
  expect((await aline.get(routes.activite.href({ dossier, activite: rows[0].id }))).status).toBe(404);
});

test("what does not exist here is 404: other Mondays, other tabs, other schools", async () => {
  const aline = await world.as("eleve@lycee-demo.test");
  for (const address of [
    semaine("2026-12-07"),
    semaine("2026-11-10"),
    semaine("hier"),
    routes.portfolio.href({ dossier, onglet: "plan" }),
    routes.activite.href({ dossier, activite: "ancienne" }),
  ])
    expect([address, (await aline.get(address)).status]).toEqual([address, 404]);
  const neighbour = await world.as("enseignant@lycee-voisin.test");
  for (const route of [routes.presentation, routes.semaines, routes.activites, routes.commentaires])
    expect((await neighbour.get(route.href({ dossier }))).status).toBe(404);
  expect(
    (await neighbour.post(routes.commentaires.href({ dossier }), { texte: "x" }, "/mot-de-passe")).status,
  ).toBe(404);
});
