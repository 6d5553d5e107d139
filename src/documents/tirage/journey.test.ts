import { unzipSync } from "fflate";
import { beforeAll, expect, test } from "vitest";
import { fichiers as fichiersDeLaNuit, purge } from "#conservation/jobs.ts";
import { createImprimeur } from "#documents/tirage/imprimeur.ts";
import { createRunner, type Job } from "#jobs/runner.ts";
import { routes } from "#routes.ts";
import type { Client } from "../../../tests/kit/client.ts";
import { NOW } from "../../../tests/kit/server.ts";
import { createWorld, type World } from "../../../tests/kit/world.ts";

let world: World;
let prof: Client;
let periode: string;
beforeAll(async () => {
  world = await createWorld();
  prof = await world.as("enseignant@lycee-demo.test");
  const [{ id, etablissement_id: ecole }] = await rows(
    "select id, etablissement_id from periode where nom = 'PFMP 3' order by du desc limit 1",
  );
  periode = id;
  // a second class, of 70 learners
  await rows(
    `with neufs as (insert into apprenant (etablissement_id, id, nom, prenom)
       select $1, gen_random_uuid(), 'Renfort ' || n, 'Max' from generate_series(1, 70) n returning id),
     ouverts as (insert into dossier (etablissement_id, id, periode_id, apprenant_id, classe_id)
       select $1, gen_random_uuid(), $2, neufs.id,
         (select id from classe where etablissement_id = $1 and nom like '1 MELEC%' limit 1) from neufs returning id)
     insert into fiche (etablissement_id, dossier_id, objectifs, taches) select $1, id, '{}', '{}' from ouverts`,
    ecole,
    id,
  );
});

const rows = async (query: string, ...values: unknown[]) => (await world.owner.query(query, values)).rows;
const page = () => routes.tirage.href({ periode });
const zip = () => routes.tirageZip.href({ periode });
const tirage = async () => (await rows("select * from tirage where periode_id = $1", periode))[0];
const nuit = async (...jobs: Job[]) => {
  await rows("delete from travail");
  await createRunner(world.deps, jobs).round();
};

test("above a hundred, the file of the period leads to the page that prepares it, where it is asked for once", async () => {
  const answer = await prof.request(routes.preconventions.href({ periode }));
  expect([answer.status, answer.headers.get("location")]).toEqual([303, page()]);
  await prof.get(routes.periodes.href({}, { periode }));
  expect(prof.page.root.querySelector(`a[href="${page()}"]`)?.getAttribute("download")).toBeUndefined();
  await prof.get(page());
  expect(prof.page.text).toContain("elles sont préparées une classe par fichier");
  expect((await prof.request(zip())).status).toBe(404);
  let asked = 0;
  world.deps.tirageWaiting = () => asked++;
  await prof.submit("Préparer les pré-conventions");
  expect([asked, prof.page.text]).toEqual([1, expect.stringContaining("La préparation va commencer.")]);
  expect(prof.page.root.querySelector("p-attente a")?.getAttribute("href")).toBe(page());
  await rows("update tirage set etat = 'cours', faits = 1, total = 3, signe_le = $1", NOW);
  // somebody else asks meanwhile: the run goes on, as its asker's
  const karim = await world.as("k.benali@lycee-demo.test");
  await karim.post(page(), {}, page());
  expect((await karim.get(page())).text).toContain("1 fichier sur 3");
  expect(await createImprimeur(world.deps).round()).toBe(0);
});

test("a run left by a process that died is made again: one file a class, then downloaded; each sheet leaves its trace", {
  timeout: 30_000,
}, async () => {
  await rows("update tirage set signe_le = $1", new Date(NOW.getTime() - 6 * 60_000));
  expect(await createImprimeur(world.deps).round()).toBe(1);
  await prof.get(page());
  expect(prof.page.text).toContain("Le fichier est prêt");
  expect(prof.page.text).toContain("à la demande de Sophie Mercier");
  const answer = await prof.request(zip());
  expect(answer.headers.get("content-disposition")).toContain(`attachment; filename="Annexe PFMP 3.zip"`);
  const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
  expect(Object.keys(files).sort()).toEqual(["Annexe PFMP 3 1 MELEC.pdf", "Annexe PFMP 3 1 MSPC.pdf"]);
  for (const bytes of Object.values(files))
    expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe("%PDF-");
  const [{ n }] = await rows(
    "select count(*)::int as n from lecture l join dossier d on l.objet = 'imprime:' || d.id || ':preconvention' where d.periode_id = $1",
    periode,
  );
  expect(n).toBeGreaterThan(100);
});

test("only teachers of the school ask for it and take it", async () => {
  for (const [courriel, status] of [
    ["eleve@lycee-demo.test", 403],
    ["maitre@lycee-demo.test", 403],
    ["administrateur@lycee-demo.test", 403],
    ["enseignant@lycee-voisin.test", 404],
  ] as const) {
    const client = await world.as(courriel);
    for (const address of [page(), zip()])
      expect([courriel, address, (await client.request(address)).status]).toEqual([
        courriel,
        address,
        status,
      ]);
    expect((await client.post(page(), {}, "/")).status).toBe(status);
  }
});

test("asked again, it replaces the first; what fails says so and can be asked for again; a stop gives it back", async () => {
  await prof.get(page());
  await prof.submit("Préparer à nouveau");
  expect((await tirage()).empreinte).toBeNull();
  const said: unknown[] = [];
  const casse = { compile: () => Promise.reject(new Error("CANARI")), stop: async () => undefined };
  const deps = { ...world.deps, log: { error: (...facts: unknown[]) => said.push(facts) } };
  expect(await createImprimeur(deps, casse).round()).toBe(0);
  expect([said.length, JSON.stringify(said).includes("CANARI")]).toEqual([1, false]);
  expect((await prof.get(page())).text).toContain("La préparation n’a pas abouti");
  await prof.submit("Préparer les pré-conventions");
  const arrete = createImprimeur(world.deps, {
    compile: async () => {
      await arrete.stop();
      return new Uint8Array();
    },
    stop: async () => undefined,
  });
  expect(await arrete.round()).toBe(0);
  expect(await tirage()).toMatchObject({ etat: "attente", faits: 0, signe_le: null });
});

test("kept two days, then erased with its bytes; gone with its period", { timeout: 30_000 }, async () => {
  expect(await createImprimeur(world.deps).round()).toBe(1);
  const { empreinte, etablissement_id: ecole } = await tirage();
  await nuit(fichiersDeLaNuit);
  expect(await world.deps.files.get(ecole, empreinte)).not.toBeNull();
  world.setNow(new Date(NOW.getTime() + 49 * 3_600_000));
  await nuit(fichiersDeLaNuit);
  expect(await tirage()).toBeUndefined();
  expect(await world.deps.files.get(ecole, empreinte)).toBeNull();
  world.setNow(NOW);
  await prof.get(page());
  await prof.submit("Préparer les pré-conventions");
  await rows("update periode set supprime_le = $1, supprime_par = auteur_id where id = $2", NOW, periode);
  expect((await prof.request(page())).status).toBe(404);
  expect(await createImprimeur(world.deps).round()).toBe(0);
  await rows("delete from bilan_valide");
  await rows("delete from bilan_ligne");
  await rows("delete from bilan where type = 'certificatif'");
  world.setNow(new Date("2026-12-28T03:30:00Z"));
  await nuit(purge);
  expect(await rows("select 1 from tirage")).toEqual([]);
});
