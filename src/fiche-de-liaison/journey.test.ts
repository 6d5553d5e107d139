import { beforeAll, expect, test } from "vitest";
import { routes } from "#routes.ts";
import type { Client } from "../../tests/kit/client.ts";
import { createWorld, type World } from "../../tests/kit/world.ts";

let world: World;
let teacher: Client;
let learner: Client;
let dossier: string;
beforeAll(async () => {
  world = await createWorld();
  teacher = await world.as("enseignant@lycee-demo.test");
  learner = await world.as("eleve@lycee-demo.test");
  dossier = await dossierDe("Accardo");
});

async function dossierDe(nom: string, periode = "PFMP 3"): Promise<string> {
  const { rows } = await world.owner.query(
    `select d.id from dossier d join apprenant a on a.id = d.apprenant_id join periode p on p.id = d.periode_id
     where a.nom = $1 and p.nom = $2`,
    [nom, periode],
  );
  return rows[0].id;
}

const lieu = () => routes.ficheLieu.href({ dossier });
const objectifs = (of = dossier) => routes.ficheObjectifs.href({ dossier: of });
const activites = (of = dossier) => routes.ficheActivites.href({ dossier: of });
const value = (client: Client, name: string) =>
  client.page.root.querySelector(`[name=${name}]`)?.getAttribute("value");
/** Every row of the list of objectives emptied, competences too. */
const seuls = (rows: number) =>
  Object.fromEntries(
    Array.from({ length: rows }, (_, i) => i + 1).flatMap((rang) => [
      [`objectif-${rang}`, ""],
      [`objectif-${rang}-competences`, null],
    ]),
  );
/** The page as it was read before, under a fresh submission key: an old tab of the browser. */
async function from(client: Client, address: string) {
  await client.get(address);
  return client.page;
}

test("the learner fills the company and his tutor, and finds them again; he reads objectives and tasks", async () => {
  await learner.get(lieu());
  const page = await learner.submit(lieu(), {
    entreprise: "Fromagerie de l’Andelle",
    codePostal: "76380",
    siret: "732 829 320 00074",
    tuteurCourriel: "Chef.Atelier@fromagerie.test",
  });
  expect(page.text).toContain("Lieu de réalisation enregistré.");
  expect(value(learner, "entreprise")).toBe("Fromagerie de l’Andelle");
  expect(value(learner, "siret")).toBe("73282932000074");
  expect(value(learner, "tuteurCourriel")).toBe("chef.atelier@fromagerie.test");
  expect((await learner.get(objectifs())).html).not.toContain("<textarea");
  expect((await learner.get(activites())).text).toContain("A1T1");
  expect(learner.page.html).not.toContain("Enregistrer</");
});

test("bad input comes back with its values and one message per field", async () => {
  await learner.get(lieu());
  const page = await learner.submit(lieu(), {
    entreprise: "",
    codePostal: "7638",
    siret: "12345678901234",
    ville: "Romilly",
    tuteurCourriel: "eleve@lycee-demo.test",
  });
  expect(page.status).toBe(422);
  expect(page.text).toContain("La raison sociale de l’entreprise est à indiquer.");
  expect(page.text).toContain("Un code postal a cinq chiffres.");
  expect(page.text).toContain("Ce SIRET n’existe pas");
  expect(value(learner, "ville")).toBe("Romilly");
  const own = await learner.submit(lieu(), { entreprise: "X", codePostal: "", siret: "" });
  expect(own.status).toBe(422);
  expect(own.text).toContain("Cette adresse est celle de l’apprenant");
});

test("a stale save gets both texts and overwrites nothing", async () => {
  await learner.get(lieu());
  await teacher.get(lieu());
  await teacher.submit(lieu(), { secteur: "Fromagerie" });
  const page = await learner.submit(lieu(), { secteur: "Laiterie" });
  expect(page.status).toBe(409);
  expect(page.text).toContain("Sophie Mercier a enregistré cette page");
  expect(page.text).toContain("Fromagerie");
  expect(value(learner, "secteur")).toBe("Laiterie");
  expect((await learner.submit(lieu())).status).toBe(200);
  expect(value(learner, "secteur")).toBe("Laiterie");
});

test("once the tutor is invited, the learner proposes; a teacher sees both values and settles it", async () => {
  const { rows } = await world.owner.query("select periode_id as periode from dossier where id = $1", [
    dossier,
  ]);
  await teacher.get(routes.tuteurs.href({ periode: rows[0].periode }, { dossier }));
  await teacher.submit("Envoyer un lien d’accès au tuteur");

  world.setNow(new Date("2026-11-23T10:00:00Z"));
  await learner.get(lieu());
  expect(learner.page.text).toContain("Ton tuteur a déjà reçu son lien d’accès");
  await learner.submit(lieu(), { tuteurNom: "Durand", tuteurCourriel: "durand@fromagerie.test" });
  expect(learner.page.text).toContain("Proposition en attente");
  const kept = await world.owner.query("select tuteur_courriel as c from accueil where dossier_id = $1", [
    dossier,
  ]);
  expect(kept.rows).toEqual([{ c: "chef.atelier@fromagerie.test" }]);

  const seen = await from(teacher, lieu());
  expect(seen.text).toContain("chef.atelier@fromagerie.test");
  expect(seen.text).toContain("durand@fromagerie.test");
  // the learner changes his mind while the teacher reads: what was not read is not accepted
  await learner.submit(lieu(), { tuteurCourriel: "dupont@fromagerie.test" });
  const late = await teacher.submit(
    routes.ficheProposition.href({ dossier }),
    {},
    {
      name: "decision",
      value: "accepter",
    },
  );
  expect(late.status).toBe(409);
  expect(late.text).toContain("dupont@fromagerie.test");
  await teacher.submit(routes.ficheProposition.href({ dossier }), {}, { name: "decision", value: "ecarter" });
  expect(teacher.page.text).toContain("Proposition écartée.");
  expect((await learner.get(lieu())).text).toContain("Ta proposition n’a pas été retenue");
  expect(value(learner, "tuteurCourriel")).toBe("chef.atelier@fromagerie.test");

  world.setNow(new Date("2026-11-23T11:00:00Z"));
  await learner.submit(lieu(), { ville: "Fleury" });
  await teacher.get(lieu());
  await teacher.submit(
    routes.ficheProposition.href({ dossier }),
    {},
    { name: "decision", value: "accepter" },
  );
  expect(teacher.page.text).toContain("Proposition acceptée.");
  expect(value(teacher, "ville")).toBe("Fleury");
  expect((await learner.get(lieu())).text).not.toContain("Proposition");
});

test("a teacher individualises objectives and tasks, then comes back to the annexe", async () => {
  await teacher.get(objectifs());
  expect(teacher.page.text).toContain("Conforme à l’annexe pédagogique");
  await teacher.submit(objectifs(), {
    ...seuls(4),
    "objectif-1": "Souder à l’arc",
    "objectif-2": "Lire un plan",
  });
  expect(teacher.page.text).toContain("Individualisée le 23 novembre 2026");
  expect(teacher.page.text).toContain("par Sophie Mercier");
  expect(
    (await learner.get(objectifs())).root.querySelectorAll("main li").map((li) => li.text.trim()),
  ).toEqual(expect.arrayContaining(["Souder à l’arc", "Lire un plan"]));
  await teacher.get(activites());
  await teacher.submit(activites(), { taches: ["A2T1", "A1T1"] });
  const { rows } = await world.owner.query("select objectifs, taches from fiche where dossier_id = $1", [
    dossier,
  ]);
  expect(rows).toEqual([{ objectifs: ["Souder à l’arc", "Lire un plan"], taches: ["A1T1", "A2T1"] }]);
  await teacher.submit("Revenir à l’annexe");
  expect(teacher.page.text).toContain("Conforme à l’annexe pédagogique");
  const back = await world.owner.query(
    `select f.objectifs = p.objectifs and f.taches = p.taches as same from fiche f
     join dossier d on d.id = f.dossier_id join periode p on p.id = d.periode_id where d.id = $1`,
    [dossier],
  );
  expect(back.rows).toEqual([{ same: true }]);
});

test("nothing ticked, no objective, a task that is not offered: refused with the page", async () => {
  await teacher.get(activites());
  expect((await teacher.submit(activites(), { taches: null })).status).toBe(422);
  await teacher.get(activites());
  expect((await teacher.submit(activites(), { taches: ["Z9T9"] })).status).toBe(422);
  await teacher.get(objectifs());
  expect((await teacher.submit(objectifs(), { ...seuls(4), "objectif-1": " " })).status).toBe(422);
});

test("the maître d’apprentissage writes objectives and the référent is told; both texts when they cross", async () => {
  const { rows } = await world.owner.query(
    `select d.id, a.nom from dossier d join apprenant a on a.id = d.apprenant_id join periode p on p.id = d.periode_id
     join inscription i on i.apprenant_id = a.id where i.statut = 'apprenti' and p.nom = 'PFMP 3'`,
  );
  const his = rows[0].id as string;
  const maitre = await world.as("maitre@lycee-demo.test");
  await teacher.get(objectifs(his));
  await maitre.get(objectifs(his));
  await maitre.submit(objectifs(his), { ...seuls(4), "objectif-1": "Conduire une ligne" });
  expect(maitre.page.text).toContain("par Luc Marchand");
  const crossed = await teacher.submit(objectifs(his), { ...seuls(4), "objectif-1": "Régler une machine" });
  expect(crossed.status).toBe(409);
  expect(crossed.text).toContain("Conduire une ligne");
  expect(crossed.text).toContain("Régler une machine");
  const told = (await world.mails()).filter((mail) => mail.subject.startsWith("Fiche de liaison modifiée"));
  expect(told).toHaveLength(1);
  expect((await maitre.get(routes.ficheLieu.href({ dossier: his }))).html).not.toContain("<input class");
  expect((await teacher.get(objectifs(his))).text).toContain("Fiche lue par le maître d’apprentissage");
});

test("an apprenti’s maître comes from his contract: shown, never asked, and what is typed for a tutor is left alone", async () => {
  const apprenti = await world.as("apprenti@lycee-demo.test");
  const his = await dossierDe("Bouleau");
  const tutor = async () =>
    (
      await world.owner.query(
        "select entreprise, tuteur_nom, tuteur_courriel from accueil where dossier_id = $1",
        [his],
      )
    ).rows[0];
  const address = routes.ficheLieu.href({ dossier: his });
  const page = await apprenti.get(address);
  expect(page.text).toContain("Luc Marchand");
  expect(page.text).toContain("maitre@lycee-demo.test");
  expect(page.text).toContain("a un compte créé par l’administrateur");
  expect(page.text).not.toContain("lien d’accès");
  expect(page.root.querySelectorAll("[name^=tuteur]")).toHaveLength(0);
  const before = await tutor();
  const saved = await apprenti.submit(address, { entreprise: "Mécanique Rouen", tuteurNom: "Personne" });
  expect(saved.text).toContain("Lieu de réalisation enregistré.");
  expect(await tutor()).toEqual({ ...before, entreprise: "Mécanique Rouen" });
  for (const person of [teacher, await world.as("h.roussel@lycee-demo.test")])
    expect((await person.get(address)).text).toContain("Luc Marchand");
  expect((await apprenti.get(routes.presentation.href({ dossier: his }))).text).toContain("Luc Marchand");
});

test("who may not write is told why, and the neighbouring school finds nothing", async () => {
  const version = { _version: "1" };
  expect((await learner.post(objectifs(), { ...version, "objectif-1": "Dormir" })).status).toBe(403);
  expect((await learner.post(routes.ficheAnnexe.href({ dossier }), version)).status).toBe(403);
  const administrator = await world.as("administrateur@lycee-demo.test");
  expect((await administrator.get(lieu())).status).toBe(403);
  const other = await dossierDe("Azil");
  expect((await learner.get(routes.ficheLieu.href({ dossier: other }))).status).toBe(403);
  const colleague = await world.as("h.roussel@lycee-demo.test");
  expect((await colleague.get(lieu())).status).toBe(200);
  expect((await colleague.post(lieu(), { ...version, entreprise: "Z" })).status).toBe(403);
  const neighbour = await world.as("enseignant@lycee-voisin.test");
  for (const address of [lieu(), objectifs(), activites()]) {
    expect((await neighbour.get(address)).status).toBe(404);
    expect((await neighbour.post(address, { ...version, entreprise: "Z", "objectif-1": "Z" })).status).toBe(
      404,
    );
  }
  expect((await teacher.get(routes.fiche.href({ dossier, onglet: "autre" }))).status).toBe(404);
});
