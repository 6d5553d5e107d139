import { join } from "node:path";
import { expect, test } from "vitest";
import { tableLsl } from "#evaluations/lsl/export.ts";
import {
  anneeScolaire,
  ceQuiManque,
  correspondance,
  livretDeClasse,
  type Pfmp,
  semainesDe,
} from "#evaluations/lsl/rules.ts";
import { civil, schoolYearOf } from "#kernel/civil-date.ts";
import { loadReferentiels } from "#referentiel/load.ts";
import { withReglages } from "#referentiel/reglages.ts";
import { root } from "#root.ts";

const ref = loadReferentiels(join(root, "referentiels")).get("melec")!;
const today = civil("2026-11-23");
const at = (date: string, niveaux: Record<string, string>) => ({
  id: date,
  date: civil(date),
  lieu: "etablissement" as const,
  titre: "",
  dossier: null,
  ref,
  niveaux: new Map(Object.entries(niveaux)),
});
const eleve = { id: "e", nom: "Brunet", prenom: "Sana", statut: "scolaire" as const };
const apprenti = { id: "a", nom: "Bouleau", prenom: "Cédric", statut: "apprenti" as const };
const pfmp = (given: Partial<Pfmp> = {}): Pfmp => ({
  apprenant: "e",
  dossier: "d",
  periode: "PFMP 2",
  bilanEntreprise: true,
  du: civil("2026-09-14"),
  au: civil("2026-10-09"),
  entreprises: "Élec Bray",
  appreciation: null,
  ...given,
});
const livret = (evaluations = [at("2026-10-01", { C1: "2", C2: "4" })], pfmps: Pfmp[] = [], courant = ref) =>
  livretDeClasse(
    { ref, courant, jusquAu: anneeScolaire(2026).au },
    [eleve, apprenti],
    (id) => (id === "e" ? evaluations : []),
    pfmps,
  );

test("six levels make four degrees, each as the data say: 1, 2 → 1; 3 → 2; 4 → 3; 5 → 4; NE none", () => {
  const degre = (niveau: string) => livret([at("2026-10-01", { C1: niveau })]).eleves[0]?.lignes[0]?.degre;
  expect(["1", "2", "3", "4", "5", "NE", "9"].map(degre)).toEqual([1, 1, 2, 3, 4, null, null]);
  expect(correspondance(ref)).toBe("1 et 2 → 1, 3 → 2, 4 → 3, 5 → 4");
});

test("a school changes the mapping: it holds for levels chosen before too", () => {
  const courant = withReglages(ref, {
    niveauxReussite: [
      { code: "3", degreLsl: 3 },
      { code: "1", degreLsl: null },
    ],
  });
  const levels = [at("2026-10-01", { C1: "3", C2: "1" })];
  expect(
    livret(levels, [], courant)
      .eleves[0]?.lignes.slice(0, 2)
      .map(({ degre }) => degre),
  ).toEqual([3, null]);
  expect(correspondance(courant)).toBe("1 → aucun degré, 2 → 1, 3 et 4 → 3, 5 → 4");
  expect(ceQuiManque(livret(levels, [], courant).eleves, today)[0]?.sansDegre).toEqual(["C2"]);
});

test("one line a competence of the diploma; the last level, and never one of the years after", () => {
  const { eleves, apprentis } = livret([
    at("2026-10-01", { C1: "2" }),
    at("2026-11-01", { C1: "NE" }),
    at("2027-09-20", { C1: "5" }),
  ]);
  expect(eleves).toHaveLength(1);
  expect(eleves[0]?.lignes.map(({ competence }) => competence)).toEqual(
    ref.competences.map(({ code }) => code),
  );
  expect(eleves[0]?.lignes[0]).toMatchObject({ degre: 1, dernier: { le: "2026-10-01" } });
  expect(apprentis).toEqual([apprenti]);
});

test("what is missing: competences without a level, PFMP over and without a word; one that runs lacks nothing yet", () => {
  const running = pfmp({ dossier: "r", au: civil("2026-12-04") });
  const done = pfmp({ appreciation: { texte: "Sérieux.", source: "entreprise" } });
  const silent = pfmp({ dossier: "s", appreciation: { texte: "", source: "attitudes" } });
  const missing = ceQuiManque(livret(undefined, [running, done, silent]).eleves, today);
  expect(missing).toHaveLength(1);
  expect(missing[0]?.sansNiveau).toHaveLength(ref.competences.length - 2);
  expect(missing[0]?.sansAppreciation.map(({ dossier }) => dossier)).toEqual(["s"]);
  const full = Object.fromEntries(ref.competences.map(({ code }) => [code, "3"]));
  expect(ceQuiManque(livret([at("2026-10-01", full)], [running, done]).eleves, today)).toEqual([]);
});

test("weeks are those of the calendar; the days of a school year are its own", () => {
  expect(semainesDe({ du: civil("2026-09-14"), au: civil("2026-10-09") })).toBe(4);
  expect(semainesDe({ du: civil("2026-09-16"), au: civil("2026-09-16") })).toBe(1);
  const { du, au } = anneeScolaire(2026);
  expect([schoolYearOf(du), schoolYearOf(au)]).toEqual([2026, 2026]);
});

test("the file: a line a competence, a line a PFMP, then what to know, apprentis named as out of it", () => {
  const { eleves, apprentis } = livret(undefined, [
    pfmp({ appreciation: { texte: "Sérieux.", source: "entreprise" } }),
  ]);
  const rows = tableLsl({ classe: "1 MELEC", ref, courant: ref, eleves, apprentis });
  expect(new Set(rows.map((row) => row.length))).toEqual(new Set([15]));
  expect(rows[1]?.slice(0, 9)).toEqual([
    "BRUNET",
    "Sana",
    "1 MELEC",
    "Compétence",
    "C1",
    ref.competences[0]?.intitule,
    "2 Insuffisant",
    "1",
    "01/10/2026",
  ]);
  expect(rows[3]?.slice(6, 8)).toEqual(["non évaluée", ""]);
  expect(rows[1 + ref.competences.length]?.slice(3)).toEqual([
    "PFMP",
    "",
    "PFMP 2",
    "",
    "",
    "",
    "14/09/2026",
    "09/10/2026",
    "4",
    "Élec Bray",
    "Sérieux.",
    "bilan entreprise",
  ]);
  const notes = rows.filter((row) => row[3] === "À savoir").map((row) => row[5]);
  expect(notes[0]).toContain("pas un format d’import officiel");
  expect(notes.at(-1)).toContain("BOULEAU Cédric");
  expect(rows.some((row) => row[0] === "BOULEAU")).toBe(false);
});
