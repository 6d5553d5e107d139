import { beforeAll, expect, test } from "vitest";
import { routes } from "#routes.ts";
import type { Client } from "../../../tests/kit/client.ts";
import { createWorld, type World } from "../../../tests/kit/world.ts";

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

async function dossierDe(nom: string): Promise<string> {
  const { rows } = await world.owner.query(
    `select d.id from dossier d join apprenant a on a.id = d.apprenant_id join periode p on p.id = d.periode_id
     where a.nom = $1 and p.nom = 'PFMP 3'`,
    [nom],
  );
  return rows[0].id;
}

const convention = () => routes.convention.href({ dossier });
const lieu = () => routes.ficheLieu.href({ dossier });
const signed = async () =>
  (await world.owner.query("select convention_signee_le::text as le from dossier where id = $1", [dossier]))
    .rows[0].le;

test("the order of work, its next step in words (S-30)", async () => {
  await learner.get(lieu());
  await learner.submit(lieu(), { entreprise: "Fromagerie de l’Andelle", tuteurNom: "Durand" });
  expect(learner.page.text).toContain("Où en est ton dossier 1 sur 5");
  expect(learner.page.text).toContain(
    "Ton enseignant envoie son lien d’accès à ton tuteur : à faire maintenant",
  );
  await teacher.get(lieu());
  expect(teacher.page.text).toContain("La convention est signée : à faire ensuite");
  const steps = teacher.page.root.querySelectorAll(".etapes-fiche a").map((a) => a.getAttribute("href"));
  expect(steps).toContain(convention());
});

test("marked signed, a learner's change of company becomes a proposal; unmarked, he writes again", async () => {
  await teacher.get(convention());
  await teacher.submit("Noter la convention signée", { signeeLe: "2026-11-02" });
  expect(teacher.page.text).toContain("Signée le 2 novembre 2026");
  expect(teacher.page.text).toContain("Noté par Sophie Mercier");
  await learner.get(lieu());
  expect(learner.page.text).toContain("Ta convention est signée.");
  await learner.submit(lieu(), { ville: "Fleury" });
  expect(learner.page.text).toContain("Proposition en attente");
  const { rows } = await world.owner.query("select ville from accueil where dossier_id = $1", [dossier]);
  expect(rows[0].ville).not.toBe("Fleury");
  await teacher.get(convention());
  await teacher.submit("Elle n’est pas signée");
  expect(await signed()).toBeNull();
  await learner.get(lieu());
  expect(learner.page.text).not.toContain("Ta convention est signée.");
  await learner.get(routes.ficheHistorique.href({ dossier }));
  expect(learner.page.text).toContain("Convention signée : 2 novembre 2026 → (vide)");
});

test("a day to come is refused, a page gone stale overwrites nothing, a second press does nothing more", async () => {
  await teacher.get(convention());
  await teacher.submit("Noter la convention signée", { signeeLe: "2026-11-24" });
  expect([teacher.page.status, await signed()]).toEqual([422, null]);
  const karim = await world.as("k.benali@lycee-demo.test");
  await karim.get(convention());
  await teacher.get(convention());
  await teacher.submit("Noter la convention signée", { signeeLe: "2026-11-12" });
  await karim.submit("Noter la convention signée", { signeeLe: "2026-11-13" });
  expect(karim.page.status).toBe(409);
  expect(karim.page.text).toContain("12 novembre 2026");
  expect(await signed()).toBe("2026-11-12");
});

test("the others read it and are told who notes it; the neighbouring school finds nothing", async () => {
  const page = await learner.get(convention());
  expect(page.text).toContain("notée par un enseignant");
  expect(page.root.querySelector("[name=signeeLe]")).toBeNull();
  const fields = { signeeLe: "2026-11-20", connue: "2026-11-12" };
  expect((await learner.post(convention(), fields)).status).toBe(403);
  const apprenti = await dossierDe("Bouleau");
  const refused = await teacher.post(routes.convention.href({ dossier: apprenti }), {
    ...fields,
    connue: "",
  });
  expect([refused.status, refused.text.includes("contrat d’apprentissage")]).toEqual([403, true]);
  const neighbour = await world.as("enseignant@lycee-voisin.test");
  expect((await neighbour.get(convention())).status).toBe(404);
  expect((await neighbour.post(convention(), fields)).status).toBe(404);
  expect(await signed()).toBe("2026-11-12");
});
