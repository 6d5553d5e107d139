import { beforeAll, describe, expect, test } from "vitest";
import { createWorld, type World } from "../../../tests/kit/world.ts";

let world: World;
let dossier: string;
let address: string;
beforeAll(async () => {
  world = await createWorld();
  dossier = await dossierDe("Aïssani");
  address = `/dossiers/${dossier}/attitudes`;
});

async function dossierDe(nom: string, periode = "PFMP 3") {
  const { rows } = await world.owner.query(
    `select d.id from dossier d join apprenant a on a.id = d.apprenant_id join periode p on p.id = d.periode_id
     where a.nom = $1 and p.nom = $2`,
    [nom, periode],
  );
  return rows[0].id as string;
}
const lignes = async () =>
  (
    await world.owner.query(
      `select l.element, l.valeur, h.nom from bilan_ligne l join bilan b on b.id = l.bilan_id
       join habilitation h on h.id = l.auteur_id where b.dossier_id = $1 and b.type = 'attitudes' order by 1`,
      [dossier],
    )
  ).rows;
const eleve = "carole.aissani";

test("the tutor fills it, the teacher completes it, each line says who wrote it, the learner reads it once passed on (S-62, B-20)", async () => {
  const tutor = await world.asTutor(dossier);
  await tutor.get(address);
  expect(tutor.page.text).toContain("Assiduité et Ponctualité");
  await tutor.submit(address, {
    "attitude.ATT1": "4",
    "attitude.ATT4": "NO",
    commentaire: "Toujours à l’heure.",
  });
  expect(tutor.page.text).toContain("Bilan enregistré");

  const learner = await world.as(eleve);
  expect((await learner.get(address)).status).toBe(403);
  expect(learner.page.text).toContain("n’est pas encore terminé");

  const sophie = await world.as("enseignant@lycee-demo.test");
  await sophie.get(address);
  expect(sophie.page.root.querySelector('[name="attitude.ATT1"][checked]')?.getAttribute("value")).toBe("4");
  await sophie.submit(`${address}`, { "attitude.ATT3": "2" });
  const written = await lignes();
  expect(written.map((row) => [row.element, row.valeur])).toEqual([
    ["ATT1", "4"],
    ["ATT3", "2"],
    ["ATT4", "NO"],
  ]);
  expect(written[0].nom).not.toBe(written[1].nom);
  await sophie.get(address);
  expect(sophie.page.text).toContain(`${written[0].nom}, à`);
  const data = sophie.shown(sophie.page.form(address));
  await sophie.post(`${address}/terminer`, Object.fromEntries(data) as Record<string, string>, address);
  expect(sophie.page.text).toContain("Bilan des attitudes transmis à Carole Aïssani");

  await learner.get(address);
  expect(learner.page.status).toBe(200);
  expect(learner.page.text).toContain("Très bien");
  expect(learner.page.text).toContain("Toujours à l’heure.");
  expect(learner.page.root.querySelector("main form input[type=radio]")).toBeNull();
});

test("a later change reopens it and takes it back from the learner, with a word", async () => {
  const sophie = await world.as("enseignant@lycee-demo.test");
  await sophie.get(address);
  await sophie.submit(address, { "attitude.ATT5": "3" });
  expect(sophie.page.text).toContain("Bilan rouvert");
  const learner = await world.as(eleve);
  expect((await learner.get(address)).text).toContain("a été rouvert");
});

test("teacher and tutor at once: other lines go through, the same line shows both choices and names (B-19)", async () => {
  const sophie = await world.as("enseignant@lycee-demo.test");
  const tutor = await world.asTutor(dossier);
  await sophie.get(address);
  await tutor.get(address);
  await tutor.submit(address, { "attitude.ATT2": "1" });
  await sophie.submit(address, { "attitude.ATT2": "4", "attitude.ATT3": "3" });
  expect(sophie.page.status).toBe(409);
  expect(sophie.page.text).toContain("a choisi « À améliorer »");
  expect((await lignes()).find((row) => row.element === "ATT3").valeur).toBe("2");
  await sophie.submit(address);
  expect(sophie.page.status).toBe(200);
  expect((await lignes()).find((row) => row.element === "ATT2").valeur).toBe("4");
});

describe("what is refused", () => {
  test("an empty bilan is not passed on; a degree of nowhere is refused; nothing is written", async () => {
    const sophie = await world.as("enseignant@lycee-demo.test");
    const other = await dossierDe("Azil");
    await sophie.get(`/dossiers/${other}/attitudes`);
    const data = Object.fromEntries(sophie.shown(sophie.page.form(`/dossiers/${other}/attitudes`)));
    await sophie.post(
      `/dossiers/${other}/attitudes/terminer`,
      data as Record<string, string>,
      `/dossiers/${other}/attitudes`,
    );
    expect(sophie.page.status).toBe(422);
    expect(sophie.page.text).toContain("Choisissez un degré pour une attitude au moins");
    await sophie.get(`/dossiers/${other}/attitudes`);
    await sophie.submit(`/dossiers/${other}/attitudes`, { "attitude.ATT1": "12", commentaire: "gardé" });
    expect(sophie.page.status).toBe(422);
    expect(sophie.page.root.querySelector("[name=commentaire]")?.textContent.trim()).toBe("gardé");
    const { rows } = await world.owner.query(
      "select 1 from bilan where dossier_id = $1 and type = 'attitudes'",
      [other],
    );
    expect(rows).toEqual([]);
  });

  test("the learner writes nothing; a teacher of another class reads; strangers find nothing", async () => {
    const learner = await world.as(eleve);
    expect((await learner.post(address, { "attitude.ATT1": "4" }, "/espaces")).status).toBe(403);
    const helene = await world.as("h.roussel@lycee-demo.test");
    expect((await helene.get(address)).text).toContain("Seuls les enseignants de la classe");
    expect((await helene.post(address, { "attitude.ATT1": "1" }, "/espaces")).status).toBe(403);
    expect((await (await world.as("administrateur@lycee-demo.test")).get(address)).status).toBe(403);
    expect((await (await world.as("enseignant@lycee-voisin.test")).get(address)).status).toBe(404);
  });
});

test("a maître fills that of his apprenti; a MELEC period has its own attitudes on the same page", async () => {
  const maitre = await world.as("maitre@lycee-demo.test");
  const apprenti = await dossierDe("Bouleau");
  await maitre.get(`/dossiers/${apprenti}/attitudes`);
  await maitre.submit(`/dossiers/${apprenti}/attitudes`, { "attitude.ATT1": "3" });
  expect(maitre.page.text).toContain("Bilan enregistré");
  const helene = await world.as("h.roussel@lycee-demo.test");
  const melec = await dossierDe("Brunet", "PFMP 2");
  const page = await helene.get(`/dossiers/${melec}/attitudes`);
  expect(page.root.querySelectorAll("fieldset").length).toBeGreaterThan(3);
});
