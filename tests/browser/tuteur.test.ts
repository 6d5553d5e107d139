import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { routes } from "#routes.ts";
import { accessibility, createDesk, DESKTOP, type Desk, PHONE, scrollsSideways } from "../kit/browser.ts";
import { createWorld, type World } from "../kit/world.ts";

let world: World;
let desk: Desk;
let dossier: string;
let periode: string;
beforeAll(async () => {
  world = await createWorld();
  desk = await createDesk(world);
  const { rows } = await world.owner.query(
    `select d.id as dossier, p.id as periode from dossier d join apprenant a on a.id = d.apprenant_id
     join periode p on p.id = d.periode_id where a.nom = 'Accardo' and p.nom = 'PFMP 3'`,
  );
  ({ dossier, periode } = rows[0]);
});

/** The page as it stands, at both widths: nothing for axe to say, nothing wider than the window. */
async function looksRight(page: Page, where: string) {
  for (const viewport of [PHONE, DESKTOP]) {
    await page.setViewportSize(viewport);
    const wrong = await accessibility(page);
    if (await scrollsSideways(page)) wrong.push("défile de côté");
    expect(wrong, `${where} à ${viewport.width}`).toEqual([]);
  }
}

test("company, individualisation, invitation, mail, tutor: each in his own browser", async () => {
  const fiche = routes.ficheLieu.href({ dossier });
  const learner = await desk.open("eleve@lycee-demo.test");
  await learner.goto(fiche);
  await learner.getByLabel(/Raison sociale/).fill("");
  await learner.getByRole("button", { name: "Enregistrer" }).click();
  await learner.getByText("Un point à corriger").waitFor();
  await looksRight(learner, "lieu refusé");
  await learner.getByLabel(/Raison sociale/).fill("Fromagerie de l’Andelle");
  await learner.getByLabel("Courriel").fill("chef@fromagerie.test");
  await learner.getByRole("button", { name: "Enregistrer" }).click();
  await learner.getByText("Lieu de réalisation enregistré.").waitFor();
  await learner.getByRole("link", { name: /Objectifs/ }).click();
  await looksRight(learner, "objectifs lus");

  const teacher = await desk.open("enseignant@lycee-demo.test");
  await teacher.goto(routes.ficheObjectifs.href({ dossier }));
  await teacher.getByLabel("Objectif 1", { exact: true }).fill("Souder à l’arc");
  await teacher.getByRole("button", { name: "Enregistrer" }).click();
  await teacher.getByText(/Individualisée le/).waitFor();
  await teacher.getByText("Revenir à l’annexe pédagogique").click();
  await looksRight(teacher, "objectifs individualisés");
  await teacher.getByRole("link", { name: /Activités/ }).click();
  await looksRight(teacher, "activités");
  await teacher.goto(routes.tuteurs.href({ periode }, { dossier }));
  await looksRight(teacher, "gestion des tuteurs");
  await teacher.getByRole("button", { name: "Envoyer un lien d’accès au tuteur" }).click();
  await teacher.getByText(/Lien d’accès envoyé à chef@fromagerie.test/).waitFor();

  const mails = await world.mails("chef@fromagerie.test");
  expect(mails).toHaveLength(1);
  const tutor = await desk.open(null);
  await tutor.goto(routes.demoCourriels.href({}));
  await looksRight(tutor, "courriels");
  await tutor.getByRole("link", { name: "Votre accès pour suivre Aline A. en entreprise" }).first().click();
  await looksRight(tutor, "courriel");
  await tutor.getByRole("link", { name: /\/acces\// }).click();
  await looksRight(tutor, "lien");
  await tutor.getByRole("button", { name: "Accéder à mon espace" }).click();
  await tutor.waitForURL((url) => url.pathname === "/");
  await looksRight(tutor, "accueil du tuteur");
  await tutor.goto(fiche);
  await tutor.getByText("Fromagerie de l’Andelle").waitFor();
  await looksRight(tutor, "lieu lu");
  await tutor.goto(routes.ficheActivites.href({ dossier }));
  await looksRight(tutor, "activités lues");

  await learner.goto(fiche);
  await learner.getByRole("textbox", { name: "Ville", exact: true }).fill("Fleury");
  await learner.getByRole("button", { name: "Proposer ce changement" }).click();
  await learner.getByText("Proposition en attente").waitFor();
  await looksRight(learner, "proposition envoyée");
  await teacher.goto(fiche);
  await looksRight(teacher, "proposition");
  await teacher.getByRole("button", { name: "Accepter la proposition" }).click();
  await teacher.getByText("Proposition acceptée.").waitFor();

  await teacher.goto(routes.tuteurs.href({ periode }, { dossier }));
  await looksRight(teacher, "tuteur venu");
  // by the keyboard alone: to the page that replaces him, and back
  await teacher.getByRole("link", { name: "Remplacer le tuteur" }).focus();
  await teacher.keyboard.press("Enter");
  await teacher.getByRole("heading", { name: "Remplacer le tuteur", level: 1 }).waitFor();
  await teacher.getByRole("button", { name: "Remplacer le tuteur et envoyer le lien" }).focus();
  await teacher.keyboard.press("Enter");
  await teacher.getByText("3 points à corriger").waitFor();
  await looksRight(teacher, "remplacement refusé");
  await teacher.getByRole("link", { name: /^Garder/ }).click();
  await teacher.getByRole("button", { name: "Renvoyer le lien" }).waitFor();
  await teacher.getByRole("button", { name: "Invalider l’accès" }).click();
  await teacher.getByText(/Accès invalidé\s:/).waitFor();
  await tutor.goto(fiche);
  await tutor.getByRole("heading", { name: "Se connecter", level: 1 }).waitFor();
  await tutor.goto(mails[0]?.links[0] ?? "");
  await tutor.getByRole("heading", { name: "Ce lien n’est plus valable" }).waitFor();
  await looksRight(tutor, "lien fermé");
  await tutor.getByRole("button", { name: "Demander un nouveau lien" }).click();
  await tutor.getByText("Demande notée").waitFor();
  await looksRight(tutor, "demande notée");
});
