import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { routes } from "#routes.ts";
import { createDesk, type Desk } from "../kit/browser.ts";
import { createWorld, type World } from "../kit/world.ts";
import { button, fill, said, see } from "./gestes.ts";
import { dossierDe } from "./lieux.ts";
import { defauts } from "./regard.ts";

/** The states an address alone does not show: refused, disputed, forbidden, open menus, comfort, and a school with nothing. */

const ENSEIGNANT = "enseignant@lycee-demo.test";
const ELEVE = "eleve@lycee-demo.test";
const ADMINISTRATEUR = "administrateur@lycee-demo.test";

let world: World;
let desk: Desk;
beforeAll(async () => {
  world = await createWorld();
  desk = await createDesk(world);
});

const idOf = async (query: string): Promise<string> => (await world.owner.query(query)).rows[0].id;
const periodeDe = (nom: string) =>
  idOf(`select id from periode where nom = '${nom}' order by cree_le limit 1`);

/** Everything emptied and sent: what lacks is said at the top and beside each field. */
async function refused(page: Page, address: string, send: string): Promise<string[]> {
  await page.goto(address);
  const pressed = page.getByRole("button", { name: send, exact: true }).first();
  const form = page.locator("form", { has: pressed });
  for (const field of await form.locator("input.input:not([type=file]):visible, textarea:visible").all())
    await field.fill("");
  await pressed.click();
  await page.locator(".errors").first().waitFor();
  return (await defauts(page)).map((line) => `${address} ${line}`);
}

/** Somebody else saves between the page and its button: both texts are shown. */
async function disputed(
  page: Page,
  address: string,
  [table, where]: [string, string],
  field: string,
): Promise<string[]> {
  await page.goto(address);
  await world.owner.query(`update ${table} set version = version + 1 where ${where}`);
  await fill(page, { [field]: "Autre texte" });
  await page.getByLabel(new RegExp(`^${field}`)).press("Tab");
  if ((await page.locator("p-enregistrement").count()) > 0) {
    await said(page, "rien n’est écrasé");
    await button(page, "Comparer les deux textes").click();
  } else
    await button(page, /^Enregistrer/)
      .first()
      .click();
  await see(page, "Modifié entre-temps");
  return (await defauts(page)).map((line) => `${address} ${line}`);
}

test("forms sent back to a teacher", async () => {
  const page = await desk.open(ENSEIGNANT);
  const dossier = await dossierDe(world, "Azil");
  const annexe = await idOf("select id from annexe where titre = 'Annexe PFMP 3 1 MSPC'");
  const periode = await periodeDe("PFMP 1");
  const running = await periodeDe("PFMP 3");
  expect([
    ...(await refused(page, routes.annexeNouvelle.href({}), "Enregistrer l’annexe")),
    ...(await refused(page, routes.annexeEmettre.href({ annexe }), "Émettre la période")),
    ...(await refused(page, routes.periodeInformations.href({ periode }), "Enregistrer")),
    ...(await refused(page, routes.periodeSupprimer.href({ periode }), "Supprimer la période")),
    ...(await refused(page, routes.ficheObjectifs.href({ dossier }), "Enregistrer")),
    ...(await refused(
      page,
      routes.tuteurs.href({ periode: running }, { dossier }),
      "Envoyer un lien d’accès au tuteur",
    )),
    ...(await refused(page, routes.commentaires.href({ dossier }), "Publier le commentaire")),
    ...(await refused(
      page,
      routes.bilanEntreprise.href({ dossier }),
      "Terminer et transmettre à l’apprenant",
    )),
    ...(await refused(page, routes.bilansIntermediaires.href({}), "Continuer")),
    ...(await refused(page, routes.motDePasse.href({}), "Enregistrer le mot de passe")),
  ]).toEqual([]);
  await page.context().close();
});

test("forms sent back to a learner, to an administrator, to a visitor", async () => {
  const learner = await desk.open(ELEVE);
  const dossier = await dossierDe(world, "Accardo");
  const admin = await desk.open(ADMINISTRATEUR);
  const visitor = await desk.open(null);
  expect([
    ...(await refused(learner, routes.activiteNouvelle.href({ dossier }), "Enregistrer")),
    ...(await refused(learner, routes.ficheLieu.href({ dossier }), "Enregistrer")),
    ...(await refused(admin, routes.imports.href({}), "Lire le fichier")),
    ...(await refused(admin, routes.enseignants.href({}), "Créer et envoyer le lien")),
    ...(await refused(admin, routes.maitres.href({}), "Créer et envoyer le lien")),
    ...(await refused(visitor, routes.connexion.href({}), "Se connecter")),
  ]).toEqual([]);
  for (const page of [learner, admin, visitor]) await page.context().close();
});

test("two people saved the same thing", async () => {
  const page = await desk.open(ENSEIGNANT);
  const dossier = await dossierDe(world, "Azil");
  const annexe = await idOf("select id from annexe where titre = 'Annexe PFMP 3 1 MSPC'");
  const periode = await periodeDe("PFMP 1");
  const learner = await desk.open(ELEVE);
  const passe = await dossierDe(world, "Accardo", "PFMP 2");
  const semaine = routes.semaine.href({ dossier: passe, lundi: "2026-07-06" });
  const objectifs = routes.ficheObjectifs.href({ dossier });
  const informations = routes.periodeInformations.href({ periode });
  expect([
    ...(await disputed(page, routes.annexe.href({ annexe }), ["annexe", `id = '${annexe}'`], "Titre")),
    ...(await disputed(page, informations, ["periode", `id = '${periode}'`], "Nom de la période")),
    ...(await disputed(page, objectifs, ["fiche", `dossier_id = '${dossier}'`], "Objectif 1")),
    ...(await disputed(learner, semaine, ["semaine", `dossier_id = '${passe}'`], "Qu’as-tu réussi")),
  ]).toEqual([]);
  await page.context().close();
  await learner.context().close();
});

test("what one may not open, and what does not exist", async () => {
  const wrong: string[] = [];
  for (const [courriel, forbidden] of [
    [ENSEIGNANT, routes.administration.href({})],
    [ELEVE, routes.annexes.href({})],
    [ADMINISTRATEUR, routes.periodes.href({})],
  ] as const) {
    const page = await desk.open(courriel);
    expect((await page.goto(forbidden))?.status()).toBe(403);
    wrong.push(...(await defauts(page)));
    expect((await page.goto("/page/inconnue"))?.status()).toBe(404);
    wrong.push(...(await defauts(page)));
    await page.context().close();
  }
  expect(wrong).toEqual([]);
});

test("menus open, on a desk and on a phone", async () => {
  const page = await desk.open(ENSEIGNANT);
  const periode = await periodeDe("PFMP 2");
  await page.goto(routes.periodes.href({}, { periode, q: "Accardo" }));
  await button(page, "Actions pour ACCARDO Aline").click();
  await see(page, "Consulter le portfolio");
  const wrong = await defauts(page);
  await page.keyboard.press("Escape");
  // locked acts stay in sight with their reason
  await button(page, "Actions pour PFMP 2").first().click();
  await see(page, /bilan intermédiaire/);
  wrong.push(...(await defauts(page)));
  await page.keyboard.press("Escape");
  await button(page, /Mon compte/).click();
  await see(page, "Se déconnecter");
  wrong.push(...(await defauts(page)));
  expect(wrong).toEqual([]);
  await page.context().close();
});

test("an activity taken out, a period in the bin", async () => {
  const learner = await desk.open(ELEVE);
  const dossier = await dossierDe(world, "Accardo", "PFMP 2");
  const activite = await idOf(`select id from activite where dossier_id = '${dossier}'`);
  await learner.goto(routes.activite.href({ dossier, activite }));
  await button(learner, "Retirer cette activité").click();
  await see(learner, "Activité retirée.");
  const wrong = await defauts(learner);
  await learner.goto(routes.activites.href({ dossier }));
  wrong.push(...(await defauts(learner)));
  const page = await desk.open(ENSEIGNANT);
  await page.goto(routes.periodeSupprimer.href({ periode: await periodeDe("Renfort arrêt technique") }));
  await page.getByLabel(/SUPPRIMER/).fill("SUPPRIMER");
  await button(page, "Supprimer la période").click();
  await page.locator(".flash").waitFor();
  await page.goto(routes.periodesCorbeille.href({}));
  await button(page, /Rétablir/).waitFor();
  wrong.push(...(await defauts(page)));
  expect(wrong).toEqual([]);
  await page.context().close();
  await learner.context().close();
});

test("« Lecture confortable », signed in or not", async () => {
  const dossier = await dossierDe(world, "Aïssani");
  const wrong: string[] = [];
  for (const [courriel, addresses] of [
    [null, [routes.connexion.href({})]],
    [ENSEIGNANT, [routes.periodes.href({}), routes.bilanEntreprise.href({ dossier })]],
    [
      "carole.aissani",
      [routes.accueil.href({}), routes.semaines.href({ dossier }), routes.mesEvaluations.href({})],
    ],
  ] as const) {
    const page = await desk.open(courriel);
    await page.goto(addresses[0]);
    if (courriel) await button(page, /Mon compte/).click();
    await button(page, "Lecture confortable").click();
    await page.locator("html.confort").waitFor();
    for (const address of addresses) {
      await page.goto(address);
      expect(await page.locator("html.confort").count(), address).toBe(1);
      wrong.push(...(await defauts(page)).map((line) => `${address} ${line}`));
    }
    await page.context().close();
  }
  expect(wrong).toEqual([]);
});

test("the second factor, being enrolled: a drawing to photograph, a key to type, a code to give", async () => {
  const page = await desk.open("k.benali@lycee-demo.test");
  await page.goto(routes.secondFacteur.href({}));
  await button(page, "Commencer").click();
  await page.getByRole("img", { name: "Code QR du second facteur" }).waitFor();
  expect(await defauts(page)).toEqual([]);
  expect(await refused(page, routes.secondFacteur.href({}), "Vérifier et enregistrer")).toEqual([]);
  await page.context().close();
});

test("a school that has just begun: every list is empty and says what to do", async () => {
  await world.owner.query(
    "truncate periode, annexe, evaluation, bilan_intermediaire, import_liste, contrat, enseignant_classe, inscription cascade",
  );
  const apprenant = await idOf("select id from apprenant where nom = 'Accardo'");
  const wrong: string[] = [];
  for (const [courriel, addresses] of [
    [
      ENSEIGNANT,
      [
        routes.periodes,
        routes.annexes,
        routes.annexeNouvelle,
        routes.periodesCorbeille,
        routes.bilansIntermediaires,
        routes.classes,
      ],
    ],
    [ELEVE, [routes.accueil, routes.mesEvaluations]],
    ["maitre@lycee-demo.test", [routes.accueil]],
    [
      ADMINISTRATEUR,
      [routes.administration, routes.imports, routes.adminClasses, routes.enseignants, routes.maitres],
    ],
  ] as const) {
    const page = await desk.open(courriel);
    const all = addresses.map((one) => one.href({}));
    if (courriel === ELEVE) all.push(routes.tableauDeBord.href({ apprenant }));
    for (const address of all) {
      expect((await page.goto(address))?.status(), address).toBe(200);
      wrong.push(...(await defauts(page)).map((line) => `${courriel} ${address} ${line}`));
    }
    await page.context().close();
  }
  expect(wrong).toEqual([]);
});
