import { beforeAll, expect, test } from "vitest";
import { routes } from "#routes.ts";
import type { Client } from "../../../tests/kit/client.ts";
import { createWorld, type World } from "../../../tests/kit/world.ts";

let world: World;
let teacher: Client;
beforeAll(async () => {
  world = await createWorld();
  teacher = await world.as("enseignant@lycee-demo.test");
});

type Ici = { dossier: string; periode: string };
async function dossierDe(nom: string): Promise<Ici> {
  const { rows } = await world.owner.query(
    `select d.id as dossier, p.id as periode from dossier d join apprenant a on a.id = d.apprenant_id
     join periode p on p.id = d.periode_id where a.nom = $1 and p.nom = 'PFMP 3'`,
    [nom],
  );
  return rows[0];
}
const gestion = ({ dossier, periode }: Ici) => routes.tuteurs.href({ periode }, { dossier });
const lienDe = async (courriel: string) => (await world.mails(courriel)).at(-1)?.links[0] ?? "";

async function invite(here: Ici, tuteur: Record<string, string>) {
  await teacher.get(gestion(here));
  const page = await teacher.submit(routes.tuteurInviter.href(here), tuteur);
  expect(page.text).toContain(`Lien d’accès envoyé à ${tuteur.courriel}`);
  return lienDe(tuteur.courriel ?? "");
}

async function enter(link: string): Promise<Client> {
  const tutor = world.visitor();
  await tutor.get(link);
  await tutor.submit("Accéder à mon espace");
  return tutor;
}

/** The tutors of a dossier as they are kept: who, and whether the access lives. */
const enregistres = async ({ dossier }: Ici) =>
  (
    await world.owner.query(
      `select t.tuteur_id as id, h.nom, h.courriel, t.revoque_le is null as vivant from accueil_tuteur t
       join habilitation h on h.id = t.tuteur_id where t.dossier_id = $1 order by t.invite_le, t.id`,
      [dossier],
    )
  ).rows as { id: string; nom: string; courriel: string; vivant: boolean }[];

const BUTTON = "Remplacer le tuteur et envoyer le lien";
const ancien = { nom: "Ancien", prenom: "Paul", courriel: "paul@remplace.test" };
const nouveau = { nom: "Nouvelle", prenom: "Rose", courriel: "rose@remplace.test" };

test("replaced: the former is out at the next request, his words stay his, both names stay with the date", async () => {
  const here = await dossierDe("Azil");
  const premier = await invite(here, ancien);
  const tutor = await enter(premier);
  await tutor.get(routes.commentaires.href(here));
  await tutor.submit("Publier le commentaire", { texte: "Bon départ, continuez." });
  expect(tutor.page.text).toContain("Bon départ");

  await teacher.get(gestion(here));
  await teacher.get(teacher.page.link("Remplacer le tuteur"));
  expect(teacher.page.title).toBe("Remplacer le tuteur");
  expect(teacher.page.text).toContain("Paul Ancien perdra son accès à ce dossier");
  expect(teacher.page.root.querySelector("[name=courriel]")?.getAttribute("value")).toBe("");
  // reading the page changes nothing
  expect((await tutor.get(routes.commentaires.href(here))).status).toBe(200);
  const done = await teacher.submit(BUTTON, nouveau);
  expect(done.text).toContain("Tuteur remplacé : le précédent ne peut plus entrer.");
  expect(done.text).toContain("Tuteur jusqu’au 23 novembre 2026 : Paul Ancien");
  expect(done.text).toContain("Rose Nouvelle, rose@remplace.test");

  expect((await tutor.get(routes.commentaires.href(here))).title).toBe("Se connecter");
  expect((await world.visitor().get(premier)).title).toBe("Ce lien n’est plus valable");
  const suivant = await enter(await lienDe(nouveau.courriel));
  const lus = await suivant.get(routes.commentaires.href(here));
  expect([lus.status, lus.text.includes("Paul Ancien"), lus.text.includes("Bon départ")]).toEqual([
    200,
    true,
    true,
  ]);
  expect(await enregistres(here)).toMatchObject([
    { nom: "Ancien", vivant: false },
    { nom: "Nouvelle", vivant: true },
  ]);
  // nobody types it again: the fiche names the newcomer, and not the former's telephone
  const fiche = await world.owner.query(
    "select tuteur_nom, tuteur_courriel, tuteur_telephone from accueil where dossier_id = $1",
    [here.dossier],
  );
  expect(Object.values(fiche.rows[0])).toEqual(["Nouvelle", "rose@remplace.test", ""]);
  const journal = await world.owner.query("select details from journal where acte = 'tuteur.remplacer'");
  expect(journal.rows).toHaveLength(1);
});

test("the same address is the same person: refused with the reason and what was typed; so is the learner’s own", async () => {
  const here = await dossierDe("Accardo");
  await invite(here, { ...ancien, courriel: "julien@meme.test" });
  await teacher.get(routes.tuteurRemplacer.href(here));
  const same = await teacher.submit(BUTTON, { nom: "Autre", prenom: "X", courriel: "JULIEN@meme.test" });
  expect([same.status, same.text.includes("C’est l’adresse de Paul Ancien")]).toEqual([422, true]);
  expect(same.root.querySelector("[name=nom]")?.getAttribute("value")).toBe("Autre");
  const own = await teacher.submit(BUTTON, { courriel: "eleve@lycee-demo.test" });
  expect([own.status, own.text.includes("celle de l’apprenant")]).toEqual([422, true]);
  expect((await teacher.submit(BUTTON, { courriel: "pas une adresse" })).status).toBe(422);
  expect((await enregistres(here)).filter((one) => one.vivant)).toHaveLength(1);
});

test("once he has come, another address in the form is refused: it would be another person", async () => {
  const here = await dossierDe("Barreau");
  const venu = { nom: "Venu", prenom: "Jean", courriel: "jean@venu.test" };
  await enter(await invite(here, venu));
  await teacher.get(gestion(here));
  const page = await teacher.submit("Renvoyer le lien", { ...venu, courriel: "autre@venu.test" });
  expect([page.status, page.text.includes("choisissez « Remplacer le tuteur »")]).toEqual([422, true]);
  // a misspelt name is corrected, everywhere he signs
  await teacher.get(gestion(here));
  const fixed = await teacher.submit("Renvoyer le lien", { ...venu, nom: "Venue" });
  expect(fixed.text).toContain("Jean Venue, jean@venu.test");
  expect(await enregistres(here)).toMatchObject([{ nom: "Venue", vivant: true }]);
});

test("a misspelt address corrected before anybody came: the same person, and the links sent there are dead", async () => {
  const here = await dossierDe("Béchameil");
  const faute = { nom: "Faute", prenom: "Lise", courriel: "lise@fotu.test" };
  const perdu = await invite(here, faute);
  const [avant] = await enregistres(here);
  const bon = await invite(here, { ...faute, courriel: "lise@faute.test" });
  expect(await enregistres(here)).toEqual([{ ...avant, courriel: "lise@faute.test" }]);
  expect((await world.visitor().get(perdu)).title).toBe("Ce lien n’est plus valable");
  expect((await enter(bon)).page.title).not.toBe("Ce lien n’est plus valable");
  expect((await teacher.get(gestion(here))).text).not.toContain("Tuteurs précédents");
});

test("corrected before the letter left: nothing goes to the wrong address", async () => {
  const here = await dossierDe("Berthier");
  await teacher.get(gestion(here));
  const form = routes.tuteurInviter.href(here);
  await teacher.submit(form, { nom: "Tard", prenom: "Zoé", courriel: "zoe@avant.test" });
  await teacher.submit(form, { nom: "Tard", prenom: "Zoé", courriel: "zoe@apres.test" });
  expect(await world.mails("zoe@avant.test")).toEqual([]);
  expect(await world.mails("zoe@apres.test")).toHaveLength(1);
});

test("an address that opens other dossiers is not changed under them", async () => {
  const [one, two] = [await dossierDe("Blanchet"), await dossierDe("Bonnin")];
  const commun = { nom: "Commun", prenom: "Max", courriel: "max@deux.test" };
  const premier = await invite(one, commun);
  await invite(two, commun);
  await invite(two, { ...commun, courriel: "max@ailleurs.test" });
  expect((await enregistres(one)).map((row) => row.courriel)).toEqual(["max@deux.test"]);
  expect((await enter(premier)).page.title).not.toBe("Ce lien n’est plus valable");
  expect((await enregistres(two)).map((row) => [row.courriel, row.vivant])).toEqual([
    ["max@deux.test", false],
    ["max@ailleurs.test", true],
  ]);
});

test("somebody else invited at an address already known and visited: the name that signed stays, and it is said", async () => {
  const [one, two] = [await dossierDe("Cordier"), await dossierDe("Collet")];
  await enter(await invite(one, { nom: "Signe", prenom: "Guy", courriel: "atelier@garage.test" }));
  await teacher.get(gestion(two));
  const page = await teacher.submit(routes.tuteurInviter.href(two), {
    nom: "Neuf",
    prenom: "Eva",
    courriel: "atelier@garage.test",
  });
  expect(page.text).toContain("Cette adresse est celle de Guy Signe");
  expect((await enregistres(one)).map((row) => row.nom)).toEqual(["Signe"]);
});

test("the fiche changed since the page was read: 409 with both; nobody to replace; a double press sends one letter", async () => {
  const here = await dossierDe("Degendoux");
  await invite(here, { nom: "Avant", prenom: "A", courriel: "a@conflit.test" });
  await teacher.get(routes.tuteurRemplacer.href(here));
  await world.owner.query(
    "update accueil set version = version + 1, tuteur_nom = 'Fiche' where dossier_id = $1",
    [here.dossier],
  );
  const stale = await teacher.submit(BUTTON, { nom: "Deux", prenom: "B", courriel: "b@conflit.test" });
  expect(stale.status).toBe(409);
  expect(stale.html.match(/Modifié entre-temps/g)).toHaveLength(1);
  expect(stale.text).toContain("Fiche");
  const form = teacher.page;
  expect((await teacher.submit(BUTTON)).text).toContain("Tuteur remplacé");
  teacher.page = form;
  await teacher.submit(BUTTON);
  expect(await world.mails("b@conflit.test")).toHaveLength(1);
  await teacher.get(gestion(here));
  await teacher.submit("Invalider l’accès");
  expect((await teacher.get(routes.tuteurRemplacer.href(here))).text).toContain("pas de tuteur à remplacer");
  const forced = { nom: "C", prenom: "C", courriel: "c@conflit.test", _version: "9" };
  expect((await teacher.post(routes.tuteurRemplacer.href(here), forced)).status).toBe(403);
});

test("others: 403 with the reason, 404 from the neighbouring school", async () => {
  const here = await dossierDe("Azil");
  const address = routes.tuteurRemplacer.href(here);
  const values = { nom: "X", prenom: "Y", courriel: "x@refus.test", _version: "1" };
  for (const courriel of [
    "h.roussel@lycee-demo.test",
    "eleve@lycee-demo.test",
    "administrateur@lycee-demo.test",
  ]) {
    const someone = await world.as(courriel);
    expect([courriel, (await someone.get(address)).status]).toEqual([courriel, 403]);
    expect([courriel, (await someone.post(address, values)).status]).toEqual([courriel, 403]);
  }
  const neighbour = await world.as("enseignant@lycee-voisin.test");
  expect((await neighbour.get(address)).status).toBe(404);
  expect((await neighbour.post(address, values)).status).toBe(404);
  expect(await world.mails("x@refus.test")).toEqual([]);
});
