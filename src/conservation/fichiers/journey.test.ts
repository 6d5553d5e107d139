import sharp from "sharp";
import { beforeAll, expect, test } from "vitest";
import { fichiers as fichiersDeLaNuit, purge } from "#conservation/jobs.ts";
import { createRunner, type Job } from "#jobs/runner.ts";
import { newId } from "#kernel/id.ts";
import { routes } from "#routes.ts";
import { dossierDe } from "../../../tests/browser/lieux.ts";
import type { Client } from "../../../tests/kit/client.ts";
import { createWorld, type World } from "../../../tests/kit/world.ts";

let world: World;
let eleve: Client;
let dossier: string;
let annexes: string;
beforeAll(async () => {
  world = await createWorld();
  eleve = await world.as("eleve@lycee-demo.test");
  dossier = await dossierDe(world, "Accardo");
  annexes = routes.annexesPortfolio.href({ dossier });
});

const rows = async (query: string, ...values: unknown[]) => (await world.owner.query(query, values)).rows;
const blob = (bytes: Uint8Array, name: string) => new File([new Uint8Array(bytes)], name);
const envoyer = async (bytes: Uint8Array, name: string) => {
  await eleve.get(annexes);
  return eleve.submit(routes.fichiers.href({ dossier }), { fichier: blob(bytes, name) });
};
const petitePhoto = () =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: "#0a5" } })
    .jpeg()
    .toBuffer();
const nuitDe = async (...jobs: Job[]) => {
  await rows("delete from travail");
  await createRunner(world.deps, jobs).round();
};

test("the antivirus: what it does not answer for waits, unread; what it recognises is refused", async () => {
  await rows("delete from fichier where dossier_id = $1 and ancre = ''", dossier);
  const { files } = world.deps;
  const scan = files.scan;
  try {
    files.scan = async () => "infecte";
    expect((await envoyer(await petitePhoto(), "v.jpg")).text).toContain("reconnu un virus");
    files.scan = async () => "muet";
    const attente = await envoyer(await petitePhoto(), "attente.jpg");
    expect(attente.text).toContain("l’antivirus ne répond pas");
    expect(attente.text).toContain("Vérification antivirus en attente");
    await envoyer(Buffer.from("%PDF-1.7 mauvais\n%%EOF"), "mauvais.pdf");
    const [photo, mauvais] = await rows(
      "select * from fichier where dossier_id = $1 and ancre = '' order by cree_le, id",
      dossier,
    );
    const adresse = routes.fichier.href({ dossier, fichier: photo.id });
    expect((await eleve.request(adresse)).status).toBe(404);
    files.scan = async (bytes) => (Buffer.from(bytes).includes("mauvais") ? "infecte" : "sain");
    await nuitDe(fichiersDeLaNuit);
    expect((await eleve.request(adresse)).status).toBe(200);
    expect((await eleve.get(annexes)).text).toContain(
      "L’antivirus a reconnu un virus : ce fichier a été effacé.",
    );
    expect(await files.get(mauvais.etablissement_id, mauvais.empreinte)).toBe(null);
  } finally {
    files.scan = scan;
  }
});

test("no residue: after thirty days, a purge or a sending given up, no byte is left that no row names", async () => {
  const { files } = world.deps;
  const [{ ecole, periode }] = await rows(
    "select d.etablissement_id as ecole, d.periode_id as periode from dossier d where id = $1",
    dossier,
  );
  await rows("delete from fichier");
  await envoyer(await petitePhoto(), "reste.jpg");
  await envoyer(Buffer.from("%PDF-1.7 part\n%%EOF"), "part.pdf");
  const [part] = await rows("select id from fichier where nom = 'part.pdf'");
  await eleve.post(routes.fichierRetirer.href({ dossier, fichier: part.id }), {}, annexes);
  await files.put(ecole, Buffer.from("left by an act undone"));
  const envoi = newId();
  await rows(
    "insert into envoi (etablissement_id, id, dossier_id, habilitation_id, nom, taille, cree_le) select etablissement_id, $1, dossier_id, auteur_id, 'abandon.pdf', 5000, '2026-11-23' from fichier where id = $2",
    envoi,
    part.id,
  );
  await files.pieces.write(ecole, envoi, 0, Buffer.alloc(100));
  await nuitDe(purge, fichiersDeLaNuit);
  expect((await files.list(ecole)).length).toBe(2);
  expect((await files.pieces.list(ecole)).length).toBe(1);
  world.setNow(new Date("2026-12-25T09:00:00Z"));
  await nuitDe(purge, fichiersDeLaNuit);
  expect((await files.list(ecole)).length).toBe(1);
  expect(await files.pieces.list(ecole)).toEqual([]);
  await rows(
    "delete from bilan where type = 'certificatif' and dossier_id in (select id from dossier where periode_id = $1)",
    periode,
  );
  await rows("update periode set supprime_le = '2026-11-01T00:00:00Z' where id = $1", periode);
  await nuitDe(purge, fichiersDeLaNuit);
  expect(await rows("select 1 from periode where id = $1", periode)).toEqual([]);
  expect(await files.list(ecole)).toEqual([]);
});
