import sharp from "sharp";
import { beforeAll, expect, test } from "vitest";
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
