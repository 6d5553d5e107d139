import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadReferentiels, ReferentielsIncorrects } from "#referentiel/load.ts";
import { withReglages } from "#referentiel/reglages.ts";
import { reglagesReferentiel } from "#referentiel/schema.ts";

const shipped = loadReferentiels("referentiels");
const mspc = shipped.get("mspc")!;
const melec = shipped.get("melec")!;
const ciel = shipped.get("ciel")!;

describe("the files shipped", () => {
  it("load, by code, each with a version of its own", () => {
    expect([...shipped.keys()]).toEqual(["ciel", "melec", "mspc"]);
    const versions = [...shipped.values()].map((ref) => ref.version);
    expect(new Set(versions).size).toBe(3);
    for (const version of versions) expect(version).toMatch(/^[0-9a-f]{12}$/);
    expect(loadReferentiels("referentiels").get("mspc")!.version).toBe(mspc.version);
  });

  it("MSPC: 4 activities, 14 tasks, 14 competences, 26 detailed lines, labels letter for letter", () => {
    expect(mspc.activites).toHaveLength(4);
    expect(mspc.activites.flatMap((activite) => activite.taches)).toHaveLength(14);
    expect(mspc.competences).toHaveLength(14);
    expect(mspc.competences.flatMap((competence) => competence.details)).toHaveLength(26);
    const detail = mspc.competences.find((competence) => competence.code === "C2.1")!.details[5]!;
    expect(detail.code).toBe("C2.1#6");
    expect(detail.intitule).toBe("Effectuer les mesures et les contrôles :");
    expect(detail.sousElements).toHaveLength(5);
    // doubtful in the manual, kept as it is: only the official text may correct it
    const a3t4 = mspc.activites[2]!.taches[3]!;
    expect(a3t4.intitule).toBe(
      "Rendre compte à l'arrêt, à l'oral (actualiser la SHAD ou le dossier historique d'un système)",
    );
    expect(a3t4.verification).toBe("texte-ecran-cpro-suspect");
    expect(mspc.niveauxClasse.map((niveau) => niveau.abrege)).toEqual(["2de", "1re", "Tle"]);
  });

  it("MSPC: the statuses of the manual, completed where it is silent", () => {
    const table = mspc.statutsPeriode.map((statut) => [
      statut.code,
      statut.bilanAttitudes,
      statut.bilanEntreprise,
      statut.grilleCertificative,
      statut.nourritTableauDeBord,
      statut.choixApprenants,
    ]);
    expect(table).toEqual([
      ["P1", true, false, false, "attitudes", true],
      ["P2", true, true, false, "tout", true],
      ["AUTRE", true, true, false, "tout", true],
      ["E31", true, false, true, false, false],
      ["E33", true, false, true, false, false],
    ]);
    expect(mspc.statutsPeriode[0]!.niveaux).toEqual(["2DE"]);
  });

  it("MSPC: six levels, the file's NE among the defaults, drawn with a token", () => {
    expect(mspc.niveauxReussite.map((niveau) => niveau.code)).toEqual(["NE", "1", "2", "3", "4", "5"]);
    expect(mspc.niveauxReussite[0]).toMatchObject({ couleur: "niveau-ne", compteDansLaSynthese: false });
    expect(mspc.niveauxReussite.map((niveau) => niveau.degreLsl)).toEqual([null, 1, 1, 2, 3, 4]);
    expect(mspc.attitudes[0]).toEqual({ code: "ATT1", intitule: "Assiduité et Ponctualité" });
    expect(mspc.echelleAttitudes.at(-1)).toEqual({ code: "NO", intitule: "Non observé", horsCalcul: true });
  });

  it("MELEC: 75 links, its own attitudes; statuses and levels by defaults, no exam status invented", () => {
    expect(melec.matrice).toHaveLength(75);
    expect(melec.matrice.some((lien) => lien.indicative)).toBe(false);
    expect(melec.attitudes.map((attitude) => attitude.code)).toEqual(["AP1", "AP2", "AP3", "AP4", "AP5"]);
    expect(melec.statutsPeriode.map((statut) => statut.code)).toEqual(["P1", "P2", "AUTRE"]);
    expect(melec.niveauxReussite.map((niveau) => niveau.intitule)).toEqual([
      "Non évaluable",
      "Très insuffisant",
      "Insuffisant",
      "Fragile",
      "Satisfaisant",
      "Très satisfaisant",
    ]);
    expect(melec.engagement).toHaveLength(4);
    expect(melec.epreuves.find((epreuve) => epreuve.code === "E31")!.competencesEvaluees).toEqual([
      "C2",
      "C4",
      "C12",
    ]);
  });

  it("CIEL: two competences not worked at this level, no plain words invented", () => {
    expect(ciel.competences.filter((competence) => !competence.mobilisee).map((c) => c.code)).toEqual([
      "C02",
      "C05",
    ]);
    expect(ciel.competences.every((competence) => competence.enMotsSimples === null)).toBe(true);
    expect(mspc.competences.every((competence) => competence.enMotsSimples?.startsWith("Sait "))).toBe(true);
  });
});

describe("a school's settings", () => {
  it("win over the référentiel, field by field, and make another version", () => {
    const reglages = reglagesReferentiel.parse({
      niveauxReussite: [{ code: "3", intitule: "En cours d’acquisition" }],
      attitudes: [{ code: "X", intitule: "Curiosité" }],
      statutsPeriode: [{ ...mspc.statutsPeriode[3]! }],
      enMotsSimples: { C1: "Sait lire un dossier" },
    });
    const ref = withReglages(melec, reglages);
    expect(ref.niveauxReussite[3]).toEqual({
      ...melec.niveauxReussite[3],
      intitule: "En cours d’acquisition",
    });
    expect(ref.niveauxReussite[4]).toEqual(melec.niveauxReussite[4]);
    expect(ref.attitudes).toHaveLength(1);
    expect(ref.statutsPeriode.map((statut) => statut.code)).toEqual(["P1", "P2", "AUTRE", "E31"]);
    expect(ref.competences[0]!.enMotsSimples).toBe("Sait lire un dossier");
    expect(ref.version).toMatch(new RegExp(`^${melec.version}\\+[0-9a-f]{12}$`));
    expect(withReglages(melec, {})).toBe(melec);
  });

  it("refuse a colour that could be a style, and an unknown level", () => {
    for (const wrong of [
      { code: "3", couleur: "red;background:url(x)" },
      { code: "6", intitule: "Expert" },
    ])
      expect(reglagesReferentiel.safeParse({ niveauxReussite: [wrong] }).success).toBe(false);
  });
});

describe("an operator's folder", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "referentiels-"));
    cpSync("referentiels", folder, { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (name: string, content: unknown) => {
    rmSync(join(folder, name), { force: true });
    writeFileSync(join(folder, name), typeof content === "string" ? content : JSON.stringify(content));
  };
  const raw = (name: string) => JSON.parse(readFileSync(join(folder, name), "utf8"));
  const problemes = (): readonly string[] => {
    try {
      loadReferentiels(folder);
    } catch (error) {
      if (error instanceof ReferentielsIncorrects)
        return error.problemes.map((text) => text.replaceAll("\u00a0", " "));
      throw error;
    }
    return [];
  };

  it("lists every problem of every file, in French", () => {
    const wrong = raw("mspc.json");
    delete wrong.sigle;
    wrong.activites[0].taches[1].intitule = 12;
    wrong.niveauxReussite.niveaux[0].code = "Z";
    write("mspc.json", wrong);
    const other = raw("melec.json");
    other.matriceTachesCompetences[0].tache = "T9-9";
    other.competences[1].code = "C1";
    write("melec.json", other);
    write("ciel.json", "{ pas du JSON");
    expect(problemes()).toEqual([
      "ciel.json : le fichier n’est pas du JSON lisible",
      "melec.json : compétences : le code « C1 » est donné plusieurs fois",
      "melec.json : matrice, tâche : le code « T9-9 » n’existe pas",
      "melec.json : matrice, compétence : le code « C2 » n’existe pas",
      "melec.json : compétences évaluées d’une épreuve : le code « C2 » n’existe pas",
      "mspc.json : sigle manque",
      "mspc.json : activites[1].taches[2].intitule doit être un texte",
      "mspc.json : niveauxReussite.niveaux[1].code doit être l’une des valeurs 1, 2, 3, 4, 5, NE",
    ]);
  });

  it("refuses two files with one code, a missing defauts.json, an empty or absent folder", () => {
    write("copie.json", raw("mspc.json"));
    expect(problemes()).toEqual(["mspc.json : le code « mspc » est déjà celui d’un autre fichier"]);
    rmSync(join(folder, "copie.json"));
    rmSync(join(folder, "defauts.json"));
    expect(problemes()).toEqual(["defauts.json : le fichier est introuvable ou illisible"]);
    expect(() => loadReferentiels(join(folder, "ailleurs"))).toThrow("le dossier est introuvable");
  });

  it("a new diploma needs one file; exams held in the company give their status", () => {
    write("test.json", {
      code: "test",
      version: "2027",
      sigle: "TEST",
      diplome: "CAP",
      specialite: "Essai",
      niveauxClasse: [{ code: "1CAP", intitule: "1re année de CAP" }],
      activites: [{ code: "A1", intitule: "Activité", taches: [{ code: "T1", intitule: "Tâche" }] }],
      competences: [{ code: "CO1", intitule: "Compétence" }],
      epreuves: [{ code: "UP2", lieuEntreprise: true }, { code: "UP3" }],
    });
    const ref = loadReferentiels(folder).get("test")!;
    expect(ref.version).toBe("2027");
    expect(ref.niveauxClasse[0]!.abrege).toBe("1re année de CAP");
    expect(ref.statutsPeriode.map((statut) => statut.code)).toEqual(["P1", "P2", "AUTRE", "UP2"]);
    expect(ref.statutsPeriode[3]).toMatchObject({
      intitule: "Période rattachée à UP2",
      grilleCertificative: true,
      choixApprenants: false,
    });
  });

  it("another content is another version", () => {
    const changed = raw("mspc.json");
    changed.activites[3].taches[1].intitule += " système";
    write("mspc.json", changed);
    const loaded = loadReferentiels(folder);
    expect(loaded.get("mspc")!.version).not.toBe(mspc.version);
    expect(loaded.get("melec")!.version).toBe(melec.version);
  });
});
