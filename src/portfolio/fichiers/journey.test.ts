import sharp from "sharp";
import { beforeAll, expect, test } from "vitest";
import { newId } from "#kernel/id.ts";
import { routes } from "#routes.ts";
import { dossierDe } from "../../../tests/browser/lieux.ts";
import type { Client } from "../../../tests/kit/client.ts";
import { createWorld, type World } from "../../../tests/kit/world.ts";

let world: World;
let eleve: Client;
let prof: Client;
let dossier: string;
let annexes: string;
beforeAll(async () => {
  world = await createWorld();
  eleve = await world.as("eleve@lycee-demo.test");
  prof = await world.as("enseignant@lycee-demo.test");
  dossier = await dossierDe(world, "Accardo");
  annexes = routes.annexesPortfolio.href({ dossier });
});

const rows = async (query: string, ...values: unknown[]) => (await world.owner.query(query, values)).rows;
const blob = (bytes: Uint8Array, name: string, type = "application/octet-stream") =>
  new File([new Uint8Array(bytes)], name, { type });
const envoyer = async (bytes: Uint8Array, name: string, values: Record<string, string> = {}) => {
  await eleve.get(annexes);
  return eleve.submit(routes.fichiers.href({ dossier }), { fichier: blob(bytes, name), ...values } as never);
};
const derniere = async () =>
  (
    await rows("select * from fichier where dossier_id = $1 order by cree_le desc, id desc limit 1", dossier)
  )[0];
const octets = async (client: Client, adresse: string) => {
  const answer = await client.request(adresse);
  return { answer, bytes: Buffer.from(await answer.arrayBuffer()) };
};

/** A phone's photo: 12 megapixels, turned on its side, with a place. */
const photo = (largeur = 4000, hauteur = 3000) =>
  sharp({
    create: {
      width: largeur,
      height: hauteur,
      channels: 3,
      background: "#a55",
      noise: { type: "gaussian", mean: 128, sigma: 8 },
    },
  })
    .withExif({
      IFD0: { Make: "CANARI-APPAREIL" },
      IFD3: {
        GPSLatitudeRef: "N",
        GPSLatitude: "49/1 26/1 0/1",
        GPSLongitudeRef: "E",
        GPSLongitude: "1/1 6/1 0/1",
        GPSMapDatum: "CANARI-LIEU",
      },
    })
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 90 })
    .toBuffer();

test("a 12-megapixel photo arrives upright, smaller, without a GPS byte; the others see it, only the learner changes it", async () => {
  const source = await photo();
  for (const trace of ["Exif", "CANARI-APPAREIL", "CANARI-LIEU"]) expect(source.includes(trace)).toBe(true);
  const page = await envoyer(source, "IMG_2041.JPG", { legende: "Le palier", autorisation: "oui" });
  expect([page.status, page.text]).toEqual([200, expect.stringContaining("Photo ajoutée.")]);
  expect(page.text).toContain("1 sur 20");
  expect(page.text).toContain("Autorisée par l’entreprise");
  const row = await derniere();
  expect([row.nom, row.type, row.largeur, row.hauteur]).toEqual(["IMG_2041.jpg", "image/jpeg", 1200, 1600]);
  const adresse = routes.fichier.href({ dossier, fichier: row.id });
  const { answer, bytes } = await octets(eleve, adresse);
  expect(answer.headers.get("content-type")).toBe("image/jpeg");
  expect(answer.headers.get("content-disposition")).toMatch(/^inline; filename="IMG_2041.jpg"/);
  expect(answer.headers.get("content-security-policy")).toContain("sandbox");
  expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  expect(answer.headers.get("cache-control")).toContain("private");
  const read = await sharp(bytes).metadata();
  expect([read.width, read.height, read.exif, read.orientation, read.xmp]).toEqual([
    1200,
    1600,
    undefined,
    undefined,
    undefined,
  ]);
  for (const trace of ["Exif", "GPS", "CANARI"]) expect(bytes.includes(trace)).toBe(false);
  const petite = await octets(eleve, `${adresse}?vignette=1`);
  expect((await sharp(petite.bytes).metadata()).height).toBe(480);

  await prof.get(annexes);
  expect(prof.page.text).toContain("Le palier");
  expect(prof.page.root.querySelectorAll("input[type=file]")).toEqual([]);
  expect((await prof.request(adresse)).status).toBe(200);
  const voisin = await world.as("enseignant@lycee-voisin.test");
  for (const one of [adresse, annexes, routes.fichierModifier.href({ dossier, fichier: row.id })])
    expect([one, (await voisin.request(one)).status]).toEqual([one, 404]);
  const autre = await world.as("carole.aissani");
  expect((await autre.request(adresse)).status).toBe(403);
  expect((await world.visitor().request(adresse)).status).toBe(303);
  expect(
    (await prof.post(routes.fichierRetirer.href({ dossier, fichier: row.id }), {}, annexes)).status,
  ).toBe(403);
  expect((await prof.request(routes.fichierModifier.href({ dossier, fichier: row.id }))).status).toBe(403);
});

const petitePhoto = () =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: "#0a5" } })
    .jpeg()
    .toBuffer();

test("documents are downloads, whatever their name says; what is refused says why and keeps the caption", async () => {
  const pdf = Buffer.from("%PDF-1.7\n<script>alert(1)</script>\n%%EOF\n");
  await envoyer(pdf, "../../etc/notice <script>.html");
  const row = await derniere();
  expect([row.genre, row.type, row.nom]).toEqual(["document", "application/pdf", "notice <script>.pdf"]);
  const { answer, bytes } = await octets(eleve, routes.fichier.href({ dossier, fichier: row.id }));
  expect(bytes.equals(pdf)).toBe(true);
  expect(answer.headers.get("content-disposition")).toMatch(/^attachment;/);
  expect(answer.headers.get("content-security-policy")).toContain("sandbox");

  const refuse = await envoyer(Buffer.from("<svg onload=alert(1)>"), "dessin.png", { legende: "Mon schéma" });
  expect(refuse.status).toBe(422);
  expect(refuse.text).toContain("Ce fichier n’est pas accepté");
  expect(refuse.root.querySelector("[name=legende]")?.getAttribute("value")).toBe("Mon schéma");
  await eleve.get(annexes);
  expect((await eleve.submit(routes.fichiers.href({ dossier }))).text).toContain(
    "Choisis d’abord un fichier.",
  );
});

test("web addresses: http and https alone, their host shown, never followed", async () => {
  await eleve.get(annexes);
  for (const lien of [
    "javascript:alert(1)",
    "data:text/html,x",
    "file:///etc/passwd",
    "https://moi:secret@site.fr",
    "entreprise",
    "",
  ]) {
    const page = await eleve.submit("Ajouter l’adresse", { lien });
    expect([lien, page.status]).toEqual([lien, 422]);
  }
  await eleve.get(annexes);
  const page = await eleve.submit("Ajouter l’adresse", {
    lien: "www.fragrance.example/ligne?a=1",
    legendeLien: "Le site",
  });
  const link = page.root.querySelectorAll(".annexe a").find((a) => a.text.includes("www.fragrance.example"));
  expect(link?.getAttribute("href")).toBe("https://www.fragrance.example/ligne?a=1");
  expect(link?.getAttribute("rel")).toBe("noopener noreferrer nofollow");
  const { id } = await derniere();
  expect((await eleve.request(routes.fichier.href({ dossier, fichier: id }))).status).toBe(404);
  await eleve.get(routes.fichierModifier.href({ dossier, fichier: id }));
  expect((await eleve.submit("Enregistrer", { lien: "javascript:1" })).status).toBe(422);
  const corrige = await eleve.submit("Enregistrer", {
    lien: "https://autre.example/",
    nom: "Le site de l’usine",
  });
  expect(corrige.text).toContain("Le site de l’usine");
});

test("a photo stands beside its week, six at most; what is taken out is no longer served and comes back", async () => {
  const ancre = "semaine:2026-11-09";
  const ajouter = async (values: Record<string, unknown>) =>
    eleve.post(routes.fichiers.href({ dossier }), { ancre, ...values } as never, annexes);
  for (const faux of ["semaine:2030-01-07", "semaine:2026-11-09:x", `activite:${newId()}:avant`, "ailleurs"])
    expect((await ajouter({ ancre: faux, fichier: blob(await petitePhoto(), "a.jpg") })).text).toContain(
      "n’est plus là",
    );
  expect((await ajouter({ fichier: blob(Buffer.from("%PDF-1.7\n%%EOF"), "a.pdf") })).text).toContain(
    "Les documents vont dans l’onglet",
  );
  for (let n = 1; n <= 6; n++) await ajouter({ fichier: blob(await petitePhoto(), `vue ${n}.jpg`) });
  expect((await ajouter({ fichier: blob(await petitePhoto(), "vue 7.jpg") })).text).toContain(
    "Il y a déjà 6 photos ici",
  );
  const la = await rows(
    "select * from fichier where ancre = $1 and dossier_id = $2 order by rang",
    ancre,
    dossier,
  );
  expect(la.map((row) => row.nom)).toEqual([1, 2, 3, 4, 5, 6].map((n) => `vue ${n}.jpg`));
  const semaine = routes.semaine.href({ dossier, lundi: "2026-11-09" });
  expect((await eleve.get(semaine)).text).toContain("Photos de la semaine 6 sur 6");
  expect((await prof.get(semaine)).root.querySelectorAll(".photo img").length).toBe(6);
  // the same photo six times is one file
  expect(new Set(la.map((row) => row.empreinte.toString("hex"))).size).toBe(1);

  const fichier = la[2].id;
  const adresse = routes.fichier.href({ dossier, fichier });
  const retirer = routes.fichierRetirer.href({ dossier, fichier });
  await eleve.post(retirer, {}, annexes);
  expect((await eleve.request(adresse)).status).toBe(404);
  expect((await eleve.post(retirer, {}, annexes)).status).toBe(404);
  await ajouter({ fichier: blob(await petitePhoto(), "vue 7.jpg") });
  const retablir = routes.fichierRetablir.href({ dossier, fichier });
  expect((await eleve.post(retablir, {}, annexes)).text).toContain("Il y a déjà 6 photos ici");
  await eleve.post(routes.fichierRetirer.href({ dossier, fichier: la[0].id }), {}, annexes);
  await eleve.post(retablir, {}, annexes);
  expect((await eleve.request(adresse)).status).toBe(200);
});

test("twenty annexes, counted on the tab; a double press adds one", async () => {
  await rows("delete from fichier where dossier_id = $1 and ancre = ''", dossier);
  await eleve.get(annexes);
  const form = eleve.page.form(routes.fichiers.href({ dossier }));
  const body = () => {
    const data = eleve.shown(form);
    data.append("fichier", blob(Buffer.from("%PDF-1.7\n%%EOF"), "double.pdf"));
    return data;
  };
  const presser = () => eleve.request(routes.fichiers.href({ dossier }), { method: "POST", body: body() });
  const answers = await Promise.all([presser(), presser()]);
  expect(answers.map(({ status }) => status)).toEqual([303, 303]);
  expect((await eleve.get(annexes)).text).toContain("1 sur 20");
  for (let n = 2; n <= 20; n++)
    await rows(
      "insert into fichier (etablissement_id, id, dossier_id, genre, nom, lien, auteur_id, cree_le) select etablissement_id, $2, dossier_id, 'lien', 'n', 'https://x.example', auteur_id, now() from fichier where dossier_id = $1 limit 1",
      dossier,
      newId(),
    );
  const pleine = await eleve.get(annexes);
  expect(pleine.text).toContain("20 sur 20");
  expect(pleine.text).toContain("Tu as déjà 20 annexes");
  expect(pleine.root.querySelectorAll("input[type=file]")).toEqual([]);
  expect(pleine.root.querySelector("nav.tabs [aria-current]")?.text).toMatch(/20\sannexes/);
  const trop = await eleve.post(
    routes.fichiers.href({ dossier }),
    { ancre: "", fichier: blob(await petitePhoto(), "x.jpg") } as never,
    annexes,
  );
  expect([trop.status, trop.text]).toEqual([422, expect.stringContaining("Tu as déjà 20 annexes")]);
});

test("photos before and after an activity; none once the activity is taken out", async () => {
  const ancien = await dossierDe(world, "Accardo", "PFMP 2");
  const [{ id }] = await rows("select id from activite where dossier_id = $1 limit 1", ancien);
  const activite = routes.activite.href({ dossier: ancien, activite: id });
  const action = routes.fichiers.href({ dossier: ancien });
  await eleve.get(activite);
  const [avant, apres] = eleve.page.root
    .querySelectorAll(`form[action="${action}"] [name=ancre]`)
    .map((field) => field.getAttribute("value") ?? "");
  expect([avant, apres]).toEqual([`activite:${id}:avant`, `activite:${id}:apres`]);
  const fichier = blob(await petitePhoto(), "roulement.jpg");
  await eleve.post(action, { ancre: apres, fichier, legende: "Roulement neuf" } as never, activite);
  expect(eleve.page.address).toContain(activite);
  expect(eleve.page.root.querySelector(`#photos-activite-${id}-apres`)?.text).toContain("Roulement neuf");
  expect(eleve.page.root.querySelector(`#photos-activite-${id}-avant`)?.text).not.toContain("Roulement");
  expect((await prof.get(activite)).text).toContain("Roulement neuf");
  await eleve.post(routes.activiteSupprimer.href({ dossier: ancien, activite: id }), {}, activite);
  const refus = await eleve.post(action, { ancre: avant, fichier } as never, annexes);
  expect([refus.status, refus.text]).toEqual([422, expect.stringContaining("n’est plus là")]);
});
