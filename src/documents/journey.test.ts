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
