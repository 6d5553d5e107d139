import { afterAll, expect, test } from "vitest";
import { type BilanModel, bilanPdf } from "#documents/bilan.ts";
import { documents } from "#documents/typst.ts";
import { civil } from "#kernel/civil-date.ts";
import { readPdf } from "../../tests/kit/pdf.ts";

const modele = (change: Partial<BilanModel> = {}): BilanModel => ({
  etablissement: {
    nom: "Lycée professionnel des Essais",
    adresse: "1 rue du Banc",
    ville: "76500 Elbeuf",
    uai: "0760001N",
  },
  titre: "Bilan entreprise",
  apprenant: { nom: "Œuvrard", prenom: "Zoé", classe: "1 MSPC" },
  diplome: "Baccalauréat professionnel d’essai",
  periode: { nom: "PFMP 3", du: civil("2026-11-09"), au: civil("2026-12-04") },
  reperes: [{ nom: "Date de la rencontre", valeur: "4 décembre 2026" }],
  etat: ["Transmis le 4 décembre 2026.", "Saisi par Karim Benali en présence de Nadia Caillard."],
  parties: [
    {
      genre: "tableau",
      titre: "Les compétences",
      colonnes: { quoi: "Compétence", niveau: "Niveau", qui: "Évaluée par" },
      lignes: [
        {
          code: "C1.1",
          intitule: "Analyser",
          niveau: { code: "4", texte: "Satisfaisant", couleur: "#2f6b1f" },
          signature: "Karim Benali,\nle 4 décembre 2026 à 10 h 00",
          detail: false,
        },
      ],
      reste: "Non évaluées : C1.2.",
      vide: "",
    },
    { genre: "texte", titre: "Le commentaire", texte: "Sérieux.\nAutonome.", signature: "", vide: "" },
    { genre: "texte", titre: "L’avis de l’apprenant", texte: "", signature: "", vide: "Pas encore lu." },
  ],
  signataires: ["Enseignant", "Tuteur de stage", "Apprenant"],
  imprimee: "Imprimé le 4 décembre 2026",
  ...change,
});

afterAll(() => documents.stop());

test("levels by their code and words, who wrote what and when, the state first, places to sign", async () => {
  const found = await readPdf(await bilanPdf(modele()));
  for (const words of [
    "Saisi par Karim Benali en présence de Nadia Caillard.",
    "Zoé ŒUVRARD",
    "C1.1 Analyser 4 Satisfaisant Karim Benali, le 4 décembre 2026 à 10 h 00",
    "Non évaluées : C1.2.",
    "Sérieux. Autonome.",
    "Pas encore lu.",
    "Tuteur de stage",
    "Page 1 sur 1",
  ])
    expect(found.text).toContain(words);
  expect([found.title, found.language, found.marked]).toEqual([
    "Bilan entreprise – ŒUVRARD Zoé – PFMP 3",
    "fr-FR",
    true,
  ]);
  expect(found.roles.filter((role) => /^H\d$/.test(role))).toEqual(["H1", ...Array(4).fill("H2")]);
  expect(found.roles.filter((role) => role === "TH")).toHaveLength(3);
});

test("no text stops it, and a long one goes on over its pages", async () => {
  const hostile = 'L’œuvre à 12 € 😀 👩‍🔧 שלום مرحبا \u0000\u202e\ud800 中文 #panic() $x$ <b> & \\ "]}) '
    .repeat(90)
    .slice(0, 6_000);
  const found = await readPdf(
    await bilanPdf(
      modele({
        apprenant: { nom: "x".repeat(300), prenom: hostile.slice(0, 200), classe: hostile.slice(0, 80) },
        etat: [hostile.slice(0, 300)],
        parties: [{ genre: "texte", titre: "Le commentaire", texte: hostile, signature: "", vide: "" }],
      }),
    ),
  );
  expect(found.marked).toBe(true);
  expect(found.text).toContain("#panic() $x$ <b> & \\");
  expect(found.pages).toBeGreaterThan(2);
});
