import { beforeAll, expect, test } from "vitest";
import { routes } from "#routes.ts";
import type { Client } from "../../../tests/kit/client.ts";
import { createWorld, type World } from "../../../tests/kit/world.ts";

/** Advice, from whoever gives it to the learner who reworks his text (S-58, B-07). */
let world: World;
/** Carole's, whose tutor is invited and whose teacher has already written one comment */
let dossier: string;
let tutor: Client;
let carole: Client;

const LUNDI = "2026-11-09";
const onglet = () => routes.commentaires.href({ dossier });
const commentaire = async (texte: string) =>
  (
    await world.owner.query("select * from commentaire where dossier_id = $1 and texte = $2", [
      dossier,
      texte,
    ])
  ).rows[0];
/** the card of one comment, as its page shows it */
const carte = (client: Client, id: string) =>
  client.page.root.querySelector(`#commentaire-${id}`)?.text.replaceAll(/[\s\u00a0]+/g, " ") ?? "";
const plusTard = (minutes: number) => world.setNow(new Date(Date.UTC(2026, 10, 23, 9, minutes)));

beforeAll(async () => {
  world = await createWorld();
  const { rows } = await world.owner.query(
    `select d.id from dossier d join apprenant a on a.id = d.apprenant_id join periode p on p.id = d.periode_id
     where a.nom = 'Aïssani' and p.nom = 'PFMP 3'`,
  );
  dossier = rows[0].id;
  tutor = await world.asTutor(dossier);
  carole = world.visitor();
  await carole.signIn("carole.aissani");
});

test("the tutor comments the whole; the learner reads, says « C’est fait », and takes it back", async () => {
  await tutor.get(onglet());
  await tutor.submit(onglet(), { texte: "  " });
  expect(tutor.page.status).toBe(422);
  expect(tutor.page.text).toContain("Écrivez votre commentaire.");
  await tutor.submit(onglet(), { texte: "Pense à la consignation <i>vraiment</i>." });
  const texts = tutor.page.root.querySelectorAll(".commentaire-texte").map((p) => p.text);
  expect(texts).toHaveLength(2);
  expect(texts[1]).toBe("Pense à la consignation <i>vraiment</i>.");
  expect(tutor.page.html).toContain("&lt;i&gt;vraiment");
  expect(tutor.page.text).toContain("Tuteur de stage · 23 novembre 2026 à 10 h 00");

  await carole.get(onglet());
  expect(carole.page.text).toContain("2 commentaires, dont 2 à traiter");
  await carole.submit("C’est fait");
  expect(carole.page.text).toContain("Fait le 23 novembre 2026");
  expect(carole.page.text).toContain("dont 1 à traiter");
  await carole.submit("Remettre à faire");
  expect(carole.page.text).toContain("dont 2 à traiter");
  expect((await carole.post(onglet(), { texte: "Je me réponds" }, onglet())).status).toBe(403);
});

test("who has read a comment, and when first: its author and the learner are told, nobody else", async () => {
  const { id } = await commentaire("Pense à la consignation <i>vraiment</i>.");
  await tutor.get(onglet());
  expect(carte(tutor, id)).toContain("Lu par Carole Aïssani le 23 novembre 2026 à 10 h 00");
  plusTard(40);
  const teacher = await world.as("enseignant@lycee-demo.test");
  await teacher.get(onglet());
  expect(carte(teacher, id)).not.toContain("Lu par");
  await carole.get(onglet());
  expect(carte(carole, id)).toMatch(
    /Lu par Carole Aïssani le 23 novembre 2026 à 10 h 00, \S+ \S+ le 23 novembre 2026 à 10 h 40/,
  );
  // reading again moves nothing
  plusTard(50);
  await teacher.get(onglet());
  await carole.get(onglet());
  expect(carte(carole, id)).toContain("à 10 h 40");
  plusTard(0);
});

test("a learner answers in one line, once; corrects, takes back, puts back", async () => {
  const { id } = await commentaire("Pense à la consignation <i>vraiment</i>.");
  const reponse = routes.commentaireReponse.href({ dossier, commentaire: id });
  await carole.get(onglet());
  await carole.submit(reponse, { texte: "x".repeat(301) });
  expect(carole.page.status).toBe(422);
  expect(carole.page.text).toContain("une ligne suffit");
  expect(carole.page.root.querySelector("[name=texte]")?.getAttribute("value")).toHaveLength(301);
  await carole.submit(reponse, { texte: "J’ai ajouté\nles cadenas." });
  expect(carte(carole, id)).toMatch(/Ta réponse 23 novembre 2026 à 10 h 00\s?J’ai ajouté les cadenas\./);
  expect((await carole.post(reponse, { texte: "Encore" }, onglet())).text).toContain("Tu as déjà répondu");
  expect((await tutor.get(onglet())).text).toContain("Réponse de Carole");
  // the counters count comments, not answers
  expect(carole.page.status).toBe(422);
  expect((await carole.get(onglet())).text).toContain("2 commentaires, dont 2 à traiter");

  await carole.get(carole.page.link("Corriger (réponse"));
  await carole.submit("Enregistrer", { texte: "J’ai ajouté le cadenas." });
  expect(carole.page.text).toContain("Réponse corrigée.");
  await carole.submit("Retirer (réponse");
  expect(carole.page.text).toContain("Réponse retirée");
  expect((await tutor.get(onglet())).text).not.toContain("cadenas");
  await carole.submit("Rétablir");
  expect((await tutor.get(onglet())).text).toContain("J’ai ajouté le cadenas.");
  expect((await tutor.post(reponse, { texte: "Je réponds aussi" }, onglet())).status).toBe(403);
});

test("an author corrects for a quarter of an hour, takes back at any time with the way to put back", async () => {
  await tutor.get(onglet());
  await tutor.submit(onglet(), { texte: "Bravo pour la rnode." });
  const { id } = await commentaire("Bravo pour la rnode.");
  const adresse = routes.commentaire.href({ dossier, commentaire: id });
  plusTard(14);
  await tutor.get(adresse);
  await tutor.submit(adresse, { texte: "" });
  expect(tutor.page.status).toBe(422);
  await tutor.submit(adresse, { texte: "Bravo pour la ronde." });
  expect(tutor.page.text).toContain("Commentaire corrigé.");
  // another window of his, opened before
  await tutor.get(adresse);
  const stale = await tutor.post(adresse, { texte: "Bravo.", _version: "12" }, adresse);
  expect(stale.status).toBe(409);
  expect(stale.text).toContain("Bravo pour la ronde.");
  const teacher = await world.as("enseignant@lycee-demo.test");
  const autre = await teacher.post(adresse, { texte: "Non.", _version: "1" }, onglet());
  expect(autre.status).toBe(403);
  expect(autre.text).toContain("Seule la personne qui a écrit");
  plusTard(16);
  expect((await tutor.get(adresse)).text).toContain("se corrige pendant 15 minutes");
  expect((await tutor.post(adresse, { texte: "Trop tard" }, onglet())).status).toBe(403);

  await tutor.get(onglet());
  const retirer = routes.commentaireRetirer.href({ dossier, commentaire: id });
  expect((await teacher.post(retirer, {}, onglet())).status).toBe(403);
  await tutor.get(onglet());
  await tutor.submit(retirer);
  expect(tutor.page.text).toContain("Vos commentaires retirés (1)");
  expect((await carole.get(onglet())).text).not.toContain("Bravo");
  expect((await carole.get(adresse)).status).toBe(404);
  expect((await teacher.get(adresse)).status).toBe(404);
  await tutor.submit("Rétablir");
  expect((await carole.get(onglet())).text).toContain("Bravo pour la ronde.");
  plusTard(0);
});

test("a comment is anchored to what this portfolio has, and to nothing else", async () => {
  const { rows } = await world.owner.query("select id, dossier_id from activite where supprime_le is null");
  const sienne = rows.find((row) => row.dossier_id === dossier).id;
  const autre = rows.find((row) => row.dossier_id !== dossier).id;
  await tutor.get(onglet());
  for (const ancre of [
    "semaine:2026-11-10",
    "semaine:2027-01-04",
    `activite:${autre}`,
    "presentation.nom",
    "x",
  ]) {
    const page = await tutor.post(onglet(), { texte: "Gardé", ancre }, onglet());
    expect([ancre, page.status]).toEqual([ancre, 422]);
    expect(page.text).toContain("n’est plus dans ce portfolio");
    expect(page.root.querySelector("textarea")?.textContent.trim()).toBe("Gardé");
  }
  for (const [ancre, nom] of [
    [`semaine:${LUNDI}`, "Semaine 1"],
    [`semaine:${LUNDI}.fait`, "Semaine 1 · Ce qui a été fait"],
    [`activite:${sienne}.causes`, "Cause(s)"],
    ["presentation.effectif", "Nombre d’employés"],
  ] as const) {
    await tutor.post(onglet(), { texte: `Sur ${ancre}`, ancre }, onglet());
    const { id } = await commentaire(`Sur ${ancre}`);
    expect(carte(tutor, id)).toContain(nom);
  }
  const sur = tutor.page.link("Ce qui a été fait");
  expect(sur).toBe(`${routes.semaine.href({ dossier, lundi: LUNDI })}#conseils-semaine-${LUNDI}-fait`);
});

test("another school, another learner, another dossier: not to be found, or refused", async () => {
  const { id } = await commentaire("Pense à la consignation <i>vraiment</i>.");
  const ici = { dossier, commentaire: id };
  const neighbour = await world.as("enseignant@lycee-voisin.test");
  const aline = await world.as("eleve@lycee-demo.test");
  const { rows } = await world.owner.query(
    `select d.id from dossier d join apprenant a on a.id = d.apprenant_id join periode p on p.id = d.periode_id
     where a.nom = 'Accardo' and p.nom = 'PFMP 3'`,
  );
  for (const route of [routes.commentaireFait, routes.commentaireReponse, routes.commentaireRetirer]) {
    expect((await neighbour.post(route.href(ici), { texte: "x" }, "/mot-de-passe")).status).toBe(404);
    expect((await aline.post(route.href(ici), { texte: "x" })).status).toBe(403);
    const ailleurs = route.href({ dossier: rows[0].id, commentaire: id });
    expect((await aline.post(ailleurs, { texte: "x" })).status).toBe(404);
  }
});
