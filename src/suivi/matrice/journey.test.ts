import { strFromU8, unzipSync } from "fflate";
import Papa from "papaparse";
import { SaxesParser } from "saxes";
import { beforeAll, expect, test } from "vitest";
import { newId } from "#kernel/id.ts";
import type { Client } from "../../../tests/kit/client.ts";
import { createWorld, type World } from "../../../tests/kit/world.ts";

let world: World;
let teacher: Client;
let running: string;
beforeAll(async () => {
  world = await createWorld();
  teacher = await world.as("enseignant@lycee-demo.test");
  running = await idOf("PFMP 3");
});

const idOf = async (nom: string): Promise<string> => {
  const { rows } = await world.owner.query(
    `select p.id from periode p join etablissement e on e.id = p.etablissement_id
     where p.nom = $1 and e.uai = '0760001N' and p.referentiel = 'mspc' order by p.cree_le limit 1`,
    [nom],
  );
  return rows[0].id;
};
const suivi = (query = "") => teacher.get(`/periodes/${running}/suivi${query}`);
const lines = () => teacher.page.root.querySelectorAll(".suivi-matrice tbody tr");
const names = () => lines().map((line) => line.querySelector("th")?.text.trim() ?? "");
const late = () => lines().map((line) => Number(line.querySelector(".cell-numeric .cell-value")?.text));
const inFrench = (list: string[]) => list.toSorted(new Intl.Collator("fr").compare);

test("from the period, by its button and its menu, to the matrix of its thirty-five learners", async () => {
  await teacher.get(`/periodes?periode=${running}`);
  const links = teacher.page.root
    .querySelectorAll(`a[href="/periodes/${running}/suivi"]`)
    .map((a) => a.text.trim());
  expect(new Set(links)).toEqual(new Set(["Suivi de la période"]));
  expect(links.length).toBeGreaterThan(1);
  await teacher.get(`/periodes/${running}/suivi`);
  expect([teacher.page.title, lines().length]).toEqual(["Suivi de PFMP 3", 35]);
  expect(teacher.page.text).toContain("semaine 3 sur 4");
  expect(teacher.page.root.querySelectorAll(".suivi-matrice thead th").map((th) => th.text)).toEqual([
    "Apprenant",
    "Retards",
    "Entreprise",
    "Tuteur invité",
    "Tuteur venu",
    "Fiche lue",
    "Semaines",
    "Activités",
    "Attitudes",
    "Bilan entreprise",
    "Bilan personnel",
    "Vu par l’apprenant",
    "Attestation",
  ]);
});

test("late ones first, then names; by name; only the late ones", async () => {
  await suivi();
  expect(late()).toEqual(late().toSorted((a, b) => b - a));
  expect(late()[0]).toBeGreaterThan(1);
  expect(late().at(-1)).toBe(0);
  const worst = names().filter((_, index) => late()[index] === late()[0]);
  expect(worst).toEqual(inFrench(worst));
  const badge = teacher.page.root
    .querySelectorAll(".filters button")
    .find((a) => a.text.includes("En retard"));
  await teacher.submit("Par nom", {}, { name: "tri", value: "nom" });
  expect(teacher.page.address).toBe(`/periodes/${running}/suivi?tri=nom`);
  expect(names()).toEqual(inFrench(names()));
  await teacher.submit("En retard", {}, { name: "filtre", value: "retard" });
  // the sort is kept, the count told the truth
  expect(names()).toEqual(inFrench(names()));
  expect(String(lines().length)).toBe(badge?.querySelector("b")?.text);
  expect(late().every((n) => n > 0)).toBe(true);
  expect(lines().every((line) => line.querySelector(".etape-retard")?.text.includes("en retard"))).toBe(true);
  // kept for the next time, for the follow-up of any period; forgotten in one press
  await teacher.get(`/periodes/${await idOf("PFMP 2")}/suivi`);
  expect(teacher.page.text).toContain("Vos filtres, retenus de la dernière fois : En retard · Par nom.");
  await teacher.submit("Oublier les filtres", {}, { name: "oublier", value: "oui" });
  expect(teacher.page.text).not.toContain("retenus de la dernière fois");
});

test("« Relancer » counts those who are late at a step, and opens their review", async () => {
  await suivi("?tri=nom");
  const links = teacher.page.root.querySelectorAll('main a[href*="/relancer?etape="]');
  const said = new Map(
    links.map((a) => [a.getAttribute("href")?.split("=")[1], a.text.replaceAll(/\s+/g, " ").trim()]),
  );
  const lateWeeks = lines().filter((line) =>
    line.querySelector('a.etape-retard[href$="/portfolio/semaines"]'),
  ).length;
  expect(lateWeeks).toBeGreaterThan(1);
  expect(said.get("semaines")).toBe(`Relancer les ${lateWeeks} : semaines`);
});

test("each cell says where it stands, icon and words, and opens the page where it is done", async () => {
  await suivi("?tri=nom");
  const cells = lines().flatMap((line) => line.querySelectorAll("a.etape"));
  expect(cells.length).toBeGreaterThan(35 * 5);
  expect(cells.every((cell) => cell.text.trim() !== "" && cell.querySelector("svg") !== null)).toBe(true);
  // a learner whose tutor is invited: his name, then all but « Vu par l’apprenant »
  const one =
    lines()
      .find((line) => line.text.includes("Attendu"))
      ?.querySelectorAll("a") ?? [];
  expect(one).toHaveLength(11);
  const addresses = new Set(one.map((a) => a.getAttribute("href") ?? ""));
  for (const address of addresses)
    expect([address, (await teacher.get(address)).status]).toEqual([address, 200]);
});

test("a step done is told at once", async () => {
  const { rows } = await world.owner.query(
    `select d.id from dossier d join apprenant a on a.id = d.apprenant_id where d.periode_id = $1 and a.nom = 'Béchameil'`,
    [running],
  );
  const state = async () => {
    await suivi();
    const cell = lines().find((line) => line.text.includes("BÉCHAMEIL"));
    return cell?.querySelector(`a.etape[href="/dossiers/${rows[0].id}/fiche/lieu"] .sr-only`)?.text;
  };
  expect(await state()).toBe("À renseigner, en retard");
  await teacher.get(`/dossiers/${rows[0].id}/fiche/lieu`);
  await teacher.submit("Enregistrer", { entreprise: "Verrerie de la Bresle" });
  // the company is known, its tutor not yet
  expect(await state()).toBe("Incomplète, en retard");
});

test("an exam's period has no column for a bilan it does not have; an empty period says so", async () => {
  await teacher.get(`/periodes/${await idOf("PFMP 5")}/suivi`);
  expect(teacher.page.text).not.toContain("Bilan entreprise");
  const empty = await idOf("Renfort arrêt technique");
  await world.owner.query("update dossier set retire_le = now() where periode_id = $1", [empty]);
  await teacher.get(`/periodes/${empty}/suivi`);
  expect(teacher.page.text).toContain("Aucun apprenant dans cette période.");
});

/** The sheet of an .xlsx file, by rows of words. */
function readSheet(bytes: Uint8Array): string[][] {
  const rows: string[][] = [];
  let column = 0;
  const parser = new SaxesParser();
  parser.on("opentag", ({ name, attributes }) => {
    if (name === "f") throw new Error("a formula");
    if (name === "row") rows.push([]);
    if (name === "c") column = String(attributes.r).charCodeAt(0) - 65;
  });
  parser.on("text", (text) => {
    const row = rows.at(-1);
    if (row) row[column] = (row[column] ?? "") + text;
  });
  parser.write(strFromU8(unzipSync(bytes)["xl/worksheets/sheet1.xml"] ?? new Uint8Array())).close();
  return rows.map((row) => Array.from({ length: rows[0]?.length ?? 0 }, (_, index) => row[index] ?? ""));
}

const download = async (format: "csv" | "xlsx") => {
  const answer = await teacher.request(`/periodes/${running}/suivi.${format}`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-disposition")).toContain(`filename="Suivi-PFMP 3.${format}"`);
  expect(answer.headers.get("cache-control")).toBe("no-store");
  return new Uint8Array(await answer.arrayBuffer());
};
const readCsv = (bytes: Uint8Array) =>
  Papa.parse<string[]>(new TextDecoder("utf-8").decode(bytes), {
    delimiter: ";",
    newline: "\r\n",
    skipEmptyLines: true,
  }).data;

test("CSV and XLSX say the same, contacts included, in the order of names", async () => {
  const bytes = await download("csv");
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const [titles = [], ...rows] = readCsv(bytes);
  expect(rows).toHaveLength(35);
  const people = rows.map((row) => `${row[0]} ${row[1]}`);
  expect(people).toEqual(inFrench(people));
  const line = (nom: string) => {
    const row = rows.find(([name]) => name === nom) ?? [];
    return Object.fromEntries(titles.map((title, index) => [title, row[index]]));
  };
  expect(line("ACCARDO")).toMatchObject({
    Classe: "1 MSPC",
    Statut: "Scolaire",
    "Courriel de l’apprenant": "eleve@lycee-demo.test",
    Entreprise: "Fragrance Plus",
    Ville: "Rouen",
    "Tuteur ou maître": "Julien Boisseau",
    "Courriel du tuteur ou du maître": expect.stringContaining("boisseau@"),
    "Téléphone du tuteur": "06 00 00 00 00",
    Semaines: "0 sur 4",
  });
  expect(line("BOULEAU")).toMatchObject({
    Statut: "Apprenti",
    "Courriel du tuteur ou du maître": "maitre@lycee-demo.test",
    "Tuteur invité": "Maître désigné",
  });
  expect(readSheet(await download("xlsx"))).toEqual([titles, ...rows]);
});

test("with two companies, the export gives both and how to reach both tutors; the list names both", async () => {
  const { rows } = await world.owner.query(
    `select d.id, d.etablissement_id as ecole from dossier d join apprenant a on a.id = d.apprenant_id
     where d.periode_id = $1 and a.nom = 'Rey'`,
    [running],
  );
  await world.owner.query(
    `insert into accueil (etablissement_id, id, dossier_id, rang, du, au, entreprise, tuteur_nom, tuteur_prenom,
       tuteur_courriel, tuteur_telephone)
     values ($1, $2, $3, 2, '2026-11-30', '2026-12-04', 'Atelier Neuf', 'Quesnel', 'Bruno', 'b.quesnel@atelier.test', '')`,
    [rows[0].ecole, newId(), rows[0].id],
  );
  const [titles = [], ...lines] = readCsv(await download("csv"));
  const line = lines.find(([nom]) => nom === "REY") ?? [];
  const cell = (title: string) => line[titles.indexOf(title)];
  expect(cell("Entreprise")).toBe("Papeterie de l’Andelle ; Atelier Neuf");
  expect(cell("Tuteur ou maître")).toBe("Franck Delarue ; Bruno Quesnel");
  expect(cell("Courriel du tuteur ou du maître")).toMatch(/delarue@.* ; b\.quesnel@atelier\.test$/);
  await teacher.get(`/periodes?periode=${running}`);
  expect(teacher.page.text).toContain("Papeterie de l’Andelle, Charleval, puis Atelier Neuf");
});

test("what people type is never a formula: neutralised in CSV, words in XLSX", async () => {
  const hostile = ['=HYPERLINK("http://mal.test";"Gagné")', "@SUM(1;2)", '+33 6;"00"', "-1\n+2", "\t=1"];
  const { rows } = await world.owner.query(
    `select l.id from accueil l join dossier d on d.id = l.dossier_id join apprenant a on a.id = d.apprenant_id
     where d.periode_id = $1 and a.nom = 'Accardo'`,
    [running],
  );
  await world.owner.query(
    `update accueil set entreprise = $2, ville = $3, tuteur_telephone = $4, tuteur_courriel = $5, tuteur_nom = $6,
       tuteur_prenom = '' where id = $1`,
    [rows[0].id, ...hostile],
  );
  const typed = (all: string[][]) => {
    const line = all.find(([nom]) => nom === "ACCARDO") ?? [];
    return [line[5], line[6], line[9], line[8], line[7]];
  };
  expect(typed(readCsv(await download("csv")))).toEqual(hostile.map((text) => `'${text}`));
  expect(typed(readSheet(await download("xlsx")))).toEqual(hostile);
  await suivi();
  expect(teacher.page.html).not.toContain("mal.test");
});

test("at most six statements, as many for three learners as for thirty-five", async () => {
  const small = await idOf("PFMP 1");
  await world.owner.query(
    "update dossier set retire_le = now() where periode_id = $1 and id not in (select id from dossier where periode_id = $1 order by id limit 3)",
    [small],
  );
  for (const file of ["suivi", "suivi.csv", "suivi.xlsx"]) {
    const cost = async (periode: string) => {
      world.statements();
      expect((await teacher.request(`/periodes/${periode}/${file}`)).status).toBe(200);
      return world.statements().length;
    };
    const counts = [await cost(running), await cost(small)];
    expect(counts[0]).toBe(counts[1]);
    expect(counts[0]).toBeLessThanOrEqual(6);
  }
});

test("is the teachers' only, those of the school; a period in the bin has none", async () => {
  const addresses = ["suivi", "suivi.csv", "suivi.xlsx"].map((file) => `/periodes/${running}/${file}`);
  const people = {
    "eleve@lycee-demo.test": 403,
    "maitre@lycee-demo.test": 403,
    "administrateur@lycee-demo.test": 403,
    "k.benali@lycee-demo.test": 200,
    "enseignant@lycee-voisin.test": 404,
  };
  const status = async (courriel: string) => {
    const client = await world.as(courriel);
    return Promise.all(addresses.map(async (address) => (await client.request(address)).status));
  };
  for (const [courriel, expected] of Object.entries(people))
    expect([courriel, ...(await status(courriel))]).toEqual([courriel, expected, expected, expected]);
  await world.owner.query("update periode set supprime_le = now() where id = $1", [running]);
  expect(await status("enseignant@lycee-demo.test")).toEqual([404, 404, 404]);
});
