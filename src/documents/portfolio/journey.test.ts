import { strFromU8, unzipSync } from "fflate";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import sharp from "sharp";
import { beforeAll, expect, test, vi } from "vitest";
import { routes } from "#routes.ts";
import type { Client } from "../../../tests/kit/client.ts";
import { createWorld, type World } from "../../../tests/kit/world.ts";

vi.setConfig({ testTimeout: 120_000 });

let world: World;
beforeAll(async () => {
  world = await createWorld();
});

const FORMATS = ["docx", "odt", "pdf"] as const;
type Format = (typeof FORMATS)[number];

const dossierOf = async (nom: string, periode = "PFMP 2") => {
  const { rows } = await world.owner.query(
    `select d.id from dossier d join apprenant a on a.id = d.apprenant_id join periode p on p.id = d.periode_id
     where a.nom = $1 and p.nom = $2`,
    [nom, periode],
  );
  return rows[0].id as string;
};

const address = (format: Format, dossier: string, query = "") =>
  `/dossiers/${dossier}/portfolio.${format}${query}`;

const wordsOf = async (format: Format, bytes: Uint8Array): Promise<string> => {
  if (format !== "pdf") {
    const xml = strFromU8(unzipSync(bytes)[format === "docx" ? "word/document.xml" : "content.xml"]!);
    return xml.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
  }
  const pdf = await getDocument({ data: bytes, verbosity: 0 }).promise;
  let text = "";
  for (let page = 1; page <= pdf.numPages; page += 1)
    for (const item of (await (await pdf.getPage(page)).getTextContent()).items)
      text += "str" in item ? `${item.str} ` : "";
  return text.replace(/\s+/g, " ");
};

async function download(client: Client, format: Format, dossier: string, query = "") {
  const answer = await client.request(address(format, dossier, query));
  const bytes = new Uint8Array(await answer.arrayBuffer());
  return { answer, bytes, words: answer.status === 200 ? await wordsOf(format, bytes) : "" };
}

test("the learner takes his portfolio away from its tab, in three formats, with the words of every chapter", async () => {
  const aline = await world.as("eleve@lycee-demo.test");
  const dossier = await dossierOf("Accardo");
  await aline.get(routes.activites.href({ dossier }));
  expect(aline.page.text).toContain("Exporter mon portfolio");
  expect(aline.page.text).toContain("1 activité choisie sur 1");
  expect(aline.page.link("LibreOffice (ODT)")).toBe(address("odt", dossier));
  for (const format of FORMATS) {
    const { answer, words } = await download(aline, format, dossier);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-disposition")).toContain(
      `filename="Portfolio-PFMP 2-Aline Accardo.${format}"`,
    );
    expect(answer.headers.get("cache-control")).toBe("no-store");
    for (const expected of [
      "Fragrance Plus",
      "Activités hebdomadaires",
      "J’ai consigné la machine tout seul.",
      "Changement de ressorts",
      "RINVEL X 61200",
      "Annexes",
    ])
      expect([format, words.includes(expected)]).toEqual([format, true]);
  }
});

test("only the activities chosen leave; comments leave with it, or not", async () => {
  const dossier = await dossierOf("Accardo");
  const teacher = await world.as("enseignant@lycee-demo.test");
  await world.owner.query(
    `insert into commentaire (etablissement_id, id, dossier_id, texte, auteur_id, le)
     select d.etablissement_id, gen_random_uuid(), d.id, 'Précise les EPI & la consignation <ici>.', h.id, now()
     from dossier d join habilitation h on h.etablissement_id = d.etablissement_id and h.courriel = $2 where d.id = $1`,
    [dossier, "enseignant@lycee-demo.test"],
  );
  for (const format of FORMATS) {
    const avec = (await download(teacher, format, dossier)).words;
    expect(avec).toMatch(/Précise les EPI (&|&amp;) la consignation/);
    const sans = (await download(teacher, format, dossier, "?commentaires=non")).words;
    expect(sans).not.toContain("Précise les EPI");
    expect(sans).toContain("RINVEL X 61200");
  }
  await world.owner.query("update activite set exporter = false where dossier_id = $1", [dossier]);
  const { words } = await download(teacher, "docx", dossier);
  expect(words).not.toContain("RINVEL X 61200");
  expect(words).toContain("Aucune activité n’est choisie pour l’export.");
});

test("photos of a week, and before and after an activity, are in the file; a lost or suspect one is not", async () => {
  const dossier = await dossierOf("Accardo");
  const { rows } = await world.owner.query(
    "select a.id, a.etablissement_id, p.du::text as du from activite a join dossier d on d.id = a.dossier_id join periode p on p.id = d.periode_id where d.id = $1",
    [dossier],
  );
  const { id, etablissement_id: ecole, du } = rows[0];
  await world.owner.query("update activite set exporter = true where id = $1", [id]);
  const photo = await sharp({ create: { width: 40, height: 30, channels: 3, background: "#0e5a5e" } })
    .jpeg()
    .toBuffer();
  const kept = await world.deps.files.put(ecole, photo);
  const add = (ancre: string, legende: string, empreinte: Buffer, etat = "sain") =>
    world.owner.query(
      `insert into fichier (etablissement_id, id, dossier_id, ancre, genre, nom, type, taille, largeur, hauteur,
         empreinte, legende, etat, auteur_id, cree_le)
       select d.etablissement_id, gen_random_uuid(), d.id, $2, 'image', 'photo', 'image/jpeg', 700, 40, 30, $3, $4, $5,
         a.habilitation_id, now()
       from dossier d join apprenant a on a.id = d.apprenant_id where d.id = $1`,
      [dossier, ancre, empreinte, legende, etat],
    );
  await add(`semaine:${du}`, "La ligne 2", kept);
  await add(`activite:${id}:avant`, "Les plis du film", kept);
  await add(`activite:${id}:apres`, "Le film tendu", kept);
  await add("", "Infectée", kept, "infecte");
  await add("", "Perdue", Buffer.alloc(32, 7));
  const aline = await world.as("eleve@lycee-demo.test");
  for (const format of ["docx", "odt"] as const) {
    const { bytes, words } = await download(aline, format, dossier);
    const same = Object.values(unzipSync(bytes)).filter((part) => Buffer.compare(part, photo) === 0);
    expect(same.length).toBeGreaterThan(0);
    for (const caption of ["La ligne 2", "Avant : Les plis du film", "Après : Le film tendu"])
      expect(words).toContain(caption.replace(" :", " :"));
    expect(words).not.toContain("Infectée");
  }
  expect((await download(aline, "pdf", dossier)).words).toContain("Le film tendu");
});

test("an apprenti, his maître and a tutor export too; a stranger, an administrator, another school do not", async () => {
  const bouleau = await dossierOf("Bouleau");
  for (const courriel of ["apprenti@lycee-demo.test", "maitre@lycee-demo.test"])
    for (const format of FORMATS)
      expect([courriel, (await download(await world.as(courriel), format, bouleau)).answer.status]).toEqual([
        courriel,
        200,
      ]);
  const aissani = await dossierOf("Aïssani", "PFMP 3");
  const tutor = await world.asTutor(aissani);
  const { answer } = await download(tutor, "docx", aissani);
  expect(answer.status).toBe(200);
  const name = answer.headers.get("content-disposition") ?? "";
  expect(name).toContain('filename="Portfolio-PFMP 3-Carole Aissani.docx"');
  expect(name).toContain("filename*=UTF-8''Portfolio-PFMP%203-Carole%20A%C3%AFssani.docx");
  for (const [courriel, status] of [
    ["eleve@lycee-demo.test", 403],
    ["administrateur@lycee-demo.test", 403],
    ["enseignant@lycee-voisin.test", 404],
  ] as const)
    for (const format of FORMATS)
      expect([courriel, (await download(await world.as(courriel), format, aissani)).answer.status]).toEqual([
        courriel,
        status,
      ]);
  expect((await download(tutor, "pdf", bouleau)).answer.status).toBe(403);
});

test("a portfolio of forty activities takes no more statements than one that nobody has begun", async () => {
  const teacher = await world.as("enseignant@lycee-demo.test");
  const plein = await dossierOf("Accardo");
  await world.owner.query(
    `insert into activite (etablissement_id, id, dossier_id, rang, titre, champs, cree_le, modifie_le)
     select etablissement_id, gen_random_uuid(), id, n, 'Activité ' || n, '{"machine": "Tour"}', now(), now()
     from dossier, generate_series(2, 40) n where id = $1`,
    [plein],
  );
  world.statements();
  expect((await download(teacher, "odt", plein)).words).toContain("Activité 40");
  const many = world.statements().length;
  const vide = await dossierOf("Béchameil", "PFMP 3");
  expect((await download(teacher, "odt", vide)).words).toContain("Aucune semaine n’est encore racontée.");
  expect(many - world.statements().length).toBeLessThanOrEqual(1);
});
