import { beforeAll, expect, test } from "vitest";
import type { Client } from "../../../tests/kit/client.ts";
import { createWorld, type World } from "../../../tests/kit/world.ts";

let world: World;
let teacher: Client;
let examen: string;
let brun: string;
beforeAll(async () => {
  world = await createWorld();
  teacher = await world.as("enseignant@lycee-demo.test");
  examen = (await one<{ id: string }>("select id from periode where nom = 'PFMP 5'")).id;
  brun = (
    await one<{ id: string }>(
      "select d.apprenant_id as id from dossier d join apprenant a on a.id = d.apprenant_id where d.periode_id = $1 and a.nom = 'Brun'",
      [examen],
    )
  ).id;
});

const one = async <T>(sql: string, values: unknown[] = []): Promise<T> =>
  (await world.owner.query(sql, values)).rows[0];
const page = () => `/periodes/${examen}/candidats`;
const presents = async () =>
  (
    await one<{ n: number }>(
      "select count(*)::int as n from dossier where periode_id = $1 and retire_le is null",
      [examen],
    )
  ).n;

test("a candidate leaves with a reason and comes back to his dossier; the journal says who and why", async () => {
  await teacher.get(`/periodes/${examen}/modifier/informations`);
  await teacher.get(teacher.page.link("Ajouter ou retirer un candidat"));
  expect(teacher.page.text).toContain("14 candidats");
  await teacher.submit("Retirer un candidat", { apprenant: brun, motif: "" });
  expect(teacher.page.status).toBe(422);
  expect(teacher.page.text).toContain("Indiquez le motif");
  expect(teacher.page.root.querySelector("#retirer [name=apprenant] [selected]")?.getAttribute("value")).toBe(
    brun,
  );
  await teacher.submit("Retirer un candidat", { motif: "Réorientation" });
  expect(teacher.page.text).toContain("n’est plus candidat. Son dossier est gardé.");
  expect(teacher.page.text).toContain("« Réorientation » · Sophie Mercier");
  expect(
    await one(
      "select retire_motif as motif, retire_par is not null as par from dossier where periode_id = $1 and apprenant_id = $2",
      [examen, brun],
    ),
  ).toEqual({ motif: "Réorientation", par: true });
  await teacher.submit("Ajouter un candidat", { apprenant: brun, motif: "Retour en classe" });
  expect(teacher.page.text).toContain("est candidat");
  expect(await presents()).toBe(14);
  const { rows } = await world.owner.query(
    "select details->>'acte' as acte, details->>'motif' as motif from journal where acte = 'periode.candidats.changer' order by n",
  );
  expect(rows).toEqual([
    { acte: "retirer", motif: "Réorientation" },
    { acte: "ajouter", motif: "Retour en classe" },
  ]);
});

test("a candidate whose evaluation is begun is withdrawn only once confirmed", async () => {
  await world.owner.query(
    `insert into bilan (etablissement_id, id, dossier_id, type, modifie_le, modifie_par)
     select d.etablissement_id, gen_random_uuid(), d.id, 'certificatif', now(), d.referent_id from dossier d
     where d.periode_id = $1 and d.apprenant_id = $2`,
    [examen, brun],
  );
  await teacher.get(page());
  await teacher.submit("Retirer un candidat", { apprenant: brun, motif: "Absent" });
  expect([teacher.page.status, await presents()]).toEqual([422, 14]);
  await teacher.submit("Retirer un candidat", { confirme: "oui" });
  expect([teacher.page.status, await presents()]).toEqual([200, 13]);
  await teacher.submit("Ajouter un candidat", { apprenant: brun, motif: "Présent" });
});

test("once a grid is validated, nobody comes or leaves; an ordinary period has its own tab", async () => {
  await world.owner.query("update bilan set etat = 'valide' where type = 'certificatif'");
  await teacher.get(page());
  expect(teacher.page.text).toContain("grille certificative de cette période est validée");
  expect(teacher.page.root.querySelector("main form[method=post]")).toBeNull();
  const fields = { acte: "retirer", apprenant: brun, motif: "X", confirme: "oui" };
  expect((await teacher.post(page(), fields, "/annexes/nouvelle")).status).toBe(403);
  expect(await presents()).toBe(14);
  await world.owner.query("update bilan set etat = 'brouillon' where type = 'certificatif'");
  const { id } = await one<{ id: string }>("select id from periode where nom = 'PFMP 3'");
  const ordinary = await teacher.post(`/periodes/${id}/candidats`, fields, "/annexes/nouvelle");
  expect([ordinary.status, ordinary.text.includes("Choix des apprenants")]).toEqual([403, true]);
});

test("other roles are refused, the neighbouring school finds nothing", async () => {
  const fields = { acte: "retirer", apprenant: brun, motif: "X", confirme: "oui" };
  for (const courriel of [
    "eleve@lycee-demo.test",
    "maitre@lycee-demo.test",
    "administrateur@lycee-demo.test",
  ]) {
    const person = await world.as(courriel);
    expect((await person.get(page())).status).toBe(403);
    expect((await person.post(page(), fields, "/espaces")).status).toBe(403);
  }
  const neighbour = await world.as("enseignant@lycee-voisin.test");
  expect((await neighbour.get(page())).status).toBe(404);
  expect((await neighbour.post(page(), fields, "/annexes/nouvelle")).status).toBe(404);
  expect(await presents()).toBe(14);
});
