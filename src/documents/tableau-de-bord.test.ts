import { afterAll, expect, test } from "vitest";
import { bilansIntermediairesPdf } from "#documents/bilan-intermediaire.ts";
import { grilleCertificativePdf } from "#documents/grille-certificative.ts";
import { type FeuilleTableau, tableauDeBordPdf } from "#documents/tableau-de-bord.ts";
import { documents } from "#documents/typst.ts";
import { civil } from "#kernel/civil-date.ts";

const ecole = {
  nom: "Lycée",
  adresse: "1 rue Haute",
  ville: "76500 Elbeuf",
  uai: "0760001N",
  // one pixel
  logo: {
    type: "image/png",
    contenu: Buffer.from(
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
      "base64",
    ),
  },
};

/** A history of `n` evaluations and periods, with hostile words. */
const feuille = (n: number): FeuilleTableau => ({
  apprenant: { nom: "Œhler #[x]", prenom: "Ambre" },
  classe: "1 MSPC",
  imprimee: civil("2026-11-23"),
  filtres: n % 2 ? "pôle C2, en entreprise" : "",
  regle: "Aucune moyenne.",
  parties: n
    ? [
        {
          diplome: "Bac pro",
          lignes: [{ code: "C1.1", intitule: "$x$ <b> 🙂 \u202e", premier: "–", dernier: "3", tendance: "" }],
          radar: {
            svg: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text x="1" y="5">C1.1</text></svg>',
            alt: "Radar",
            raison: "Rien n’est moyenné.",
          },
          evaluations: Array.from({ length: n }, (_, i) => ({
            date: "23/11/2026",
            titre: `Évaluation ${i + 1} ${"longue ".repeat(i % 9)}`,
            lieu: "au lycée",
            priseEnCompte: i % 3 ? "" : "bilan du 24/11/2026",
          })),
          chaleur: [
            {
              code: "C1.1",
              cases: Array.from({ length: n }, (_, i) => (i % 2 ? { code: "3", couleur: "#735c00" } : null)),
            },
          ],
        },
      ]
    : [],
  attitudes: {
    periodes: Array.from({ length: n }, (_, i) => ({ nom: `PFMP ${i + 1}`, au: "04/12/2026" })),
    lignes: [{ intitule: "Autonomie", degres: Array(n).fill("Bien"), tendance: "stable" }],
  },
  bilans: n ? [{ date: "23 novembre 2026", auteur: "Sophie Mercier", commentaire: "a\nb" }] : [],
});

afterAll(() => documents.stop());

test.each([0, 1, 2, 13, 60])(
  "a history of %i evaluations and periods is a tagged PDF, with the school’s logo",
  async (n) => {
    const bytes = Buffer.from(await tableauDeBordPdf(ecole, feuille(n)));
    expect(bytes.subarray(0, 5).toString()).toBe("%PDF-");
    expect(bytes.toString("latin1")).toContain("/StructTreeRoot");
  },
);

test("the papers of the bilans carry the school’s logo too", async () => {
  const apprenant = { nom: "Œhler", prenom: "Ambre" };
  const date = civil("2026-11-23");
  const papers = [
    await bilansIntermediairesPdf(ecole, [
      { apprenant, classe: "1 MSPC", date, auteur: "S. M.", commentaire: "", annule: null, syntheses: [] },
    ]),
    await grilleCertificativePdf({
      etablissement: ecole,
      diplome: "Bac pro",
      contenu: {
        candidat: { ...apprenant, classe: "T MSPC" },
        epreuve: { code: "E31", intitule: "E31" },
        periode: { nom: "PFMP 5", du: date, au: date },
        entreprise: "",
        tuteur: "",
        date: null,
        commentaire: "",
        motif: "",
        competences: [],
      },
      validation: null,
      imprimee: "",
    }),
  ];
  for (const bytes of papers)
    expect(/\/Subtype ?\/Image/.test(Buffer.from(bytes).toString("latin1"))).toBe(true);
});
