import { crc32, deflateSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../../../tests/kit/client.ts";
import { createWorld, type World } from "../../../tests/kit/world.ts";

let world: World;
let admin: Client;
beforeAll(async () => {
  world = await createWorld();
  admin = await world.as("administrateur@lycee-demo.test");
});

const ECOLE = "/administration/etablissement";
const ecole = async () =>
  (await world.owner.query("select * from etablissement where ville in ('Elbeuf', 'Le Port')")).rows[0];

const chunk = (name: string, content: Buffer) => {
  const body = Buffer.concat([Buffer.from(name, "latin1"), content]);
  const frame = Buffer.alloc(4);
  frame.writeUInt32BE(content.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([frame, body, sum]);
};
/** A grey PNG that also carries a comment. */
function png(largeur: number, hauteur: number): Uint8Array<ArrayBuffer> {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(largeur, 0);
  header.writeUInt32BE(hauteur, 4);
  header[8] = 8;
  return new Uint8Array(
    Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      chunk("IHDR", header),
      chunk("tEXt", Buffer.from("Author\0SECRET")),
      chunk("IDAT", deflateSync(Buffer.alloc(hauteur * (largeur + 1)))),
      chunk("IEND", Buffer.alloc(0)),
    ]),
  );
}
const fichier = (bytes: Uint8Array<ArrayBuffer>, nom = "logo.png") => new File([bytes], nom);

describe("the school", () => {
  test("is corrected, its time zone included", async () => {
    await admin.get(ECOLE);
    const page = await admin.submit("Enregistrer l’établissement", {
      chef: "Odile Renard",
      uai: "0760001n",
      telephone: "02 35 00 00 00",
      courriel: "Accueil@lycee-demo.test",
      ville: "Le Port",
      fuseau: "Indian/Reunion",
    });
    expect(page.text).toContain("Coordonnées");
    expect(await ecole()).toMatchObject({
      chef: "Odile Renard",
      uai: "0760001N",
      courriel: "accueil@lycee-demo.test",
      fuseau: "Indian/Reunion",
      version: 2,
    });
  });

  test("refuses a wrong UAI letter, another school's UAI and a half address, and keeps what was typed", async () => {
    await admin.get(ECOLE);
    const wrong = await admin.submit("Enregistrer l’établissement", {
      uai: "0760001P",
      codePostal: "7650",
      nom: "",
      fuseau: "Mars/Olympus",
    });
    expect(wrong.status).toBe(422);
    expect(wrong.root.querySelectorAll(".field-error")).toHaveLength(4);
    expect(wrong.root.querySelector("[name=uai]")?.getAttribute("value")).toBe("0760001P");
    const taken = await admin.submit("Enregistrer l’établissement", {
      uai: "0760002P",
      codePostal: "76500",
      nom: "Lycée",
      fuseau: "Europe/Paris",
    });
    expect(taken.status).toBe(422);
    expect(taken.root.querySelector("#champ-uai-erreur")?.text).toContain("Un autre établissement");
    expect((await ecole()).uai).toBe("0760001N");
  });

  test("saved by somebody else meanwhile, shows both texts", async () => {
    const other = await world.as("administrateur@lycee-demo.test");
    await other.get(ECOLE);
    await admin.get(ECOLE);
    await admin.submit("Enregistrer l’établissement", { chef: "Première" });
    const page = await other.submit("Enregistrer l’établissement", { chef: "Seconde" });
    expect(page.status).toBe(409);
    expect(page.text).toMatch(/Enregistré : Première ?Saisie gardée ci-dessous : Seconde/);
    await other.submit("Enregistrer l’établissement");
    expect((await ecole()).chef).toBe("Seconde");
  });

  test("settles how long records are kept and who signs", async () => {
    await admin.get(ECOLE);
    const few = await admin.submit("Enregistrer les réglages", { "signataire-2": "", portfolios: "0" });
    expect(few.status).toBe(422);
    expect(few.root.querySelector("#champ-signataire-2-erreur")?.text).toContain("au moins 3 signatures");
    expect(few.root.querySelector("#champ-portfolios-erreur")?.text).toContain("de 1 à 50");
    await admin.submit("Enregistrer les réglages", {
      "signataire-2": "Représentant de l’entreprise",
      "signataire-5": "Tuteur",
      portfolios: "3",
      documentsApprentis: "oui",
      publierGrilles: "oui",
      mentionTravaux: "Déclaration faite par le lycée.",
    });
    expect((await ecole()).reglages).toEqual({
      conservation: { portfolios: 3, evaluations: 5, journaux: 1 },
      documentsApprentis: true,
      publierGrilles: true,
      mentionTravaux: "Déclaration faite par le lycée.",
      signataires: [
        "Chef d’établissement",
        "Représentant de l’entreprise",
        "Apprenant ou représentant légal",
        "Tuteur",
      ],
    });
  });

  test("has a logo, cleaned of what it carried, that everybody of the school sees and nobody else", async () => {
    const teacher = await world.as("enseignant@lycee-demo.test");
    expect((await teacher.get("/etablissement/logo")).status).toBe(404);
    await admin.get(ECOLE);
    const refused = await admin.submit("Enregistrer le logo", {
      logo: fichier(new TextEncoder().encode("<svg onload='x()'/>"), "logo.svg"),
    });
    expect([refused.status, refused.text.includes("ce fichier n’en est pas une")]).toEqual([422, true]);
    const page = await admin.submit("Enregistrer le logo", { logo: fichier(png(40, 20)) });
    expect(page.root.querySelector(".logo-cadre img")?.getAttribute("src")).toMatch(
      /^\/etablissement\/logo\?v=/,
    );
    const answer = await teacher.request("/etablissement/logo");
    expect([
      answer.headers.get("content-type"),
      answer.headers.get("x-content-type-options"),
      answer.headers.get("cache-control"),
    ]).toEqual(["image/png", "nosniff", "private, max-age=86400"]);
    expect(Buffer.from(await answer.arrayBuffer()).includes("SECRET")).toBe(false);
    const voisin = await world.as("enseignant@lycee-voisin.test");
    expect((await voisin.request("/etablissement/logo")).status).toBe(404);
    await admin.get(ECOLE);
    await admin.submit("Retirer le logo");
    expect((await teacher.request("/etablissement/logo")).status).toBe(404);
  });

  test("is the administrator's alone", async () => {
    const teacher = await world.as("enseignant@lycee-demo.test");
    expect((await teacher.get(ECOLE)).status).toBe(403);
    for (const end of ["", "/reglages", "/logo"])
      expect((await teacher.post(`${ECOLE}${end}`, { nom: "Pris" }, "/classes")).status).toBe(403);
  });
});
