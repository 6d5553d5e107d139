import { create } from "qrcode";
import { afterAll, expect, test } from "vitest";
import { type FeuilleGrille, grillesPapierPdf, type LignePapier, qrSvg } from "#documents/grille-papier.ts";
import { documents } from "#documents/typst.ts";
import { civil } from "#kernel/civil-date.ts";
import { readPdf } from "../../tests/kit/pdf.ts";

const ecole = {
  nom: "Lycée professionnel des Essais",
  adresse: "1 rue du Banc",
  ville: "76500 Elbeuf",
  uai: "0760001N",
};
const lien =
  "https://passerelle.test/dossiers/01a20915-2044-70e6-a075-ff380af0de89/bilan-entreprise/transcription";
const ligne = (code: string, intitule: string, change: Partial<LignePapier> = {}): LignePapier => ({
  code,
  intitule,
  aide: "",
  choix: "",
  detail: false,
  ...change,
});
const echelle = ["NE", "1", "2", "3", "4", "5"].map((code) => ({ code, texte: `Mots du ${code}` }));
const feuille = (change: Partial<FeuilleGrille> = {}): FeuilleGrille => ({
  titre: "Bilan entreprise",
  epreuve: "",
  remplie: false,
  apprenant: { nom: "Œuvrard Leñero", prenom: "Zoé", classe: "1 MSPC" },
  diplome: "Baccalauréat professionnel Maintenance des systèmes de production connectés",
  periode: { nom: "PFMP 3", du: civil("2026-11-09"), au: civil("2026-12-04") },
  entreprise: "Ateliers d’Essai & fils, Elbeuf",
  tuteur: { role: "Tuteur de stage", nom: "Élise Témoin" },
  referent: "Karim Benali",
  lien,
  date: "",
  presence: "",
  taches: [
    {
      activite: "A1 Préparer",
      taches: [{ code: "A1T1", intitule: "Préparer son poste", note: "prévue", cochee: false }],
    },
  ],
  competences: {
    echelle,
    groupes: [{ intitule: "C1 Organiser", lignes: [ligne("C1.1", "Analyser"), ligne("C1.2", "Identifier")] }],
  },
  engagement: { degres: ["Insuffisant", "Convenable", "Bon", "Remarquable"], rang: -1 },
  commentaire: "",
  attitudes: {
    echelle: [
      { code: "1", texte: "À améliorer" },
      { code: "NO", texte: "Non observé" },
    ],
    lignes: [ligne("", "Autonomie")],
    commentaire: "",
  },
  ...change,
});

afterAll(() => documents.stop());

test("the blank grid: what the period evaluates, every level in words, places to date, to comment, to sign", async () => {
  const found = await readPdf(await grillesPapierPdf(ecole, [feuille()]));
  for (const words of [
    "Lycée professionnel des Essais",
    "Grille à remplir pendant la rencontre",
    "Zoé ŒUVRARD LEÑERO",
    "PFMP 3, du 9 novembre au 4 décembre 2026",
    "Ateliers d’Essai & fils, Elbeuf",
    "Tuteur de stage Élise Témoin",
    "Date de la rencontre",
    "En présence de",
    "A1T1 Préparer son poste (prévue)",
    "C1 Organiser",
    "C1.1 Analyser",
    "Mots du NE",
    "Mots du 5",
    "Remarquable",
    "Autonomie",
    "Non observé",
    "Enseignant : nom et signature",
    "Tuteur de stage : nom et signature",
    "Page 1 sur",
  ])
    expect(found.text).toContain(words);
  expect(found.text).not.toMatch(/\bX\b/);
  expect([found.title, found.language, found.marked]).toEqual([
    "Bilan entreprise à remplir – ŒUVRARD LEÑERO Zoé – PFMP 3",
    "fr-FR",
    true,
  ]);
  expect(found.roles.filter((role) => /^H\d$/.test(role))).toEqual(["H1", "H2", "H2", "H2", "H2", "H2"]);
  // two tables, each with its heads
  expect(found.roles.filter((role) => role === "Table")).toHaveLength(2);
  expect(found.roles.filter((role) => role === "TH").length).toBeGreaterThanOrEqual(7 + 1 + 3);
  expect(found.roles).toContain("Figure");
});

test("filled with what is known: one cross a choice, the words that were written, no cross elsewhere", async () => {
  const { text } = await readPdf(
    await grillesPapierPdf(ecole, [
      feuille({
        remplie: true,
        date: "4 décembre 2026",
        taches: [{ activite: "", taches: [{ code: "A1T1", intitule: "Préparer", note: "", cochee: true }] }],
        competences: {
          echelle,
          groupes: [
            {
              intitule: "",
              lignes: [
                ligne("C1.1", "Analyser", { choix: "4" }),
                ligne("", "Critère", { choix: "NE", detail: true }),
              ],
            },
          ],
        },
        engagement: { degres: ["Insuffisant", "Bon"], rang: 1 },
        commentaire: "Déjà écrit.",
      }),
    ]),
  );
  expect(text.match(/\bX\b/g)).toHaveLength(4);
  for (const words of ["4 décembre 2026", "Déjà écrit.", "à compléter au stylo", "Critère"])
    expect(text).toContain(words);
});

test("the QR code is that of the address, which is a link too; each learner of a period has his own, and his own pages", async () => {
  const matrix = create(lien, { errorCorrectionLevel: "M" }).modules;
  const drawn = new Set(
    [...qrSvg(lien).matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => Number(y) * matrix.size + Number(x)),
  );
  expect(Array.from(matrix.data, (dark, index) => Boolean(dark) === drawn.has(index))).not.toContain(false);
  const other = feuille({
    apprenant: { nom: "Azil", prenom: "Naël", classe: "1 MSPC" },
    lien: `${lien}?autre`,
  });
  const found = await readPdf(await grillesPapierPdf(ecole, [feuille(), other]));
  const links = new Set(found.fields.flatMap(({ url }) => (url ? [url] : [])));
  expect(links).toEqual(new Set([lien, `${lien}?autre`]));
  expect(found.title).toBe("Grilles à remplir – PFMP 3");
  expect(found.texts.filter((page) => page.includes("Page 1 sur"))).toHaveLength(2);
  expect(found.texts.at(-1)).toContain("AZIL Naël");
});

test("the heads of a long table come back on each page, and a few attitudes stay together", async () => {
  const lignes = Array.from({ length: 90 }, (_, n) => ligne(`C${n}`, `Compétence numéro ${n}`));
  const { texts } = await readPdf(
    await grillesPapierPdf(ecole, [
      feuille({ competences: { echelle, groupes: [{ intitule: "C1 Organiser", lignes }] } }),
    ]),
  );
  const pages = texts.filter((page) => /Compétence numéro/.test(page));
  expect(pages.length).toBeGreaterThan(2);
  for (const page of pages) for (const words of ["Mots du NE", "C1 Organiser"]) expect(page).toContain(words);
  expect(texts.filter((page) => page.includes("Attitudes professionnelles"))).toEqual(
    texts.filter((page) => page.includes("Non observé")),
  );
});

test("no text stops it: names, words of a scale, a comment of 6,000 characters", async () => {
  const hostile =
    'L’œuvre à 12 € 😀 👩‍🔧 שלום مرحبا \u0000\u0007\u202e\ud800 中文 #panic() $x$ <b> & \\ "]}) z\u0323\u0489 '.repeat(
      80,
    );
  const found = await readPdf(
    await grillesPapierPdf(ecole, [
      feuille({
        remplie: true,
        titre: hostile.slice(0, 200),
        apprenant: { nom: "x".repeat(300), prenom: hostile.slice(0, 200), classe: "" },
        entreprise: hostile.slice(0, 300),
        competences: {
          echelle: [{ code: "4", texte: "Anticonstitutionnellement ".repeat(4) }],
          groupes: [{ intitule: hostile.slice(0, 200), lignes: [ligne("C1", hostile.slice(0, 400))] }],
        },
        commentaire: hostile.slice(0, 6_000),
      }),
    ]),
  );
  expect(found.marked).toBe(true);
  expect(found.text).toContain("#panic() $x$ <b> & \\");
  expect(found.pages).toBeGreaterThan(2);
});
