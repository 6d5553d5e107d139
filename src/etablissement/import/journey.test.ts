import { strToU8, zipSync } from "fflate";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Client } from "../../../tests/kit/client.ts";
import { NOW } from "../../../tests/kit/server.ts";
import { createWorld, type World } from "../../../tests/kit/world.ts";

let world: World;
let admin: Client;
beforeAll(async () => {
  world = await createWorld();
});
beforeEach(async () => {
  admin = await world.as("administrateur@lycee-demo.test");
});

const ENTETE = "NOM;PRENOM;SEXE;NE(E) LE;MEF;DIV.;REG.";
const latin1 = (text: string) => new Uint8Array([...text].map((letter) => letter.codePointAt(0) ?? 63));
const csv = (...lines: string[]) => latin1([ENTETE, ...lines].join("\r\n"));

async function envoyer(bytes: Uint8Array, nom = "EXP_Liste_des_eleves_par_division.csv") {
  await admin.get("/administration/imports");
  return admin.submit("Lire le fichier", { fichier: new File([new Uint8Array(bytes)], nom) });
}
const count = async (table: string) =>
  (await world.owner.query(`select count(*)::int as n from ${table}`)).rows[0].n as number;

describe("a class list in CSV, ISO-8859-1, with two namesakes and a line in error", () => {
  const fichier = csv(
    "LEFÈVRE;Chloé;F;12/03/2010;2473501431;2MTNE;DP",
    "MARTIN;Léa;F;05/03/2010;2473501431;2MTNE;DP",
    "MARTIN;LEA;F;31/01/2010;2473501431;2MTNE;DP",
    "DURAND;Paul;M;31/02/2010;2473501431;2MTNE;DP",
    "AUBERT;Loïc;M;;2473501431;1 MELEC;DP",
    "BRUNET;Sana;F;;2473501431;T MSPC;DP",
  );

  test("is shown first: nothing is written before « Appliquer »", async () => {
    const before = [await count("apprenant"), await count("identite"), await count("classe")];
    const page = await envoyer(fichier);
    expect(page.title).toBe("Ce que la liste changera");
    expect(page.text).toContain("ISO-8859-1");
    expect(page.text).toMatch(/3 à créer/);
    expect(page.text).toMatch(/Ligne 5 ?Champ ?Naissance ?Message ?La date de naissance « 31\/02\/2010 »/);
    expect(page.text).toContain("homonyme dans le fichier");
    expect(page.text).toContain("2MTNE");
    expect(page.root.querySelector("[name=niveau-2mtne] option[selected]")?.getAttribute("value")).toBe(
      "2DE",
    );
    expect(page.text).toMatch(/Absents du fichier \(\d+\)/);
    expect([await count("apprenant"), await count("identite"), await count("classe")]).toEqual(before);
  });

  test("asks about who may be somebody known, and for what a class needs", async () => {
    await envoyer(fichier);
    const page = await admin.submit("Appliquer");
    expect(page.status).toBe(422);
    expect(page.text).toContain("Ligne 7 : dites s’il s’agit de la même personne.");
    expect(page.text).toContain("2MTNE : Choisissez le référentiel suivi par la classe.");
    expect(page.root.querySelector("[name=niveau-2mtne] option[selected]")?.getAttribute("value")).toBe(
      "2DE",
    );
  });

  test("is applied whole, then changes nothing when it comes again", async () => {
    const before = await count("apprenant");
    const dry = await envoyer(fichier);
    const sana = dry.root
      .querySelectorAll("[name=homonyme-7]")
      .map((radio) => radio.getAttribute("value") ?? "")
      .find((value) => !["nouveau", "laisser"].includes(value));
    const report = await admin.submit("Appliquer", { "homonyme-7": sana ?? "", "referentiel-2mtne": "mspc" });
    expect([report.status, report.title]).toEqual([200, "Liste appliquée"]);
    expect(report.text).toContain("3 apprenants créés, 1 changement de classe");
    expect(await count("apprenant")).toBe(before + 3);
    const { rows } = await world.owner.query(
      `select f.valeur, a.nom, a.prenom, a.naissance::text, i.statut, c.nom as classe, t.mot_de_passe
       from identifiant f join identite t on t.id = f.identite_id join habilitation h on h.identite_id = t.id
       join apprenant a on a.habilitation_id = h.id join inscription i on i.apprenant_id = a.id and i.au is null
       join classe c on c.id = i.classe_id where c.nom = '2MTNE' order by f.valeur`,
    );
    expect(rows).toEqual([
      {
        valeur: "chloe.lefevre",
        nom: "LEFÈVRE",
        prenom: "Chloé",
        naissance: "2010-03-12",
        statut: "scolaire",
        classe: "2MTNE",
        mot_de_passe: null,
      },
      {
        valeur: "lea.martin",
        nom: "MARTIN",
        prenom: "Léa",
        naissance: "2010-03-05",
        statut: "scolaire",
        classe: "2MTNE",
        mot_de_passe: null,
      },
      {
        valeur: "lea.martin.2",
        nom: "MARTIN",
        prenom: "Lea",
        naissance: "2010-01-31",
        statut: "scolaire",
        classe: "2MTNE",
        mot_de_passe: null,
      },
    ]);
    const moved = await world.owner.query(
      `select c.nom, i.au::text from inscription i join classe c on c.id = i.classe_id where i.apprenant_id = $1 order by i.du`,
      [sana],
    );
    expect(moved.rows).toEqual([
      { nom: "1 MELEC", au: "2026-11-22" },
      { nom: "T MSPC", au: null },
    ]);

    const again = await envoyer(fichier);
    expect(again.text).toContain("Cette liste ne change rien");
    const after = await admin.submit("Appliquer");
    expect(after.text).toContain("l’établissement était déjà à jour");
    expect(await count("apprenant")).toBe(before + 3);
  });

  test("once applied, refuses kindly to be applied again, and keeps no line of the pupils", async () => {
    const { rows } = await world.owner.query(
      "select id, lecture from import_liste where applique_le is not null order by cree_le limit 1",
    );
    expect(rows[0].lecture.resultat.lignes).toEqual([]);
    const page = await admin.post(`/administration/imports/${rows[0].id}`, {}, "/administration/imports");
    expect(page.status).toBe(403);
    expect(page.text).toContain("Cette liste a déjà été appliquée le 23 novembre 2026");
  });
});

const eleve = (n: number, nom: string, prenom: string, statut: string) =>
  `<ELEVE ELEVE_ID="${n}"><ID_NATIONAL>123456789${n}A</ID_NATIONAL><NOM_DE_FAMILLE>${nom}</NOM_DE_FAMILLE>` +
  `<PRENOM>${prenom}</PRENOM><DATE_NAISS>0${n}/09/2009</DATE_NAISS><CODE_STATUT>${statut}</CODE_STATUT></ELEVE>`;
const structure = (n: number, division: string) =>
  `<STRUCTURES_ELEVE ELEVE_ID="${n}"><STRUCTURE><CODE_STRUCTURE>${division}</CODE_STRUCTURE>` +
  "<TYPE_STRUCTURE>D</TYPE_STRUCTURE></STRUCTURE></STRUCTURES_ELEVE>";
const siecle = latin1(
  '<?xml version="1.0" encoding="ISO-8859-15"?><BEE_ELEVES VERSION="2.1"><DONNEES><ELEVES>' +
    eleve(1, "GÉRARD", "ANNE-LAURE", "ST") +
    eleve(2, "PETIT", "TOM", "AP") +
    `</ELEVES><STRUCTURES>${structure(1, "1CIEL")}${structure(2, "1CIEL")}</STRUCTURES></DONNEES></BEE_ELEVES>`,
);

describe("SIECLE", () => {
  test("as XML: INE, status and the class with its diploma guessed", async () => {
    const dry = await envoyer(siecle, "ElevesSansAdresses.xml");
    expect(dry.text).toContain("SIECLE (XML)");
    expect(dry.text).toContain("ISO-8859-15");
    const report = await admin.submit("Appliquer");
    expect(report.text).toContain("2 apprenants créés");
    const { rows } = await world.owner.query(
      `select a.prenom, a.ine, i.statut, c.niveau, c.referentiel from apprenant a
       join inscription i on i.apprenant_id = a.id join classe c on c.id = i.classe_id
       where c.nom = '1CIEL' order by a.nom`,
    );
    expect(rows).toEqual([
      { prenom: "Anne-Laure", ine: "1234567891A", statut: "scolaire", niveau: "1RE", referentiel: "ciel" },
      { prenom: "Tom", ine: "1234567892A", statut: "apprenti", niveau: "1RE", referentiel: "ciel" },
    ]);
  });

  test("as ZIP, the same file changes nothing", async () => {
    const zip = zipSync({ "ElevesSansAdresses.xml": new Uint8Array(siecle) });
    const dry = await envoyer(zip, "ExportXML_ElevesSansAdresses.zip");
    expect(dry.text).toContain("SIECLE (ZIP)");
    expect(dry.text).toContain("Cette liste ne change rien");
  });
});

describe("pupils who leave and come back", () => {
  test("an absent pupil stays until he is ticked; the next list brings him back", async () => {
    const fichier = csv("GÉRARD;Anne-Laure;F;01/09/2009;;1CIEL;DP");
    const dry = await envoyer(fichier);
    expect(dry.text).toMatch(/Absents du fichier \(1\).*PETIT Tom/);
    const tom = dry.root.querySelector("[name=parti]")?.getAttribute("value") ?? "";
    const report = await admin.submit("Appliquer", { parti: tom });
    expect(report.text).toMatch(/Partis ?1/);
    world.setNow(new Date("2026-11-30T09:00:00Z"));
    admin = await world.as("administrateur@lycee-demo.test");
    const back = await envoyer(siecle, "ElevesSansAdresses.xml");
    expect(back.text).toMatch(/Changements de classe \(1\).*PETIT Tom.*revient, parti de 1CIEL/);
    await admin.submit("Appliquer");
    const { rows } = await world.owner.query(
      "select au from inscription where apprenant_id = $1 order by du, au",
      [tom],
    );
    expect(rows.map((row) => row.au === null)).toEqual([false, true]);
    world.setNow(NOW);
  });
});

describe("what cannot be read", () => {
  test.each([
    ["nothing at all", new Uint8Array(), "Choisissez le fichier"],
    ["a list without classes", latin1("NOM;PRENOM\r\nMARTIN;Léa"), "Il manque la colonne DIV."],
    ["XML of something else", strToU8("<AUTRE/>"), "n’est pas une liste d’élèves de SIECLE"],
    ["a broken archive", new Uint8Array([0x50, 0x4b, 3, 4, 1, 2, 3]), "L’archive"],
  ])("%s: said at the field, nothing kept", async (_, bytes, words) => {
    const before = await count("import_liste");
    const page = await envoyer(bytes);
    expect(page.status).toBe(422);
    expect(page.root.querySelector("#champ-fichier-erreur")?.text).toContain(words);
    expect(await count("import_liste")).toBe(before);
  });
});

test("thirty-five learners or seventy are as many statements", async () => {
  const fichier = (classe: string, n: number) =>
    csv(...Array.from({ length: n }, (_, i) => `NOM${classe}${i};Prénom;F;01/01/2010;;${classe} MSPC;DP`));
  const apply = async (bytes: Uint8Array) => {
    await envoyer(bytes);
    world.statements();
    const report = await admin.submit("Appliquer");
    expect(report.title).toBe("Liste appliquée");
    return world.statements().length;
  };
  const few = await apply(fichier("1", 35));
  expect(await apply(fichier("2", 70))).toBe(few);
  expect(few).toBeLessThan(35);
});

test("an import of another school does not exist; a teacher imports nothing", async () => {
  const { rows } = await world.owner.query("select id from import_liste limit 1");
  await world.owner.query(
    `update habilitation set role = 'administrateur' where courriel = 'enseignant@lycee-voisin.test'`,
  );
  const voisin = await world.as("enseignant@lycee-voisin.test");
  expect((await voisin.get(`/administration/imports/${rows[0].id}`)).status).toBe(404);
  expect((await voisin.post(`/administration/imports/${rows[0].id}`, {}, "/administration")).status).toBe(
    404,
  );
  const prof = await world.as("enseignant@lycee-demo.test");
  expect((await prof.post("/administration/imports", { annee: "2026" })).status).toBe(403);
});

test("a list of 2,000 lines: every bad line is named, the others are applied", {
  timeout: 60_000,
}, async () => {
  const bad = new Set([7, 500, 1_001, 1_999]);
  const lines = Array.from({ length: 2_000 }, (_, i) => {
    const naissance = bad.has(i) ? "31/02/2010" : "05/03/2010";
    return `MASSE${i};Prénom${i};F;${naissance};;${(i % 50) + 1}BIG;DP`;
  });
  const before = await count("apprenant");
  const dry = await envoyer(csv(...lines));
  expect(dry.text).toMatch(/1996 à créer/);
  // line 1 is the header
  for (const i of bad) expect(dry.text).toMatch(new RegExp(`Ligne ${i + 2} ?Champ ?Naissance`));
  const reglages = Object.fromEntries(
    dry.root
      .querySelectorAll("select[name^=niveau-], select[name^=referentiel-]")
      .map((select) => select.getAttribute("name") ?? "")
      .map((name) => [name, name.startsWith("niveau") ? "2DE" : "mspc"]),
  );
  const report = await admin.submit("Appliquer", reglages);
  expect([report.status, report.title]).toEqual([200, "Liste appliquée"]);
  expect(report.text).toMatch(/Lignes laissées de côté ?4/);
  expect(await count("apprenant")).toBe(before + 1_996);
});

test("a list of the next year says where each learner comes from", async () => {
  await admin.get("/administration/imports");
  const dry = await admin.submit("Lire le fichier", {
    fichier: new File([new Uint8Array(csv("WEBER;Jeanne;F;16/06/2010;;T MELEC;DP"))], "rentree.csv"),
    annee: "2027",
  });
  expect(dry.text).toMatch(/Changements de classe \(1\).*WEBER Jeanne.*1 MELEC en 2026–2027/);
});
