import { beforeAll, expect, test } from "vitest";
import { newId } from "#kernel/id.ts";
import { routes } from "#routes.ts";
import { createWorld, type World } from "../../../tests/kit/world.ts";

let world: World;
let dossier: string;

const dossierDe = async (nom: string): Promise<string> => {
  const { rows } = await world.owner.query(
    `select d.id from dossier d join apprenant a on a.id = d.apprenant_id join periode p on p.id = d.periode_id
     where a.nom = $1 and p.nom = 'PFMP 3'`,
    [nom],
  );
  return rows[0].id;
};

beforeAll(async () => {
  world = await createWorld();
  dossier = await dossierDe("Accardo");
});

const page = (of = dossier) => routes.presentation.href({ dossier: of });
const envoi = (of = dossier) => routes.presentationLieu.href({ dossier: of });
const accueil = async (rang = 1) =>
  (await world.owner.query("select * from accueil where dossier_id = $1 and rang = $2", [dossier, rang]))
    .rows[0];
const propositions = async () =>
  (
    await world.owner.query(
      `select p.valeurs from proposition_accueil p join accueil a on a.id = p.accueil_id
       where a.dossier_id = $1 and p.tranche_le is null`,
      [dossier],
    )
  ).rows;
/** The first stay's tutor is invited, or he is no longer. */
async function invite(oui: boolean) {
  if (!oui) return world.owner.query("delete from accueil_tuteur where dossier_id = $1", [dossier]);
  const { rows } = await world.owner.query(
    "select id, etablissement_id from habilitation where role = 'tuteur' and etablissement_id = (select etablissement_id from dossier where id = $1) limit 1",
    [dossier],
  );
  return world.owner.query(
    `insert into accueil_tuteur (etablissement_id, id, accueil_id, dossier_id, tuteur_id, invite_le, invite_par, jusqu_au)
     values ($1, $2, $3, $4, $5, now(), $5, '2027-06-01')`,
    [rows[0].etablissement_id, newId(), (await accueil()).id, dossier, rows[0].id],
  );
}
const convention = (le: string | null) =>
  world.owner.query("update dossier set convention_signee_le = $2 where id = $1", [dossier, le]);

test("before anything is agreed, the change goes to the fiche too", async () => {
  await invite(false);
  await convention(null);
  const aline = await world.as("eleve@lycee-demo.test");
  await aline.get(page());
  const avant = await accueil();
  expect(aline.page.form(envoi()).querySelector("[name=entreprise]")?.getAttribute("value")).toBe(
    avant.entreprise,
  );
  await aline.submit(envoi(), { telephone: "02 35 00 11 22", ville: "Elbeuf" });
  expect(aline.page.text).toContain("Entreprise enregistrée, dans ta fiche de liaison aussi.");
  expect(await accueil()).toMatchObject({
    telephone: "02 35 00 11 22",
    ville: "Elbeuf",
    siret: avant.siret,
    tuteur_courriel: avant.tuteur_courriel,
    version: avant.version + 1,
  });
  await aline.get(routes.ficheLieu.href({ dossier }));
  expect(
    aline.page.form(routes.ficheLieu.href({ dossier })).querySelector("[name=ville]")?.getAttribute("value"),
  ).toBe("Elbeuf");
  expect(await propositions()).toEqual([]);
});

test("his own address is refused at its field, with what he typed kept, and the answers beside untouched", async () => {
  const aline = await world.as("eleve@lycee-demo.test");
  await aline.get(page());
  await aline.submit(page(), { activite: "Mise en flacon" });
  await aline.submit(envoi(), {
    tuteurCourriel: "ELEVE@lycee-demo.test",
    secteur: "Parfums",
    telephone: "02",
  });
  expect(aline.page.status).toBe(422);
  expect(aline.page.text).toContain("Ce numéro de téléphone n’est pas complet");
  await aline.submit(envoi(), { telephone: "" });
  expect(aline.page.status).toBe(422);
  expect(aline.page.root.querySelector("#champ-tuteurCourriel-erreur")?.text).toContain(
    "est celle de l’apprenant",
  );
  const form = aline.page.form(envoi());
  expect(form.querySelector("[name=secteur]")?.getAttribute("value")).toBe("Parfums");
  // what was refused is in sight, and the other form holds what is stored
  expect(form.closest("details")?.hasAttribute("open")).toBe(true);
  expect(aline.page.form(page()).querySelector("[name=activite]")?.textContent.trim()).toBe("Mise en flacon");
});

test("somebody saved first: 409 with both texts, nothing overwritten", async () => {
  const aline = await world.as("eleve@lycee-demo.test");
  await aline.get(page());
  const teacher = await world.as("enseignant@lycee-demo.test");
  await teacher.get(routes.ficheLieu.href({ dossier }));
  await teacher.submit(routes.ficheLieu.href({ dossier }), { secteur: "Cosmétique" });
  await aline.submit(envoi(), { secteur: "Parfumerie" });
  expect(aline.page.status).toBe(409);
  expect(aline.page.text).toContain("Cosmétique");
  expect((await accueil()).secteur).toBe("Cosmétique");
  await aline.submit(envoi());
  expect((await accueil()).secteur).toBe("Parfumerie");
});

test("once the tutor is invited it is a proposal, shown while it waits, accepted in the fiche", async () => {
  await invite(true);
  const aline = await world.as("eleve@lycee-demo.test");
  await aline.get(page());
  expect(aline.page.text).toContain("Ton tuteur a déjà reçu son lien d’accès.");
  await aline.submit("Proposer ce changement", { tuteurNom: "Delaunay" });
  expect(aline.page.text).toContain("Proposition envoyée.");
  expect(aline.page.text).toContain("Proposition en attente");
  expect((await accueil()).tuteur_nom).not.toBe("Delaunay");
  expect(await propositions()).toHaveLength(1);
  // he goes on from his proposal
  expect(aline.page.form(envoi()).querySelector("[name=tuteurNom]")?.getAttribute("value")).toBe("Delaunay");

  const teacher = await world.as("enseignant@lycee-demo.test");
  await teacher.get(page());
  expect(teacher.page.text).toContain("Proposition en attente");
  await teacher.get(teacher.page.link("Accepter ou écarter dans la fiche de liaison"));
  await teacher.submit("Accepter la proposition", {}, { name: "decision", value: "accepter" });
  expect((await accueil()).tuteur_nom).toBe("Delaunay");
  expect((await teacher.get(page())).text).toContain("Delaunay");
  await invite(false);
  await convention("2026-11-02");
  expect((await aline.get(page())).text).toContain("Ta convention est signée.");
  await aline.submit("Proposer ce changement", { tuteurNom: "Martin" });
  expect(aline.page.text).toContain("Proposition envoyée.");
  await convention(null);
});

test("two companies: each has its address here, and its own change", async () => {
  const aline = await world.as("eleve@lycee-demo.test");
  expect((await aline.get(`${page()}?accueil=2`)).status).toBe(404);
  await aline.get(routes.ficheLieuDeuxieme.href({ dossier }));
  await aline.submit(routes.ficheLieuDeuxieme.href({ dossier }), { aPartirDu: "2026-11-23" });
  await aline.get(page());
  await aline.get(aline.page.link("2e : à nommer"));
  expect(aline.page.text).toContain("Ton entreprise n’est pas encore connue");
  await aline.submit(`${envoi()}?accueil=2`, { entreprise: "Papeterie de l’Andelle", au: "2026-12-31" });
  expect(aline.page.status).toBe(422);
  expect(aline.page.text).toContain("Ce jour est hors de la période");
  await aline.submit(`${envoi()}?accueil=2`, { au: "2026-12-04" });
  expect(aline.page.address).toBe(`${page()}?accueil=2`);
  expect((await accueil(2)).entreprise).toBe("Papeterie de l’Andelle");
  // the four answers are those of the portfolio, whichever company stands beside
  await aline.submit(`${page()}?accueil=2`, { effectif: "30" });
  expect(aline.page.text).toContain("Présentation de l’entreprise enregistrée.");
  expect(aline.page.address).toBe(`${page()}?accueil=2`);
});

test("the others read: no form, 403, and 404 from another school; an apprenti types no tutor", async () => {
  const teacher = await world.as("enseignant@lycee-demo.test");
  await teacher.get(page());
  expect(teacher.page.root.querySelector("main [name=entreprise]")).toBeNull();
  const refused = await teacher.post(envoi(), { entreprise: "X" }, routes.commentaires.href({ dossier }));
  expect(refused.status).toBe(403);
  expect(refused.text).toContain("Seul l’apprenant écrit dans son portfolio.");
  const neighbour = await world.as("enseignant@lycee-voisin.test");
  expect((await neighbour.post(envoi(), { entreprise: "X" }, "/mot-de-passe")).status).toBe(404);
  const apprenti = await world.as("apprenti@lycee-demo.test");
  const his = await dossierDe("Bouleau");
  await apprenti.get(page(his));
  const form = apprenti.page.form(envoi(his));
  expect(form.querySelector("[name=entreprise]")).not.toBeNull();
  expect(form.querySelector("[name=tuteurNom]")).toBeNull();
  expect(apprenti.page.text).toContain("Maître d’apprentissage");
});
