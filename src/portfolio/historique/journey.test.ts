import { beforeAll, expect, test } from "vitest";
import { routes } from "#routes.ts";
import type { Client } from "../../../tests/kit/client.ts";
import { createWorld, type World } from "../../../tests/kit/world.ts";

/** A text reworked after a comment: before, after, and back (B-03). */
let world: World;
let dossier: string;
let aline: Client;
let teacher: Client;

const LUNDI = "2026-11-09";
const adresse = () => routes.semaine.href({ dossier, lundi: LUNDI });
const historique = (query: Record<string, string> = {}) =>
  routes.portfolioHistorique.href({ dossier }, { objet: "semaine", cle: LUNDI, ...query });
const plusTard = (minutes: number) => world.setNow(new Date(Date.UTC(2026, 10, 23, 9, minutes)));
const semaine = async () =>
  (await world.owner.query("select * from semaine where dossier_id = $1 and lundi = $2", [dossier, LUNDI]))
    .rows[0];

async function ecrire(minutes: number, fait: string): Promise<void> {
  plusTard(minutes);
  await aline.get(adresse());
  await aline.submit(adresse(), { fait });
}

beforeAll(async () => {
  world = await createWorld();
  const { rows } = await world.owner.query(
    `select d.id from dossier d join apprenant a on a.id = d.apprenant_id join periode p on p.id = d.periode_id
     where a.nom = 'Accardo' and p.nom = 'PFMP 3'`,
  );
  dossier = rows[0].id;
  await world.owner.query("delete from semaine where dossier_id = $1", [dossier]);
  aline = await world.as("eleve@lycee-demo.test");
  teacher = await world.as("enseignant@lycee-demo.test");
});

test("nothing written: no history; one version: an empty state that says so", async () => {
  expect((await aline.get(historique())).status).toBe(404);
  await ecrire(0, "J’ai changé le capteur.");
  expect((await aline.get(historique())).text).toContain("Ton texte n’a qu’une version.");
  expect((await teacher.get(historique())).text).toContain("Ce texte n’a qu’une version.");
});

test("a text reworked after a comment: what went, what came, whose advice stands between", async () => {
  plusTard(10);
  const commentaires = routes.commentaires.href({ dossier });
  await teacher.get(commentaires);
  await teacher.submit(commentaires, {
    texte: "Dis lequel <b>exactement</b>.",
    ancre: `semaine:${LUNDI}.fait`,
  });
  await ecrire(30, "J’ai remplacé le capteur photoélectrique.");
  await aline.get(historique());
  expect(aline.page.text).toContain("Versions précédentes : Semaine 1");
  const mots = (tag: string) =>
    aline.page.root.querySelectorAll(tag).map((one) => one.text.replaceAll(/\s+/g, " "));
  expect(mots("del")).toEqual(["[supprimé : changé]"]);
  expect(mots("ins")).toEqual(["[ajouté : remplacé]", "[ajouté : photoélectrique]"]);
  expect(aline.page.text).toContain("Écrit après ce conseil");
  expect(aline.page.html).toContain("Dis lequel &lt;b&gt;exactement");
  expect(aline.page.text).toContain("Premier texte puis 1 conseil");
  await aline.get(historique({ version: "1" }));
  expect(aline.page.text).toContain("J’ai changé le capteur.");
  expect(aline.page.text).toContain("Revenir à ce texte");
  // the same for who reads, without the way back
  await teacher.get(historique({ version: "1" }));
  expect(teacher.page.text).toContain("J’ai changé le capteur.");
  expect(teacher.page.text).not.toContain("Revenir à ce texte");
});

test("going back makes a new version and loses nothing, even a minute later", async () => {
  await ecrire(31, "Écrit à l’instant.");
  await aline.get(historique({ version: "1" }));
  await aline.submit("Revenir à ce texte");
  expect(aline.page.address).toBe(adresse());
  expect(await semaine()).toMatchObject({ fait: "J’ai changé le capteur.", version: 4 });
  const { rows } = await world.owner.query(
    "select contenu->>'fait' as fait from version_texte where dossier_id = $1 and cle = $2 order by version",
    [dossier, LUNDI],
  );
  expect(rows.map(({ fait }) => fait)).toEqual(["J’ai changé le capteur.", "Écrit à l’instant."]);
  await aline.get(historique());
  expect(aline.page.root.querySelector("del")?.text).toContain("Écrit");
});

test("a history left open while the text went on: both texts, nothing written", async () => {
  await aline.get(historique({ version: "1" }));
  const ouverte = aline.page;
  await ecrire(60, "Sur l’autre appareil.");
  aline.page = ouverte;
  await aline.submit("Revenir à ce texte");
  expect(aline.page.status).toBe(409);
  expect(aline.page.text).toContain("Sur l’autre appareil.");
  expect(await semaine()).toMatchObject({ fait: "Sur l’autre appareil." });
  // knowingly, from the page of the conflict
  await aline.submit("Revenir à ce texte");
  expect(await semaine()).toMatchObject({ fait: "J’ai changé le capteur." });
});

test("a press twice goes back once; a version that is not there is 422", async () => {
  await aline.get(historique({ version: "1" }));
  const ouverte = aline.page;
  await aline.submit("Revenir à ce texte");
  const { version } = await semaine();
  aline.page = ouverte;
  await aline.submit("Revenir à ce texte");
  expect((await semaine()).version).toBe(version);
  const page = await aline.post(historique(), { retablir: "99", _version: String(version) }, historique());
  expect(page.status).toBe(422);
});

test("the company and an activity have theirs; what is no text of this portfolio is 404", async () => {
  const presentation = routes.portfolioHistorique.href({ dossier }, { objet: "presentation" });
  await aline.get(routes.presentation.href({ dossier }));
  await aline.submit(routes.presentation.href({ dossier }), { activite: "Flacons" });
  expect((await aline.get(presentation)).status).toBe(200);
  for (const query of [
    { objet: "semaine", cle: "2026-11-10" },
    { objet: "semaine", cle: "hier" },
    { objet: "activite", cle: "x" },
    { objet: "presentation", cle: "x" },
    { objet: "toString", cle: "" },
    {},
  ]) {
    const address = routes.portfolioHistorique.href({ dossier }, query);
    expect([address, (await aline.get(address)).status]).toEqual([address, 404]);
  }
});

test("only the learner goes back; another school finds nothing", async () => {
  const post = { retablir: "1", _version: "1" };
  expect((await teacher.post(historique(), post, historique())).status).toBe(403);
  const neighbour = await world.as("enseignant@lycee-voisin.test");
  expect((await neighbour.get(historique())).status).toBe(404);
  const carole = world.visitor();
  await carole.signIn("carole.aissani");
  expect((await carole.get(historique())).status).toBe(403);
});
