import { beforeAll, expect, test } from "vitest";
import { createWorld, type World } from "../../../tests/kit/world.ts";

let world: World;
let dossier: string;
let address: string;
const eleve = "eleve@lycee-demo.test";
beforeAll(async () => {
  world = await createWorld();
  const { rows } = await world.owner.query(
    `select d.id from dossier d join apprenant a on a.id = d.apprenant_id join periode p on p.id = d.periode_id
     where a.nom = 'Accardo' and p.nom = 'PFMP 3'`,
  );
  dossier = rows[0].id;
  address = `/dossiers/${dossier}/bilan-personnel`;
});

const stored = async () => {
  const { rows } = await world.owner.query(
    `select b.etat, b.commentaire, array(select l.element || ' ' || l.valeur from bilan_ligne l where l.bilan_id = b.id order by 1) as points
     from bilan b where b.dossier_id = $1 and b.type = 'personnel'`,
    [dossier],
  );
  return rows;
};

test("the learner says his strong points, his points to improve and his outlook; the others read (S-60, S-61)", async () => {
  const teacher = await world.as("enseignant@lycee-demo.test");
  expect((await teacher.get(address)).text).toContain("n’a pas encore commencé son bilan personnel");
  const learner = await world.as(eleve);
  await learner.get(address);
  await learner.submit(address, {
    "point-ATT1": "fort",
    "point-ATT4": "progres",
    perspectives: "Essayer\nle câblage.",
  });
  expect(await stored()).toEqual([
    { etat: "brouillon", commentaire: "Essayer\nle câblage.", points: ["ATT1 fort", "ATT4 progres"] },
  ]);
  await teacher.get(address);
  expect(teacher.page.text).toContain("n’a pas encore dit que son bilan était terminé");
  expect(teacher.page.text).toContain("Essayer");
  expect(teacher.page.root.querySelector("main textarea")).toBeNull();
  await learner.get(address);
  const data = Object.fromEntries(learner.shown(learner.page.form(address))) as Record<string, string>;
  await learner.post(`${address}/terminer`, { ...data, "point-ATT4": "" }, address);
  expect(learner.page.text).toContain("Bilan personnel terminé");
  expect(await stored()).toEqual([
    { etat: "transmis", commentaire: "Essayer\nle câblage.", points: ["ATT1 fort"] },
  ]);
});

test("two devices at once: the second sees both, nothing is overwritten", async () => {
  const phone = await world.as(eleve);
  const computer = await world.as(eleve);
  await phone.get(address);
  await computer.get(address);
  await phone.submit(address, { perspectives: "Du téléphone" });
  await computer.submit(address, { perspectives: "De l’ordinateur", "point-ATT2": "fort" });
  expect(computer.page.status).toBe(409);
  expect(computer.page.text).toContain("Du téléphone");
  expect(computer.page.root.querySelector("[name=perspectives]")?.textContent.trim()).toBe("De l’ordinateur");
  expect((await stored())[0].commentaire).toBe("Du téléphone");
  await computer.submit(address);
  expect((await stored())[0].commentaire).toBe("De l’ordinateur");
});

test("an empty one is not finished; a choice of nowhere is refused, values kept", async () => {
  const learner = await world.as(eleve);
  await learner.get(address);
  const data = Object.fromEntries(learner.shown(learner.page.form(address))) as Record<string, string>;
  const empty = Object.fromEntries(
    Object.entries(data).map(([k, v]) => [k, k.startsWith("point-") || k === "perspectives" ? "" : v]),
  );
  await learner.post(`${address}/terminer`, empty, address);
  expect(learner.page.status).toBe(422);
  expect(learner.page.text).toContain("Choisis au moins un point fort");
  await learner.get(address);
  await learner.submit(address, { "point-ATT1": "les deux", perspectives: "gardé" });
  expect(learner.page.status).toBe(422);
  expect(learner.page.root.querySelector("[name=perspectives]")?.textContent.trim()).toBe("gardé");
});

test("only its learner writes it; strangers read nothing", async () => {
  for (const [courriel, read, write] of [
    ["enseignant@lycee-demo.test", 200, 403],
    ["h.roussel@lycee-demo.test", 200, 403],
    ["apprenti@lycee-demo.test", 403, 403],
    ["administrateur@lycee-demo.test", 403, 403],
    ["enseignant@lycee-voisin.test", 404, 404],
  ] as const) {
    const person = await world.as(courriel);
    expect([courriel, (await person.get(address)).status]).toEqual([courriel, read]);
    expect([courriel, (await person.post(address, { perspectives: "x" }, "/espaces")).status]).toEqual([
      courriel,
      write,
    ]);
  }
});
