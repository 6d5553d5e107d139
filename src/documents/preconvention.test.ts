import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { sansConditions } from "#annexes/rules/conditions.ts";
import {
  type FeuillePreconvention,
  preconventionFileName,
  preconventionsPdf,
} from "#documents/preconvention.ts";
import { documents } from "#documents/typst.ts";
import { civil } from "#kernel/civil-date.ts";
import { loadReferentiels } from "#referentiel/load.ts";
import { tachesDe } from "#referentiel/rules.ts";
import { type DrawnField, readPdf } from "../../tests/kit/pdf.ts";

const referentiels = loadReferentiels("referentiels");
const mspc = referentiels.get("mspc")!;
const inconnu = {
  nom: "",
  adresse: "",
  codePostal: "",
  ville: "",
  siret: "",
  telephone: "",
  tuteur: { nom: "", prenom: "", courriel: "", telephone: "" },
  du: null,
  au: null,
};
const feuille: FeuillePreconvention = {
  apprenant: { nom: "Œuvrard", prenom: "Zoé", classe: "1 MSPC" },
  periode: { nom: "PFMP 3", du: civil("2026-11-09"), au: civil("2026-12-04") },
  referent: { nom: "Témoin", prenom: "Élise" },
  accueils: [{ ...inconnu, nom: "Ateliers d’Essai", ville: "Elbeuf", codePostal: "76500" }],
  referentiel: mspc,
  objectifs: ["Préparer une intervention", "Rendre compte à l’oral"],
  taches: ["A1T1", "A2T2"],
  conditions: {
    ...sansConditions,
    horaires: { lundi: { matin: { debut: "08:00", fin: "12:00" }, apresMidi: null } },
    concertation: "Un appel la première semaine.",
  },
};
const given = (feuilles: FeuillePreconvention[]) => ({
  etablissement: {
    nom: "Lycée des Essais",
    adresse: "1 rue du Banc",
    ville: "76500 Elbeuf",
    uai: "0760001N",
  },
  signataires: ["Le chef d’établissement", "L’entreprise", "L’élève", "Le référent"],
  mentionTravaux: "Travaux réglementés : une déclaration à l’inspection du travail.",
  feuilles,
});

const byName = (fields: DrawnField[]) => new Map(fields.map((field) => [field.fieldName, field]));

afterAll(() => documents.stop());

test("everything known is printed; the six fields hold what the fiche says and stay to change (S-12, S-16)", async () => {
  const { texts, fields } = await readPdf(await preconventionsPdf(given([feuille])));
  const text = texts.join(" ");
  for (const words of [
    "Lycée des Essais",
    "Zoé ŒUVRARD",
    "Ateliers d’Essai",
    "76500 Elbeuf",
    "Dates · 4 semaines",
    "Élise TÉMOIN",
    "Maintenance des systèmes de production connectés",
    "en 4 exemplaires",
    "L’entreprise",
  ])
    expect(text).toContain(words);
  const found = byName(fields);
  expect(found.get("l0001.horaires")?.fieldValue).toBe("le lundi : 8 h – 12 h (4 h par semaine)");
  expect(found.get("l0001.concertation")?.fieldValue).toBe("Un appel la première semaine.");
  expect(found.get("l0001.objectifs")?.fieldValue).toBe(
    "– Préparer une intervention\n– Rendre compte à l’oral",
  );
  expect(found.get("l0001.travauxReglementes")?.fieldValue).toBe("");
  expect(found.get("l0001.modalitesEvaluation")?.fieldType).toBe("Tx");
});

test("every activity of the référentiel is listed, those entrusted are ticked, each box says its task aloud", async () => {
  const { fields } = await readPdf(await preconventionsPdf(given([feuille])));
  const boxes = fields.filter((field) => field.checkBox);
  expect(boxes).toHaveLength(tachesDe(mspc).length);
  expect(boxes.filter((box) => box.fieldValue === "Oui").map((box) => box.fieldName)).toEqual([
    "l0001.tache-A1T1",
    "l0001.tache-A2T2",
  ]);
  for (const box of boxes) expect(box.alternativeText).toMatch(/^A\dT\d · /);
});

test.each(["melec", "ciel"])("%s is printed by the same template", async (code) => {
  const referentiel = referentiels.get(code)!;
  const { fields } = await readPdf(await preconventionsPdf(given([{ ...feuille, referentiel, taches: [] }])));
  expect(fields.filter((field) => field.checkBox)).toHaveLength(tachesDe(referentiel).length);
});

test("a file of several learners: names never collide, each sheet counts its own pages and has its own foot", async () => {
  const other = {
    ...feuille,
    apprenant: { ...feuille.apprenant, nom: "Abadie" },
    accueils: [
      inconnu,
      { ...inconnu, nom: "Seconde maison", du: civil("2026-11-23"), au: civil("2026-12-04") },
    ],
  };
  const { texts, fields } = await readPdf(await preconventionsPdf(given([feuille, other, feuille])));
  expect(new Set(fields.map((field) => field.fieldName)).size).toBe(fields.length);
  expect(texts[0]).toContain("Page 1 sur 2");
  const second = texts.findIndex((text) => text.includes("Zoé ABADIE"));
  expect(texts[second]).toContain("Page 1 sur");
  expect(texts[second]).toContain("Pré-convention · ABADIE Zoé");
  expect(texts[second - 1]).toContain("Pré-convention · ŒUVRARD Zoé");
  expect(texts.join(" ")).toContain("La deuxième entreprise");
  expect(texts.join(" ")).toContain("du 23 novembre au 4 décembre 2026");
});

test("no text is refused, and nothing typed is lost in a field", { timeout: 30_000 }, async () => {
  const text = fc.string({ unit: "binary", maxLength: 200 });
  await fc.assert(
    fc.asyncProperty(text, text, async (one, two) => {
      const { marked } = await readPdf(
        await preconventionsPdf(
          given([
            {
              ...feuille,
              apprenant: { nom: one, prenom: two, classe: one },
              accueils: [{ ...inconnu, nom: two, adresse: one }],
              objectifs: [one, two],
              conditions: { ...feuille.conditions, concertation: two },
            },
          ]),
        ),
      );
      expect(marked).toBe(true);
    }),
    { numRuns: 20 },
  );
  const long = "à la fraiseuse, l’œil sur la cote, ".repeat(170);
  const { fields } = await readPdf(
    await preconventionsPdf(
      given([{ ...feuille, conditions: { ...feuille.conditions, concertation: long } }]),
    ),
  );
  expect(byName(fields).get("l0001.concertation")?.fieldValue).toBe(long);
});

test("the file is named as the manual says (S-15)", () => {
  expect(preconventionFileName(feuille)).toBe("Annexe PFMP 3 Zoé Œuvrard.pdf");
});
