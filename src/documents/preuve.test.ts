import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { sansConditions } from "#annexes/rules/conditions.ts";
import { attestationsPdf } from "#documents/attestation.ts";
import { bilanPdf } from "#documents/bilan.ts";
import { bilansIntermediairesPdf } from "#documents/bilan-intermediaire.ts";
import { grilleCertificativePdf } from "#documents/grille-certificative.ts";
import { grillesPapierPdf } from "#documents/grille-papier.ts";
import { fontFolder } from "#documents/paths.ts";
import { office, portfolioFile } from "#documents/portfolio/file.ts";
import { modeleDuPortfolio } from "#documents/portfolio/model.ts";
import { preconventionsPdf } from "#documents/preconvention.ts";
import { fieldText, safeText } from "#documents/safe-text.ts";
import { tableauDeBordPdf } from "#documents/tableau-de-bord.ts";
import { readTrueType } from "#documents/true-type.ts";
import { documents } from "#documents/typst.ts";
import { civil } from "#kernel/civil-date.ts";
import { loadReferentiels } from "#referentiel/load.ts";
import { tachesDe } from "#referentiel/rules.ts";
import { qpdfCheck, readPdf } from "../../tests/kit/pdf.ts";
import { photosExemple, portfolioExemple } from "../../tests/kit/portfolio.ts";

/*
 * The proof of the documents: every kind of PDF, made of fifty sets of data that people could type, opened by another
 * program than ours. A new kind is one entry of `genres`.
 */
const JEUX = 50;
const GRAINE = 20261123;

const referentiels = [...loadReferentiels("referentiels").values()];
const polices = readdirSync(fontFolder)
  .filter((file) => file.endsWith(".ttf"))
  .map((file) => readTrueType(readFileSync(join(fontFolder, file))));

/** What one set is made of: words of a school, and all that a phone or a spreadsheet can put in a field. */
const morceau = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom("l’atelier", "œuvre", "Noël", "à 12 €", "dépannage", "Çelik", "N° 4"),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom("😀", "👩‍🔧", "שלום", "مرحبا", "中文", "z̤̣", "\u202e123", "\u0007", "ﬁn"),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom("#panic()", "$x$", "<b>&amp;", '\\"]})', "{{7*7}}", "%%EOF", "/Tx BMC"),
  },
  { weight: 1, arbitrary: fc.constantFrom("\n", "\t", "-".repeat(80), "x".repeat(300)) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 12 }) },
);
const phrase = fc.array(morceau, { maxLength: 8 }).map((parts) => parts.join(" "));
const texte = fc.oneof(
  { weight: 4, arbitrary: phrase },
  { weight: 1, arbitrary: fc.constant("") },
  { weight: 1, arbitrary: phrase.map((words) => `${words || "mot"} `.repeat(1_000).slice(0, 6_000)) },
);
const jeu = fc.record({
  nom: phrase,
  prenom: phrase,
  court: phrase,
  long: texte,
  autre: texte,
  nombre: fc.constantFrom<number>(0, 0, 1, 3, 40),
  deux: fc.boolean(),
  referentiel: fc.constantFrom(...referentiels),
  signataires: fc.array(
    phrase.map((words) => words.slice(0, 80) || "Tuteur"),
    { minLength: 3, maxLength: 5 },
  ),
});
type Jeu = typeof jeu extends fc.Arbitrary<infer T> ? T : never;

const etablissement = (un: Jeu) => ({
  nom: un.court || "Lycée",
  adresse: un.court,
  ville: "76500 Elbeuf",
  uai: "0760001N",
});
const periode = (un: Jeu) => ({
  nom: un.court || "PFMP 3",
  du: civil("2026-11-09"),
  au: civil("2026-12-04"),
});
const accueil = (un: Jeu) => ({
  nom: un.court,
  adresse: un.long.slice(0, 400),
  codePostal: "76000",
  ville: "Rouen",
  siret: "55210055400013",
  telephone: un.court,
  tuteur: { nom: un.nom, prenom: un.prenom, courriel: "a@b.test", telephone: "" },
  du: civil("2026-11-09"),
  au: civil("2026-11-20"),
});
const textesDe = (un: Jeu) => ({
  horaires: "",
  concertation: un.long,
  travauxReglementes: un.autre,
  modalitesEvaluation: un.court,
});

/** A kind: how it is made, the fields it must hold (name → value), what must be read on its sheets. */
type Genre = {
  make: (un: Jeu) => Promise<Uint8Array>;
  champs: (un: Jeu) => Record<string, string>;
  imprime: (un: Jeu) => string[];
  titre: RegExp;
  h1?: number;
  /** the same sets, of which a few are enough at full size */
  alleges?: (jeux: readonly Jeu[]) => Jeu[];
};

const ATTESTATION = [
  "representantEntreprise",
  "adresseSiege",
  "adresseApprenant",
  "dureeTotale",
  "gratification",
  "lieu",
];

const genres: Record<string, Genre> = {
  "pré-convention": {
    make: (un) =>
      preconventionsPdf({
        etablissement: etablissement(un),
        signataires: un.signataires,
        mentionTravaux: un.court,
        feuilles: [
          {
            apprenant: { nom: un.nom, prenom: un.prenom, classe: un.court },
            periode: periode(un),
            referent: un.deux ? null : { nom: un.nom, prenom: un.prenom },
            accueils: un.deux ? [accueil(un), accueil(un)] : [{ ...accueil(un), du: null, au: null }],
            referentiel: un.referentiel,
            objectifs: Array.from({ length: un.nombre }, (_, i) => `${i} ${un.court}`),
            taches: tachesDe(un.referentiel)
              .slice(0, un.nombre)
              .map(({ code }) => code),
            conditions: { ...sansConditions, ...textesDe(un), horaires: {} },
          },
        ],
      }),
    champs: (un) => ({
      ...Object.fromEntries(Object.entries(textesDe(un)).map(([nom, valeur]) => [`l0001.${nom}`, valeur])),
      "l0001.objectifs": Array.from({ length: un.nombre }, (_, i) => `– ${i} ${un.court}`).join("\n"),
      ...Object.fromEntries(
        tachesDe(un.referentiel).map(({ code }, i) => [
          `l0001.tache-${code.replace(/[^\p{L}\p{N}-]/gu, "_")}`,
          i < un.nombre ? "Oui" : "Off",
        ]),
      ),
    }),
    imprime: (un) => [un.prenom, un.court, un.long.slice(0, 400), ...un.signataires, "552 100 554 00013"],
    titre: /^Pré-convention – /,
  },
  attestation: {
    make: (un) =>
      attestationsPdf(etablissement(un), [
        {
          apprenant: { nom: un.nom, prenom: un.prenom, classe: un.court },
          diplome: un.referentiel.diplome,
          periode: periode(un),
          entreprise: un.deux ? null : accueil(un),
          tuteur: un.deux ? null : { nom: un.nom, prenom: un.prenom },
          presence: un.deux ? null : { jours: "18,5 jours", confirmees: `par ${un.nom}` },
          champs: { adresseSiege: un.long, lieu: un.court },
        },
      ]),
    champs: (un) => ({
      ...Object.fromEntries(ATTESTATION.map((nom) => [`l0001.${nom}`, ""])),
      "l0001.adresseSiege": un.long,
      "l0001.lieu": un.court,
    }),
    imprime: (un) => [
      un.prenom,
      un.court,
      ...(un.deux ? [] : [un.long.slice(0, 400)]),
      "Cachet de l’entreprise",
    ],
    titre: /^Attestation de présence – /,
  },
  "grille certificative": {
    make: (un) =>
      grilleCertificativePdf({
        etablissement: etablissement(un),
        diplome: un.referentiel.diplome,
        validation: un.deux ? null : { version: 2, signature: un.court, remplacee: true },
        imprimee: "Imprimée le 23 novembre 2026",
        contenu: {
          candidat: { nom: un.nom, prenom: un.prenom, classe: un.court },
          epreuve: { code: "E33", intitule: un.court || "E33" },
          periode: periode(un),
          entreprise: un.court,
          tuteur: un.court,
          date: un.deux ? null : civil("2026-11-23"),
          commentaire: un.long,
          motif: un.autre,
          competences: Array.from({ length: un.nombre }, (_, i) => ({
            code: `C${i}`,
            intitule: un.court,
            niveau: "4",
            texte: un.court,
            signature: un.court,
            details: i % 2 ? [] : [{ intitule: un.autre.slice(0, 300), niveau: "3", texte: "" }],
            proposition: i % 3 ? null : { niveau: "3", signature: un.court },
          })),
        },
      }),
    champs: () => ({}),
    imprime: (un) => [un.prenom, un.court, un.long, un.autre],
    titre: /^Grille certificative E33 – /,
  },
  bilan: {
    make: (un) =>
      bilanPdf({
        etablissement: etablissement(un),
        titre: "Bilan entreprise",
        apprenant: { nom: un.nom, prenom: un.prenom, classe: un.court },
        diplome: un.referentiel.diplome,
        periode: periode(un),
        reperes: [{ nom: "Entreprise", valeur: un.court }],
        etat: ["Transmis le 4 décembre 2026.", `Saisi par ${un.nom} en présence de ${un.court}.`],
        parties: [
          {
            genre: "tableau",
            titre: "Les compétences",
            colonnes: { quoi: "Compétence", niveau: "Niveau", qui: "Choisi par" },
            lignes: Array.from({ length: un.nombre }, (_, i) => ({
              code: `C${i}`,
              intitule: un.court,
              niveau: i % 4 ? { code: "4", texte: un.court, couleur: "#2f6b1f" } : null,
              signature: `${un.nom},\nle 4 décembre 2026`,
              detail: i % 2 === 1,
            })),
            reste: "",
            vide: "Aucune.",
          },
          { genre: "texte", titre: "Le commentaire", texte: un.long, signature: un.court, vide: "" },
          {
            genre: "texte",
            titre: "L’avis de l’apprenant",
            texte: un.autre,
            signature: "",
            vide: "Pas encore lu.",
          },
        ],
        signataires: un.signataires,
        imprimee: "Imprimé le 4 décembre 2026",
      }),
    champs: () => ({}),
    imprime: (un) => [un.prenom, un.court, un.long, un.autre, ...un.signataires],
    titre: /^Bilan entreprise – /,
  },
  "grille papier": {
    make: (un) => {
      const lignes = Array.from({ length: un.nombre }, (_, i) => ({
        code: `C${i}`,
        intitule: un.court,
        aide: un.autre.slice(0, 300),
        choix: un.deux ? "4" : "",
        detail: i % 2 === 1,
      }));
      const echelle = un.referentiel.niveauxReussite.map(({ code, intitule }) => ({ code, texte: intitule }));
      return grillesPapierPdf(etablissement(un), [
        {
          titre: "Bilan entreprise",
          epreuve: "",
          remplie: un.deux,
          apprenant: { nom: un.nom, prenom: un.prenom, classe: un.court },
          diplome: un.referentiel.diplome,
          periode: periode(un),
          entreprise: un.court,
          tuteur: { role: "Tuteur de stage", nom: un.nom },
          referent: un.court,
          lien: "https://passerelle.lycee.test/dossiers/0/bilan-entreprise/transcription",
          date: un.deux ? "le 4 décembre 2026" : "",
          presence: un.court,
          taches: [
            { activite: un.court, taches: [{ code: "T1", intitule: un.court, note: "", cochee: un.deux }] },
          ],
          competences: { echelle, groupes: [{ intitule: un.court, lignes }] },
          engagement: { degres: un.referentiel.engagement.map(({ intitule }) => intitule), rang: 2 },
          commentaire: un.long,
          attitudes: { echelle, lignes, commentaire: un.autre },
        },
      ]);
    },
    champs: () => ({}),
    imprime: (un) => [un.prenom, un.court, un.long, un.autre],
    titre: /^Bilan entreprise (à remplir )?– /,
  },
  "bilan intermédiaire": {
    make: (un) =>
      bilansIntermediairesPdf(
        etablissement(un),
        [un, un].map((_, rang) => ({
          apprenant: { nom: `${un.nom} ${rang}`, prenom: un.prenom },
          classe: un.court,
          date: civil("2026-11-23"),
          auteur: un.court,
          commentaire: un.long,
          annule: un.deux ? un.autre : null,
          syntheses: [
            {
              diplome: un.referentiel.diplome,
              lignes: Array.from({ length: un.nombre }, (_, i) => ({
                code: `C${i}`,
                intitule: un.court,
                niveau: "4",
                le: "23/11/2026",
                tendance: "en hausse",
              })),
            },
          ],
        })),
      ),
    champs: () => ({}),
    imprime: (un) => [un.prenom, un.court, un.long, ...(un.deux ? [un.autre] : [])],
    titre: /^Bilan intermédiaire du 23.novembre 2026 – /,
    h1: 2,
  },
  "tableau de bord": {
    make: (un) =>
      tableauDeBordPdf(etablissement(un), {
        apprenant: { nom: un.nom, prenom: un.prenom },
        classe: un.court,
        imprimee: civil("2026-11-23"),
        filtres: un.deux ? un.court : "",
        regle: un.court,
        parties: [
          {
            diplome: un.referentiel.diplome,
            lignes: Array.from({ length: un.nombre }, (_, i) => ({
              code: `C${i}`,
              intitule: un.court,
              premier: "3",
              dernier: "4",
              tendance: "en hausse",
            })),
            radar: null,
            evaluations: Array.from({ length: un.nombre }, () => ({
              date: "23/11/2026",
              titre: un.court,
              lieu: "lycée",
              priseEnCompte: "",
            })),
            chaleur: Array.from({ length: un.nombre }, (_, i) => ({
              code: `C${i}`,
              cases: Array.from({ length: un.nombre }, (_, j) =>
                j % 2 ? null : { code: "4", couleur: "#0e5a5e" },
              ),
            })),
          },
        ],
        attitudes: { periodes: [], lignes: [] },
        bilans: [{ date: "23/11/2026", auteur: un.court, commentaire: un.long }],
      }),
    champs: () => ({}),
    imprime: (un) => [un.prenom, un.court, un.long],
    titre: /^Tableau de bord – /,
  },
  portfolio: {
    make: (un) => portfolioFile("pdf", modeleDuPortfolio(portfolioDe(un)), photosExemple),
    champs: () => ({}),
    imprime: (un) => (un.court === "" ? ["Présenter l’entreprise"] : [un.court, un.long]),
    titre: /^Portfolio PFMP 3 – /,
    h1: 7,
    alleges: (jeux) => {
      const premier = jeux.findIndex(({ nombre }) => nombre === 40);
      return jeux.map((un, rang) => ({ ...un, nombre: rang === premier ? 40 : un.nombre % 3 }));
    },
  },
};

function portfolioDe(un: Jeu) {
  const exemple = portfolioExemple(un.court, un.nombre);
  return { ...exemple, presentation: { ...exemple.presentation, historique: un.long } };
}

/** As letters are compared: what is printed may be hyphenated by nothing, but is cut by lines and pages. */
const serre = (text: string): string => text.normalize("NFKC").replace(/[\s\u200b\u00ad]+/gu, "");

/** The words that any reader must find again: Latin letters, digits, the signs of French. */
const mots = (text: string): string[] =>
  safeText(text, polices)
    .split(/[\s\u200b]+/u)
    .filter((mot) => /^[\p{Script=Latin}\d€’.,;:!?()<>&#$%/\\"{}\]-]{1,30}$/u.test(mot));

afterAll(async () => {
  await office.stop();
  await documents.stop();
});

test.each(Object.entries(genres))(
  "%s: fifty sets of data; every word is read again, every field is there once, tagged and in French",
  async (genre, { make, champs, imprime, titre, h1 = 1, alleges = (jeux) => [...jeux] }) => {
    const jeux = alleges(fc.sample(jeu, { seed: GRAINE, numRuns: JEUX }));
    expect(new Set(jeux.map(({ nombre }) => nombre))).toContain(40);
    expect(Math.max(...jeux.map(({ long }) => long.length))).toBe(6_000);
    let total = 0;
    const juges: Record<string, Uint8Array> = {};
    for (const [rang, un] of jeux.entries()) {
      const pdf = await make(un);
      const lu = await readPdf(pdf);
      const widgets = lu.fields.filter(({ subtype }) => subtype === "Widget");
      const ou = `${genre}, jeu ${rang}`;
      // what it says of itself
      expect([lu.marked, lu.language], ou).toEqual([true, "fr-FR"]);
      expect(lu.title, ou).toMatch(titre);
      // its structure, on every page
      expect(lu.roles.filter((role) => role === "H1").length, ou).toBe(h1);
      for (const roles of lu.rolesByPage) expect(roles.length, ou).toBeGreaterThan(1);
      // its fields
      const attendus = Object.fromEntries(Object.entries(champs(un)).map(([nom, v]) => [nom, fieldText(v)]));
      expect(widgets.length, ou).toBe(Object.keys(attendus).length);
      expect(Object.fromEntries(widgets.map((f) => [f.fieldName, f.fieldValue])), ou).toEqual(attendus);
      expect(lu.roles.filter((role) => role === "Form").length, ou).toBe(widgets.length);
      for (const field of widgets) expect(field.alternativeText, ou).not.toBe("");
      expect(
        lu.fields.filter(({ url }) => url?.includes("f.invalid")),
        ou,
      ).toEqual([]);
      // its words
      const letters = serre(lu.texts.join(" "));
      const cherches = imprime(un).flatMap(mots);
      total += cherches.length;
      expect(
        cherches.filter((mot) => !letters.includes(serre(mot))),
        ou,
      ).toEqual([]);
      expect(lu.text, ou).not.toMatch(/undefined|\[object|NaN/);
      if (rang % 5 === 0) juges[ou] = pdf;
    }
    expect(total).toBeGreaterThan(500);
    // a judge that is not ours either, where the machine has it
    expect(qpdfCheck(juges) ?? []).toEqual([]);
  },
  120_000,
);
