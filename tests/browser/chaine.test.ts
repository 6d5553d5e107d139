import { PDFDocument } from "@cantoo/pdf-lib";
import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { createDesk, type Desk, PHONE, signIn } from "../kit/browser.ts";
import { createWorld, type World } from "../kit/world.ts";
import {
  button,
  choisir,
  downloaded,
  fill,
  flash,
  link,
  niveau,
  said,
  see,
  tacheDeLaSemaine,
  title,
} from "./gestes.ts";

/** The whole chain, from a class list to an evaluated period: each person in his own browser, one step after the other. */

const LISTE = [
  "NOM;PRENOM;NE(E) LE;DIV.;STATUT",
  "GRANGÉ;Zélie;12/03/2010;1MSPC2;",
  "NOËL;François;05/06/2010;1MSPC2;",
  "ROUÉ;Maël;30/01/2010;1MSPC2;AP",
].join("\r\n");
const MOT_DE_PASSE = "une passerelle de bois clair";
const objectif = "Consigner une machine avant d’intervenir.";

let world: World;
let desk: Desk;
let admin: Page;
let prof: Page;
let eleve: Page;
let tuteur: Page;
/** the address of Zélie's dossier */
let dossier: string;

beforeAll(async () => {
  world = await createWorld();
  desk = await createDesk(world);
});

async function lastLink(to: string): Promise<string> {
  const [address] = (await world.mails(to)).at(-1)?.links ?? [];
  if (!address) throw new Error(`no link mailed to ${to}`);
  return address;
}

async function choosePassword(page: Page, send: string): Promise<void> {
  await fill(page, { "Nouveau mot de passe": MOT_DE_PASSE, "Le même, une seconde fois": MOT_DE_PASSE });
  await button(page, send).click();
}

/** The teacher's follow-up page on the new period, with the line of one learner. */
async function suivi(nom: string) {
  await prof.goto("/periodes?niveau=1RE");
  await link(prof, /PFMP 4/).click();
  return prof
    .getByRole("list", { name: "Apprenants de PFMP 4" })
    .getByRole("listitem")
    .filter({ hasText: nom });
}

async function menuDe(nom: string, document: string | RegExp): Promise<void> {
  await suivi(nom);
  await button(prof, new RegExp(`Actions pour ${nom}`)).click();
  await link(prof, document).click();
}

test("1. the administrator imports a class list and sees first what it will change", async () => {
  admin = await desk.open("administrateur@lycee-demo.test");
  await admin.goto("/administration/imports");
  const buffer = Buffer.from(LISTE, "latin1");
  await admin
    .getByLabel("Fichier de la liste")
    .setInputFiles({ name: "1MSPC2.csv", mimeType: "text/csv", buffer });
  await button(admin, "Lire le fichier").click();
  await title(admin, "Ce que la liste changera");
  await see(admin, "GRANGÉ Zélie");
  await admin.getByLabel("Référentiel").selectOption("mspc");
  await button(admin, "Appliquer").click();
  await title(admin, "Liste appliquée");
  await see(admin, "3 apprenants créés");
});

test("1. she creates a teacher of the class and a maître d’apprentissage for the apprenti", async () => {
  await admin.goto("/administration/enseignants");
  const un = admin.locator("#creer");
  await fill(un, { Nom: "Garcia", Prénom: "Inès", Courriel: "i.garcia@lycee-demo.test" });
  await un.getByLabel("1MSPC2").check();
  await button(admin, "Créer et envoyer le lien").click();
  await see(admin, "GARCIA Inès");

  await admin.goto("/administration/maitres");
  await fill(un, {
    Nom: "Petit",
    Prénom: "Rémi",
    Courriel: "r.petit@entreprise.test",
    Entreprise: "Mécanique Oissel",
  });
  await un.getByLabel("Apprenti").selectOption({ label: "ROUÉ Maël (1MSPC2)" });
  await fill(un, { "Contrat : premier jour": "2026-09-01", "Contrat : dernier jour": "2028-08-31" });
  await button(admin, "Créer et envoyer le lien").click();
  await see(admin, "PETIT Rémi");
});

test("1. both open their accounts by the link of their mail", async () => {
  prof = await desk.open(null);
  await prof.goto(await lastLink("i.garcia@lycee-demo.test"));
  await choosePassword(prof, "Activer mon compte");
  await title(prof, "Portfolio des activités en entreprise");

  const maitre = await desk.open(null, { viewport: PHONE });
  await maitre.goto(await lastLink("r.petit@entreprise.test"));
  await choosePassword(maitre, "Activer mon compte");
  await title(maitre, /^Bonjour /);
  await maitre.context().close();
});

test("2. the teacher writes an annexe, issues a period from it and sees it in the Vue par périodes", async () => {
  await prof.goto("/annexes/nouvelle");
  await prof.getByLabel("Titre").fill("Maintenance préventive");
  await prof.getByLabel("Niveau de classe").selectOption("1RE");
  await prof.getByLabel("Objectif 1", { exact: true }).fill(objectif);
  await prof.getByLabel("Objectif 2", { exact: true }).fill("Tenir à jour le carnet de la machine.");
  for (const code of ["A1T1", "A2T2", "A3T1"]) await prof.getByLabel(code).check();
  await button(prof, "Enregistrer l’annexe").click();
  await link(prof, "Émettre une période").first().click();
  await prof.getByLabel("Nom de la période").fill("PFMP 4");
  await prof.getByLabel("Statut").selectOption("P2");
  await fill(prof, { "Premier jour": "2026-11-16", "Dernier jour": "2026-12-11" });
  await button(prof, "Émettre la période").click();
  await flash(prof, "émise pour 3 apprenants");
  const zelie = await suivi("GRANGÉ Zélie");
  await see(zelie, "Dossier vide");
  await see(zelie, "Entreprise à renseigner");
  dossier = (await zelie.getByRole("link", { name: /Dossier/ }).getAttribute("href")) ?? "";
  expect(dossier).toMatch(/^\/dossiers\//);
});

test("1. a coupon, printed by the teacher, brings the learner in, who chooses a password", async () => {
  await prof.goto("/classes");
  await link(prof, "1MSPC2").click();
  await button(prof, /jamais venus \(3\)/).click();
  await title(prof, "Coupons d’accès");
  const coupon = prof.locator(".coupon", { hasText: "GRANGÉ Zélie" });
  const code = (await coupon.locator(".coupon-code").textContent()) ?? "";
  await see(coupon, "zelie.grange");

  eleve = await desk.open(null, { viewport: PHONE });
  await signIn(eleve, "zelie.grange", code);
  await title(eleve, "Choisis ton mot de passe");
  await choosePassword(eleve, "Enregistrer le mot de passe");
  await title(eleve, "Bonjour Zélie");
});

test("3. the learner says where, and reads the objectives and the tasks", async () => {
  await eleve.goto(`${dossier}/fiche/lieu`);
  await fill(eleve, { "Raison sociale": "Verrerie de la Bresle" });
  await eleve.getByRole("textbox", { name: "Ville", exact: true }).fill("Le Tréport");
  const sien = eleve.locator(".card", { hasText: "Le tuteur de stage" });
  await fill(sien, { Nom: "Caillard", Prénom: "Jeanne", Courriel: "j.caillard@verrerie.test" });
  await button(eleve, "Enregistrer").click();
  await flash(eleve, "enregistré");
  await link(eleve, /^Objectifs/).click();
  await see(eleve, objectif);
  await link(eleve, /^Activités/).click();
  await see(eleve, "A1T1");
});

test("4. the teacher fits objectives and tasks to this learner, and sends the tutor his link", async () => {
  await menuDe("GRANGÉ Zélie", "Éditer la fiche de liaison entreprise");
  await link(prof, /^Objectifs/).click();
  await prof.getByLabel("Objectif 2", { exact: true }).fill("Préparer le four à l’arrêt.");
  await button(prof, "Enregistrer").click();
  await see(prof, "Individualisée");
  await link(prof, /^Activités/).click();
  await prof.getByLabel("A2T1").check();
  await button(prof, "Enregistrer").click();
  await flash(prof, "enregistrée");

  await suivi("GRANGÉ Zélie");
  await link(prof, "Gérer les tuteurs").first().click();
  await link(prof, "GRANGÉ Zélie").click();
  const identite = prof.locator("#tuteur");
  expect(await identite.getByLabel(/^Nom/).inputValue()).toBe("Caillard");
  expect(await identite.getByLabel("Courriel").inputValue()).toBe("j.caillard@verrerie.test");
  await button(prof, "Envoyer un lien d’accès au tuteur").click();
  await see(prof, "Première visite");
  await link(prof, "Terminer").first().click();
  await title(prof, "Portfolio des activités en entreprise");
});

test("5. the tutor enters by the mailed link and finds the learner’s documents", async () => {
  tuteur = await desk.open(null, { viewport: PHONE });
  await tuteur.goto(await lastLink("j.caillard@verrerie.test"));
  await button(tuteur, "Accéder à mon espace").click();
  await title(tuteur, /^Bonjour /);
  await link(tuteur, "Consulter la fiche de liaison entreprise").click();
  await see(tuteur, "Verrerie de la Bresle");
  await link(tuteur, /^Objectifs/).click();
  await see(tuteur, "Préparer le four à l’arrêt.");
  await tuteur.goto("/");
  await link(tuteur, "Consulter le portfolio").click();
  await title(tuteur, /^Portfolio .*Zélie/);
  await tuteur.goto("/");
  await link(tuteur, "Consulter le tableau de bord").click();
  await title(tuteur, /^Tableau de bord .*Zélie/);
});

test("6. the learner tells the first week and one activity; her folder opens", async () => {
  await eleve.goto(`${dossier}/portfolio/semaines`);
  await link(eleve, /Semaine 1,/).click();
  await eleve.getByLabel("Qu’as-tu fait cette semaine ?").fill("Ronde du matin avec Mme Caillard.");
  await tacheDeLaSemaine(eleve, "A1T1").check();
  await fill(eleve, { "Qu’as-tu réussi ?": "J’ai lu le schéma.", "Qu’as-tu aimé ?": "Le four." });
  await button(eleve, "Enregistrer").click();
  await flash(eleve, "Semaine 1 enregistrée");
  await link(eleve, /^Activités/).click();
  await link(eleve, "Ajouter une activité").click();
  await fill(eleve, {
    "Titre de l’activité": "Graissage d’un convoyeur",
    Machine: "Convoyeur 2",
    "Nature du travail à réaliser": "Graisser les paliers.",
    "Réparations effectuées": "Paliers graissés, essai sans bruit.",
  });
  await eleve.getByLabel("A2T2").check();
  await button(eleve, "Enregistrer").click();
  await flash(eleve, "Activité enregistrée");
  const zelie = await suivi("GRANGÉ Zélie");
  await see(zelie, "Dossier commencé");
});

test("7. teacher and tutor fill one grid: their competences add up, and on the same one both choices are shown", async () => {
  await menuDe("GRANGÉ Zélie", "Éditer le bilan entreprise");
  await tuteur.goto("/");
  await link(tuteur, "Éditer le bilan entreprise").click();
  expect(await tuteur.getByLabel("Date de la rencontre").inputValue()).toBe("2026-12-11");
  await choisir(prof, "C1.1", "4");
  await said(prof, /^Enregistré à/);
  await choisir(tuteur, "C1.2", "3");
  await said(tuteur, /^Enregistré à/);
  await choisir(tuteur, "C1.1", "2");
  await said(tuteur, /rien n’est écrasé/);
  await button(tuteur, "Comparer les deux textes").click();
  await see(tuteur, /Inès Garcia a choisi 4/);
  await see(tuteur, /vous aviez choisi 2/);
  // they talk, and agree on the teacher's
  await choisir(tuteur, "C1.1", "4");
  await tuteur.getByLabel("Commentaire").fill("Zélie est attentive et ponctuelle.");
  await button(tuteur, "Enregistrer").first().click();
  await flash(tuteur, "Bilan enregistré");
});

test("7. « Terminer » passes the bilan on to the learner", async () => {
  await prof.reload();
  await see(prof, "Enregistré");
  expect(await niveau(prof, "C1.1", "4").isChecked()).toBe(true);
  expect(await niveau(prof, "C1.2", "3").isChecked()).toBe(true);
  await button(prof, "Terminer et transmettre à l’apprenant").click();
  await flash(prof, "Bilan transmis à Zélie Grangé");
});

test("8. the learner finds the bilan in Mes évaluations and on the tableau de bord", async () => {
  await eleve.goto("/mes-evaluations");
  await link(eleve, "Bilan entreprise, PFMP 4").click();
  await see(eleve, "Zélie est attentive et ponctuelle.");
  await button(eleve, "J’ai pris connaissance").click();
  await see(eleve, "Tu en as pris connaissance");
  await link(eleve, "Tableau de bord").first().click();
  await title(eleve, /tableau de bord/i);
  const ligne = eleve.getByRole("row", { name: /C1\.1/ });
  expect(await ligne.textContent()).toContain("Satisfaisant");
});

test("9. everybody entitled downloads the attestation: a PDF with six fields to complete", async () => {
  const fields = async (page: Page, press: () => Promise<void>) =>
    (await PDFDocument.load(await downloaded(page, press))).getForm().getFields().length;
  await tuteur.goto("/");
  const attestation = "Imprimer l’attestation de présence";
  expect(await fields(tuteur, () => link(tuteur, attestation).click())).toBe(6);
  await eleve.goto("/");
  expect(await fields(eleve, () => link(eleve, "Imprimer mon attestation de présence").click())).toBe(6);
  expect(await fields(prof, () => menuDe("GRANGÉ Zélie", attestation))).toBe(6);
});

test("10. a bilan intermédiaire dated after the meeting freezes the bilan and the period, and the pages say why", async () => {
  await prof.goto("/bilans-intermediaires");
  const preparer = prof.getByRole("form", { name: "Préparer un bilan intermédiaire" });
  await preparer.getByLabel("Pour qui").selectOption({ label: "GRANGÉ Zélie" });
  await preparer.getByLabel("Date du bilan intermédiaire").fill("2026-12-14");
  await button(prof, "Continuer").click();
  await prof.getByLabel("Commentaire").fill("Zélie progresse.");
  await button(prof, "Créer le bilan intermédiaire").click();
  await flash(prof, "créé pour 1 apprenant");

  await tuteur.goto(`${dossier}/bilan-entreprise`);
  await see(tuteur, /bilan intermédiaire du 14\sdécembre 2026/);
  expect(await tuteur.getByRole("radio").count()).toBe(0);
  await menuDe("GRANGÉ Zélie", "Consulter le bilan entreprise");
  await see(prof, /bilan intermédiaire du 14\sdécembre 2026/);
  expect(await button(prof, "Enregistrer").isDisabled()).toBe(true);

  await suivi("GRANGÉ Zélie");
  await button(prof, "Actions pour PFMP 4").first().click();
  expect(await link(prof, "Modifier les paramètres de la période").count()).toBe(0);
  expect(await link(prof, "Supprimer la période").count()).toBe(0);
  await see(prof, /bilan intermédiaire/);
});
