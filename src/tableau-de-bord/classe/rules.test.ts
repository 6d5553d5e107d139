import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, civil } from "#kernel/civil-date.ts";
import { loadReferentiels } from "#referentiel/load.ts";
import { root } from "#root.ts";
import { exportClasse } from "#tableau-de-bord/classe/export.ts";
import {
  combienEvalues,
  derniersNiveaux,
  type Evaluations,
  type Inscrit,
  tableauDeClasse,
  trier,
} from "#tableau-de-bord/classe/rules.ts";
import { synthese } from "#tableau-de-bord/rules.ts";

const refs = loadReferentiels(join(root, "referentiels"));
const ref = refs.get("mspc")!;
const at = (
  date: string,
  niveaux: Record<string, string>,
  lieu: "etablissement" | "entreprise" = "etablissement",
) => ({
  id: date,
  date: civil(date),
  lieu,
  titre: "",
  dossier: null,
  ref,
  niveaux: new Map(Object.entries(niveaux)),
});
const inscrit = (id: string): Inscrit => ({ id, nom: id, prenom: "", statut: "scolaire" });
const whole = { pole: null, lieu: null };
const classe = (
  levels: Record<string, Evaluations>,
  demande: Parameters<typeof tableauDeClasse>[3] = whole,
) => tableauDeClasse(ref, Object.keys(levels).map(inscrit), (id) => levels[id] ?? [], demande);

test("the last level of a class is that of each learner’s dashboard, always", () => {
  const history = fc.array(
    fc.record({
      day: fc.integer({ min: 0, max: 400 }),
      niveaux: fc.dictionary(
        fc.constantFrom("C1.1", "C2.1", "Z9"),
        fc.constantFrom("NE", "1", "2", "3", "4", "5", "9"),
      ),
    }),
    { maxLength: 15 },
  );
  fc.assert(
    fc.property(history, (rows) => {
      const evaluations = rows.map((row, i) => ({
        ...at(addDays(civil("2026-01-01"), row.day), row.niveaux),
        id: String(i).padStart(3, "0"),
      }));
      const found = derniersNiveaux(ref, evaluations);
      for (const { competence, dernier, le } of synthese(ref, evaluations))
        expect(found.get(competence)).toEqual(
          dernier === null ? undefined : { niveau: expect.objectContaining({ code: dernier }), le },
        );
    }),
  );
});

test("every competence of the diploma is a column, evaluated or not; by pôle, those of the pôle; an unknown one stays", () => {
  const levels = { a: [at("2026-10-01", { "C1.1": "2", Z9: "3" })] };
  expect(classe(levels).competences).toEqual([...ref.competences.map(({ code }) => code), "Z9"]);
  expect(classe(levels, { pole: "C2", lieu: null }).competences).toEqual(["C2.1", "C2.2", "C2.3"]);
  const ciel = refs.get("ciel")!;
  expect(tableauDeClasse(ciel, [], () => [], whole).competences).not.toContain("C02");
});

test("sorted by a competence: the lowest first, without a level last, equal ones by name", () => {
  const levels = {
    anne: [at("2026-10-01", { "C1.1": "4" })],
    bob: [],
    carl: [at("2026-10-01", { "C1.1": "1" })],
    dora: [at("2026-10-01", { "C1.1": "4" }), at("2026-11-01", { "C1.1": "NE" })],
  };
  const tableau = classe(levels);
  const names = (tri: string | null) => trier(ref, tableau, tri).map(({ apprenant }) => apprenant.id);
  expect(names(null)).toEqual(["anne", "bob", "carl", "dora"]);
  expect(names("C1.1")).toEqual(["carl", "anne", "dora", "bob"]);
  expect(combienEvalues(tableau, "C1.1")).toBe(3);
  expect(combienEvalues(tableau, "C2.1")).toBe(0);
});

test("by place; and the level keeps the words of the version it was chosen with", () => {
  const renamed = {
    ...ref,
    niveauxReussite: ref.niveauxReussite.map((niveau) =>
      niveau.code === "2" ? { ...niveau, intitule: "En chemin" } : niveau,
    ),
  };
  const levels = {
    a: [
      at("2026-10-01", { "C1.1": "3" }, "entreprise"),
      { ...at("2026-11-01", { "C1.1": "2" }), ref: renamed },
    ],
  };
  expect(classe(levels).lignes[0]?.niveaux.get("C1.1")?.niveau.intitule).toBe("En chemin");
  expect(classe(levels, { pole: null, lieu: "entreprise" }).lignes[0]?.niveaux.get("C1.1")?.niveau.code).toBe(
    "3",
  );
});

test("the export: one line a learner, one column a competence, codes", () => {
  const tableau = classe({ a: [at("2026-10-01", { "C2.1": "5" })] }, { pole: "C2", lieu: null });
  const { colonnes, lignes } = exportClasse(tableau, (code) => `mots de ${code}`);
  expect(colonnes.map(({ titre }) => titre)).toEqual([
    "Nom",
    "Prénom",
    "Statut",
    "C2.1 mots de C2.1",
    "C2.2 mots de C2.2",
    "C2.3 mots de C2.3",
  ]);
  expect(lignes).toEqual([["A", "", "Scolaire", "5", "", ""]]);
});
