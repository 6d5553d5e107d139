import { beforeAll, expect, test } from "vitest";
import { newId } from "#kernel/id.ts";
import { routes } from "#routes.ts";
import type { Client } from "./kit/client.ts";
import { createWorld, type World } from "./kit/world.ts";

/* A learner whom two companies host one after the other (B-18): each stay has its tutor. */

let world: World;
let teacher: Client;
let dossier: string;
let periode: string;
beforeAll(async () => {
  world = await createWorld();
  teacher = await world.as("enseignant@lycee-demo.test");
  const { rows } = await world.owner.query(
    `update accueil a set entreprise = 'Fonderie du Nord', du = '2026-11-09', au = '2026-11-20', tuteur_nom = 'Un',
       tuteur_prenom = 'Ugo', tuteur_courriel = 'ugo.un@sejours.test'
     from dossier d join apprenant ap on ap.id = d.apprenant_id join periode p on p.id = d.periode_id
     where a.dossier_id = d.id and ap.nom = 'Collet' and p.nom = 'PFMP 3'
     returning d.id as dossier, p.id as periode, d.etablissement_id as ecole`,
  );
  dossier = rows[0].dossier;
  periode = rows[0].periode;
  await world.owner.query(
    `insert into accueil (etablissement_id, id, dossier_id, rang, entreprise, du, au, tuteur_nom, tuteur_prenom, tuteur_courriel)
     values ($1, $2, $3, 2, 'Verrerie du Sud', '2026-11-23', '2026-12-04', 'Deux', 'Dora', 'dora.deux@sejours.test')`,
    [rows[0].ecole, newId(), dossier],
  );
});

const gestion = (sejour?: string) => routes.tuteurs.href({ periode }, { dossier, accueil: sejour });
const acte = (path: typeof routes.tuteurInviter | typeof routes.tuteurRemplacer, sejour?: string) =>
  path.href({ periode, dossier }, { accueil: sejour });
const lienDe = async (courriel: string) => (await world.mails(courriel)).at(-1)?.links[0] ?? "";
const vivants = async () =>
  (
    await world.owner.query(
      `select a.rang, h.prenom from accueil_tuteur t join accueil a on a.id = t.accueil_id
       join habilitation h on h.id = t.tuteur_id where t.dossier_id = $1 and t.revoque_le is null order by a.rang`,
      [dossier],
    )
  ).rows.map((row) => `${row.rang} ${row.prenom}`);

async function enter(link: string): Promise<Client> {
  const tutor = world.visitor();
  await tutor.get(link);
  await tutor.submit("Accéder à mon espace");
  return tutor;
}

test("the list holds both stays with company and days; each has its form and its link", async () => {
  const page = await teacher.get(gestion());
  const rows = page.root.querySelectorAll(".tuteurs .row").map((row) => row.text.replaceAll(/\s+/g, " "));
  const siens = rows.filter((text) => text.includes("COLLET"));
  expect(siens).toHaveLength(2);
  expect(siens[0]).toContain("Fonderie du Nord, du 9 novembre au 20 novembre 2026");
  expect(siens[1]).toContain("Verrerie du Sud, du 23 novembre au 4 décembre 2026");
  expect(page.root.querySelector("[name=courriel]")?.getAttribute("value")).toBe("ugo.un@sejours.test");
  await teacher.submit(acte(routes.tuteurInviter));
  expect(await vivants()).toEqual(["1 Ugo"]);

  const second = await teacher.get(gestion("2"));
  expect(second.root.querySelector("[name=courriel]")?.getAttribute("value")).toBe("dora.deux@sejours.test");
  const sent = await teacher.submit(acte(routes.tuteurInviter, "2"));
  expect(sent.text).toContain("Lien d’accès envoyé à dora.deux@sejours.test");
  // back on the stay that was sent, and the first tutor keeps his
  expect(sent.root.querySelector("[name=courriel]")?.getAttribute("value")).toBe("dora.deux@sejours.test");
  expect(await vivants()).toEqual(["1 Ugo", "2 Dora"]);
  expect((await teacher.get(gestion("3"))).status).toBe(404);

  const [mail] = await world.mails("dora.deux@sejours.test");
  expect(mail?.text).toMatch(/du 23\snovembre au 4\sdécembre/);
  for (const courriel of ["ugo.un@sejours.test", "dora.deux@sejours.test"])
    expect((await (await enter(await lienDe(courriel))).get(routes.ficheLieu.href({ dossier }))).status).toBe(
      200,
    );
});

test("handed over, replaced, invalidated: each act touches its own stay", async () => {
  await teacher.get(gestion("2"));
  const handed = await teacher.submit("Remettre le lien autrement");
  expect(handed.text).toContain("Dora Deux");
  expect(handed.text).toContain("du 23 novembre au 4 décembre 2026");
  const ugo = await enter(await lienDe("ugo.un@sejours.test"));
  const dora = await enter(await lienDe("dora.deux@sejours.test"));
  await teacher.get(acte(routes.tuteurRemplacer, "2"));
  expect(teacher.page.text).toContain("Dora Deux perdra son accès");
  await teacher.submit("Remplacer le tuteur et envoyer le lien", {
    nom: "Trois",
    prenom: "Théa",
    courriel: "thea@sejours.test",
  });
  expect(teacher.page.text).toContain("Tuteur jusqu’au 23 novembre 2026 : Dora Deux");
  expect(await vivants()).toEqual(["1 Ugo", "2 Théa"]);
  expect((await ugo.get(routes.ficheLieu.href({ dossier }))).status).toBe(200);
  expect((await dora.get(routes.ficheLieu.href({ dossier }))).title).toBe("Se connecter");
  await teacher.get(gestion());
  await teacher.submit("Invalider l’accès");
  expect(await vivants()).toEqual(["2 Théa"]);
  expect((await teacher.get(gestion())).text).not.toContain("Tuteurs précédents");
});

test("the review of a period offers each stay apart, and sends what is ticked", async () => {
  await world.owner.query(
    `update accueil set tuteur_nom = 'Quatre', tuteur_prenom = 'Cléo', tuteur_courriel = 'cleo' || rang || '@sejours.test'
     where dossier_id = $1`,
    [dossier],
  );
  const page = await teacher.get(routes.tuteursTous.href({ periode }));
  const boxes = page.root
    .querySelectorAll("input[name=tuteurs]")
    .filter((box) => box.parentNode?.text.includes("COLLET"));
  expect(boxes.map((box) => box.parentNode?.text)).toEqual([
    expect.stringContaining("Fonderie du Nord"),
    expect.stringContaining("Verrerie du Sud"),
  ]);
  expect(page.text).toContain("Remplace Théa Trois");
  await teacher.submit("liens d’accès", { tuteurs: [boxes[1]?.getAttribute("value") ?? ""] });
  expect(await vivants()).toEqual(["2 Cléo"]);
  expect(await world.mails("cleo2@sejours.test")).toHaveLength(1);
  expect(await world.mails("cleo1@sejours.test")).toEqual([]);
});
