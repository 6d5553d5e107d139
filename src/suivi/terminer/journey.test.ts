import { beforeAll, expect, test } from "vitest";
import type { Client } from "../../../tests/kit/client.ts";
import { createWorld, type World } from "../../../tests/kit/world.ts";

let world: World;
let teacher: Client;
let running: string;
beforeAll(async () => {
  world = await createWorld();
  teacher = await world.as("enseignant@lycee-demo.test");
  running = await period("PFMP 3");
});

const period = async (nom: string): Promise<string> => {
  const { rows } = await world.owner.query(
    `select p.id from periode p join etablissement e on e.id = p.etablissement_id
     where p.nom = $1 and e.uai = '0760001N' and p.referentiel = 'mspc' order by p.cree_le limit 1`,
    [nom],
  );
  return rows[0].id;
};
const group = (code: string) => teacher.page.root.querySelector(`#${code}`);
const count = (code: string) => group(code)?.querySelectorAll(".a-terminer li").length ?? 0;

test("a period's list: grouped by what is missing, with who must act and where; what is done leaves it", async () => {
  await teacher.get(`/periodes/${running}/suivi`);
  await teacher.get(teacher.page.link("À terminer"));
  expect(teacher.page.title).toBe("À terminer : PFMP 3");
  expect(group("bilan")?.text).toContain("Vous, avec le tuteur ou le maître");
  expect(group("personnel")?.text).toContain("L’apprenant");
  const total = teacher.page.root.querySelectorAll(".a-terminer li").length;
  expect(teacher.page.text).toContain(`${total} points à terminer pour 35 apprenants`);
  const before = count("entreprise");
  expect(before).toBeGreaterThan(1);
  const first = group("entreprise")?.querySelector("a")?.getAttribute("href") ?? "";
  expect(first).toMatch(/^\/dossiers\/[^/]+\/fiche\/lieu$/);
  await teacher.get(first);
  await teacher.submit("Enregistrer", {
    entreprise: "Verrerie de la Bresle",
    ville: "Le Tréport",
    tuteurNom: "Boisseau",
    tuteurPrenom: "Julien",
  });
  await teacher.get(`/periodes/${running}/a-terminer`);
  expect(count("entreprise")).toBe(before - 1);
});

test("of all one's classes: the learner's class and period are said; a colleague sees his own", async () => {
  await teacher.get("/periodes");
  await teacher.get(teacher.page.link("À terminer, pour toutes mes classes"));
  expect(teacher.page.title).toBe("À terminer");
  expect(group("bilan")?.text).toContain("1 MSPC, PFMP 3");
  expect(teacher.page.text).not.toContain("1 MELEC");
});

test("says when there is nothing left, and waits for the beginning", async () => {
  await teacher.get(`/periodes/${await period("PFMP 5")}/a-terminer`);
  expect(teacher.page.text).toContain("Rien à terminer : la période n’a pas commencé, ou tout y est fait.");
  await world.owner.query(
    "delete from enseignant_classe where enseignant_id = (select id from habilitation where courriel = 'k.benali@lycee-demo.test')",
  );
  const colleague = await world.as("k.benali@lycee-demo.test");
  await colleague.get("/a-terminer");
  expect(colleague.page.text).toContain("Rien à terminer dans vos classes");
});

test("as many statements for three learners as for thirty-five", async () => {
  const small = await period("PFMP 2");
  await world.owner.query(
    "update dossier set retire_le = now() where periode_id = $1 and id not in (select id from dossier where periode_id = $1 order by id limit 3)",
    [small],
  );
  const cost = async (address: string) => {
    world.statements();
    expect((await teacher.request(address)).status).toBe(200);
    return world.statements().length;
  };
  const big = await cost(`/periodes/${running}/a-terminer`);
  expect(await cost(`/periodes/${small}/a-terminer`)).toBe(big);
  expect(big).toBeLessThanOrEqual(6);
});

test("is the teachers' only, those of the school", async () => {
  const addresses = ["/a-terminer", `/periodes/${running}/a-terminer`];
  for (const courriel of [
    "eleve@lycee-demo.test",
    "maitre@lycee-demo.test",
    "administrateur@lycee-demo.test",
  ]) {
    const person = await world.as(courriel);
    for (const address of addresses)
      expect([courriel, (await person.get(address)).status]).toEqual([courriel, 403]);
  }
  const neighbour = await world.as("enseignant@lycee-voisin.test");
  expect((await neighbour.get(addresses[1] ?? "")).status).toBe(404);
});
