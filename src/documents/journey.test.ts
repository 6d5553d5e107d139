import { PDFDocument, PDFName, PDFRawStream } from "@cantoo/pdf-lib";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { beforeAll, expect, test } from "vitest";
import { createWorld, type World } from "../../tests/kit/world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});

const dossierOf = async (nom: string, periode = "PFMP 3") => {
  const { rows } = await world.owner.query(
    `select d.id from dossier d join apprenant a on a.id = d.apprenant_id join periode p on p.id = d.periode_id
     where a.nom = $1 and p.nom = $2`,
    [nom, periode],
  );
  return rows[0].id as string;
};

const read = async (bytes: ArrayBuffer) => {
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const page = await pdf.getPage(1);
  const text = (await page.getTextContent()).items.map((item) => ("str" in item ? item.str : "")).join(" ");
  const fields = (await page.getAnnotations()).flatMap((a): string[] => (a.fieldName ? [a.fieldName] : []));
  return { text, fields };
};

test("teacher and learner download the attestation: named by the period, filled, six fields to complete", async () => {
  const dossier = await dossierOf("Accardo");
  for (const courriel of ["enseignant@lycee-demo.test", "eleve@lycee-demo.test"]) {
    const answer = await (await world.as(courriel)).request(`/dossiers/${dossier}/attestation.pdf`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-disposition")).toContain(`filename="Attestation-PFMP 3.pdf"`);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    const { text, fields } = await read(await answer.arrayBuffer());
    for (const words of ["ACCARDO Aline", "Fragrance Plus", "Trois-Rivières"]) expect(text).toContain(words);
    expect(fields.filter((name) => name.startsWith("l0001."))).toHaveLength(6);
  }
});

test("an apprenti has none; another learner, the administrator and the other school get nothing", async () => {
  const status = async (courriel: string, nom: string) =>
    (await (await world.as(courriel)).request(`/dossiers/${await dossierOf(nom)}/attestation.pdf`)).status;
  expect(await status("apprenti@lycee-demo.test", "Bouleau")).toBe(403);
  expect(await status("apprenti@lycee-demo.test", "Accardo")).toBe(403);
  expect(await status("administrateur@lycee-demo.test", "Accardo")).toBe(403);
  expect(await status("enseignant@lycee-voisin.test", "Accardo")).toBe(404);
});

test("the pré-convention: named by period and learner; the learner prints his own before he has a company (S-14, S-15)", async () => {
  const dossier = await dossierOf("Accardo");
  await world.owner.query("update accueil set entreprise = '', tuteur_nom = '' where dossier_id = $1", [
    dossier,
  ]);
  await world.owner.query("update apprenant set naissance = '2011-03-05' where nom = 'Accardo'");
  for (const courriel of ["enseignant@lycee-demo.test", "eleve@lycee-demo.test"]) {
    const answer = await (await world.as(courriel)).request(`/dossiers/${dossier}/preconvention.pdf`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-disposition")).toContain(`filename="Annexe PFMP 3 Aline Accardo.pdf"`);
    const { text, fields } = await read(await answer.arrayBuffer());
    expect(text).toContain("Aline ACCARDO");
    expect(fields).toContain("l0001.horaires");
    // nothing of a learner's age is printed (B-35)
    expect(text).not.toMatch(/2011|\d\s*ans\b/);
  }
});

test("those of a whole period in one file, in class order, without the apprentis (S-11); only a teacher prints it", async () => {
  const { rows } = await world.owner.query(
    `select p.id, (select count(*)::int from dossier d join inscription i on i.apprenant_id = d.apprenant_id and i.au is null
       where d.periode_id = p.id and d.retire_le is null and i.statut = 'scolaire') as eleves
     from periode p where p.nom = 'PFMP 3' order by p.du desc limit 1`,
  );
  const address = `/periodes/${rows[0].id}/preconventions.pdf`;
  const answer = await (await world.as("enseignant@lycee-demo.test")).request(address);
  expect(answer.headers.get("content-disposition")).toContain(`filename="Annexe PFMP 3.pdf"`);
  const pdf = await getDocument({ data: new Uint8Array(await answer.arrayBuffer()), verbosity: 0 }).promise;
  // typed as an object by pdf.js, given as a map
  const fields = [...((await pdf.getFieldObjects()) as unknown as Map<string, unknown>).keys()];
  expect(fields.filter((name) => name.endsWith(".horaires"))).toHaveLength(rows[0].eleves);
  for (const [courriel, status] of [
    ["eleve@lycee-demo.test", 403],
    ["maitre@lycee-demo.test", 403],
    ["administrateur@lycee-demo.test", 403],
    ["enseignant@lycee-voisin.test", 404],
  ] as const)
    expect([courriel, (await (await world.as(courriel)).request(address)).status]).toEqual([
      courriel,
      status,
    ]);
});

test("the school's choices are on the paper: its logo, who signs, and the papers of apprentis where it makes them", async () => {
  const dossier = await dossierOf("Bouleau");
  const address = `/dossiers/${dossier}/preconvention.pdf`;
  const apprenti = await world.as("apprenti@lycee-demo.test");
  expect((await apprenti.request(address)).status).toBe(403);
  await world.owner.query("update etablissement set reglages = $1 where uai = '0760001N'", [
    JSON.stringify({
      documentsApprentis: true,
      signataires: ["Proviseur", "Entreprise", "Apprenti", "Tutrice"],
      mentionTravaux: "Déclaration faite par le lycée, une par section.",
    }),
  ]);
  const png =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
  await world.owner.query(
    "insert into logo (etablissement_id, type, contenu, modifie_le) select id, 'image/png', $1, now() from etablissement where uai = '0760001N'",
    [Buffer.from(png, "base64")],
  );
  const answer = await apprenti.request(address);
  expect(answer.status).toBe(200);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const file = await PDFDocument.load(bytes);
  const images = file.context
    .enumerateIndirectObjects()
    .filter(
      ([, object]) =>
        object instanceof PDFRawStream && object.dict.get(PDFName.of("Subtype")) === PDFName.of("Image"),
    );
  expect(images.length).toBeGreaterThan(0);
  const pdf = await getDocument({ data: bytes, verbosity: 0 }).promise;
  const last = await pdf.getPage(pdf.numPages);
  const text = (await last.getTextContent()).items.map((item) => ("str" in item ? item.str : "")).join(" ");
  for (const words of [
    "Proviseur",
    "Tutrice",
    "en 4 exemplaires",
    "Déclaration faite par le lycée, une par section.",
  ])
    expect(text.replace(/\s+/g, " ")).toContain(words);
  expect(text).not.toContain("2015-443");
});
