import { PDFDocument } from "@cantoo/pdf-lib";
import sharp from "sharp";
import { beforeAll, expect, test } from "vitest";
import { fichiers as fichiersDeLaNuit, purge } from "#conservation/jobs.ts";
import { createRunner, type Job } from "#jobs/runner.ts";
import { routes } from "#routes.ts";
import { dossierDe } from "../../../../tests/browser/lieux.ts";
import type { Client } from "../../../../tests/kit/client.ts";
import { createWorld, type World } from "../../../../tests/kit/world.ts";

let world: World;
let prof: Client;
let eleve: Client;
let dossier: string;
beforeAll(async () => {
  world = await createWorld();
  prof = await world.as("enseignant@lycee-demo.test");
  eleve = await world.as("eleve@lycee-demo.test");
  dossier = await dossierDe(world, "Accardo");
});

const rows = async (query: string, ...values: unknown[]) => (await world.owner.query(query, values)).rows;
const scans = () =>
  rows("select * from fichier where dossier_id = $1 and ancre = 'convention' order by cree_le, id", dossier);
const page = () => routes.convention.href({ dossier });
const scan = () => routes.conventionScan.href({ dossier });
const joindre = async (bytes: Uint8Array, name: string, client = prof) => {
  await client.get(page());
  return client.submit(scan(), { fichier: new File([new Uint8Array(bytes)], name) });
};
const unPdf = async (titre: string) => {
  const pdf = await PDFDocument.create();
  pdf.setTitle(titre);
  pdf.addPage();
  return pdf.save();
};
const octets = async (client: Client) => {
  const answer = await client.request(scan());
  return { answer, bytes: Buffer.from(await answer.arrayBuffer()) };
};
const nuit = async (...jobs: Job[]) => {
  await rows("delete from travail");
  await createRunner(world.deps, jobs).round();
};

test("a teacher joins the scan; everyone the dossier concerns downloads it, nobody else", async () => {
  expect((await eleve.get(page())).text).toContain("Pas de scan pour l’instant");
  const pdf = await unPdf("signée");
  expect((await joindre(pdf, "scan 001.PDF")).text).toContain("Scan joint.");
  expect(prof.page.text).toContain("par Sophie Mercier");
  await rows("update dossier set convention_signee_le = null where id = $1", dossier);
  const tuteur = await world.asTutor(await dossierDe(world, "Aïssani"));
  for (const client of [prof, eleve]) {
    const { answer, bytes } = await octets(client);
    expect([answer.status, bytes.equals(Buffer.from(pdf))]).toEqual([200, true]);
    expect(answer.headers.get("content-disposition")).toContain(
      `attachment; filename="Convention signee PFMP 3 Aline Accardo.pdf"`,
    );
    expect(answer.headers.get("content-security-policy")).toContain("sandbox");
  }
  expect(eleve.page.root.querySelector("input[type=file]")).toBeNull();
  for (const [courriel, status] of [
    ["administrateur@lycee-demo.test", 403],
    ["carole.aissani", 403],
    ["maitre@lycee-demo.test", 403],
    ["enseignant@lycee-voisin.test", 404],
  ] as const)
    expect([courriel, (await (await world.as(courriel)).request(scan())).status]).toEqual([courriel, status]);
  expect((await tuteur.request(scan())).status).toBe(403);
  for (const client of [eleve, tuteur]) expect((await client.post(scan(), {}, page())).status).toBe(403);
});

test("the tutor of the dossier reads it; an apprenti has a contract, not a convention", async () => {
  const accueilli = await dossierDe(world, "Aïssani");
  await prof.get(routes.convention.href({ dossier: accueilli }));
  await prof.submit(routes.conventionScan.href({ dossier: accueilli }), {
    fichier: new File([new Uint8Array(await unPdf("a"))], "a.pdf"),
  });
  const tuteur = await world.asTutor(accueilli);
  expect((await tuteur.request(routes.conventionScan.href({ dossier: accueilli }))).status).toBe(200);
  const apprenti = await dossierDe(world, "Bouleau");
  const refus = await prof.post(routes.conventionScan.href({ dossier: apprenti }), {}, "/");
  expect([refus.status, refus.text.includes("contrat d’apprentissage")]).toEqual([403, true]);
});

test("a phone's photo is drawn again; what is no scan is refused at its field, in the teacher's words", async () => {
  const photo = await sharp({ create: { width: 60, height: 80, channels: 3, background: "#eee" } })
    .withExif({ IFD0: { Make: "CANARI" } })
    .jpeg()
    .toBuffer();
  expect((await joindre(photo, "IMG_1.jpg")).text).toContain("Scan remplacé.");
  const { answer, bytes } = await octets(eleve);
  expect(answer.headers.get("content-disposition")).toMatch(/^attachment;.*\.jpg/);
  expect([bytes.includes("CANARI"), (await sharp(bytes).metadata()).exif]).toEqual([false, undefined]);
  for (const [contenu, mots] of [
    ["du texte", "choisissez un PDF ou une photo"],
    ["%PDF-1.7 coupé", "renvoyez-le"],
    ["", "Choisissez d’abord un fichier"],
  ] as const) {
    const refused = await joindre(Buffer.from(contenu), "x.pdf");
    expect([refused.status, refused.text]).toEqual([422, expect.stringContaining(mots)]);
  }
  expect((await scans()).filter((one) => one.supprime_le === null)).toHaveLength(1);
});

test("replaced or taken out, it comes back; one at a time is in force", async () => {
  const [premier, second] = await scans();
  expect([premier.supprime_le !== null, second.supprime_le]).toEqual([true, null]);
  await prof.get(page());
  expect((await prof.submit("Retirer le scan")).text).toContain("Scan retiré.");
  expect((await prof.request(scan())).status).toBe(404);
  expect(prof.page.text).toContain("Remplacés ou retirés (2)");
  const retour = (fichier: string) => routes.conventionScanRetablir.href({ dossier, fichier });
  await prof.submit(retour(second.id));
  await prof.submit(retour(premier.id));
  expect((await octets(eleve)).answer.headers.get("content-type")).toBe("application/pdf");
  expect((await scans()).filter((one) => one.supprime_le === null).map((one) => one.id)).toEqual([
    premier.id,
  ]);
});

test("it is nothing of the portfolio: no annexe, no counter, no address, no gesture of the learner", async () => {
  const [premier] = await scans();
  expect((await eleve.get(routes.annexesPortfolio.href({ dossier }))).text).not.toContain(
    "Convention signée",
  );
  const portfolio = { dossier, fichier: premier.id };
  expect((await eleve.request(routes.fichier.href(portfolio))).status).toBe(404);
  for (const route of [routes.fichierRetirer, routes.fichierRetablir, routes.fichierModifier])
    expect((await eleve.post(route.href(portfolio), {}, "/")).status).toBe(404);
  const [photo] = await rows("select id, dossier_id from fichier where ancre <> 'convention' limit 1");
  const etrangere = routes.conventionScanRetirer.href({ dossier: photo.dossier_id, fichier: photo.id });
  expect((await prof.post(etrangere, {}, page())).status).toBe(404);
});

test("the antivirus silent, it waits; deleting the period counts it, the night and the purge erase it", async () => {
  const { files } = world.deps;
  const lecture = files.scan;
  try {
    files.scan = async () => "muet";
    expect((await joindre(await unPdf("attente"), "b.pdf")).text).toContain("l’antivirus ne répond pas");
    expect([prof.page.text.includes("en attente"), (await prof.request(scan())).status]).toEqual([true, 404]);
    files.scan = async () => "sain";
    await nuit(fichiersDeLaNuit);
    expect((await prof.request(scan())).status).toBe(200);
  } finally {
    files.scan = lecture;
  }
  const [{ periode_id: periode }] = await rows("select periode_id from dossier where id = $1", dossier);
  await rows("delete from bilan where type = 'certificatif'").catch(() => undefined);
  await prof.get(routes.periodeSupprimer.href({ periode }));
  expect(prof.page.text).toContain("2 conventions signées jointes");
  const [{ etablissement_id: ecole }] = await rows(
    "select etablissement_id from dossier where id = $1",
    dossier,
  );
  const gardes = (await scans()).map(({ empreinte }) => empreinte);
  await rows(
    "update periode set supprime_le = $1, supprime_par = auteur_id where id = $2",
    world.deps.clock(),
    periode,
  );
  world.setNow(new Date("2026-12-28T03:30:00Z"));
  await nuit(purge, fichiersDeLaNuit);
  expect(await scans()).toEqual([]);
  for (const empreinte of gardes) expect(await files.get(ecole, empreinte)).toBeNull();
});
