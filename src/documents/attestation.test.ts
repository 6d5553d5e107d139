import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFNumber, PDFStream } from "@cantoo/pdf-lib";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { type AttestationModel, attestationsPdf } from "#documents/attestation.ts";
import { documents } from "#documents/typst.ts";
import { civil } from "#kernel/civil-date.ts";
import { readPdf } from "../../tests/kit/pdf.ts";

const ecole = {
  nom: "Lycée professionnel des Essais",
  adresse: "12 rue des Ateliers",
  ville: "69003 Lyon",
  uai: "0690000A",
};
const model: AttestationModel = {
  apprenant: { nom: "Œuvrard Leñero", prenom: "Zoé Anaïs", classe: "1re MSPC 2" },
  diplome: "Baccalauréat professionnel Maintenance des systèmes de production connectés",
  periode: { nom: "PFMP 3", du: civil("2026-11-09"), au: civil("2026-12-04") },
  entreprise: {
    nom: "Ateliers d’Essai & fils",
    adresse: "48 avenue de l’Industrie",
    codePostal: "69100",
    ville: "Villeurbanne",
    siret: "12345678200010",
  },
  tuteur: { nom: "Témoin", prenom: "Élise" },
  presence: null,
};
const attestationPdf = (one: AttestationModel) => attestationsPdf(ecole, [one]);
const LABELS = {
  representantEntreprise: "Nom du représentant de l’entreprise",
  adresseSiege: "Adresse du siège, si elle est différente",
  adresseApprenant: "Adresse personnelle de l’apprenant",
  dureeTotale: "Durée effective totale, en heures",
  gratification: "Montant total de la gratification, en euros",
  lieu: "Fait à (lieu), le (date)",
};

afterAll(() => documents.stop());

describe("l'attestation de présence", () => {
  it("dit tout ce que l'établissement sait déjà (S-17)", async () => {
    const { text, pages, title, language, marked } = await readPdf(await attestationPdf(model));
    for (const known of [
      "Lycée professionnel des Essais",
      "12 rue des Ateliers",
      "69003 Lyon · UAI 0690000A",
      "Attestation de présence",
      "Ateliers d’Essai & fils",
      "Zoé Anaïs ŒUVRARD LEÑERO",
      "1re MSPC 2",
      "« PFMP 3 »",
      "du 9 novembre au 4 décembre 2026",
      "48 avenue de l’Industrie",
      "69100 Villeurbanne",
      "123 456 782 00010",
      "Élise TÉMOIN",
      "Maintenance des systèmes de production connectés",
      "D. 124-9",
      "Cachet de l’entreprise",
      "Page 1 sur 1",
      ...Object.values(LABELS),
    ])
      expect(text).toContain(known);
    expect({ pages, title, language, marked }).toEqual({
      pages: 1,
      title: "Attestation de présence – ŒUVRARD LEÑERO Zoé Anaïs – PFMP 3",
      language: "fr-FR",
      marked: true,
    });
  });

  it("laisse six champs à compléter, nommés et dits à voix haute, dans l'ordre de lecture (S-18)", async () => {
    const { fields, roles } = await readPdf(await attestationPdf(model));
    expect(
      fields.map((field) => [field.fieldName, field.alternativeText, field.fieldValue, field.multiLine]),
    ).toEqual(
      Object.entries(LABELS).map(([name, label]) => [`l0001.${name}`, label, "", name.startsWith("adresse")]),
    );
    for (const field of fields)
      expect(field).toMatchObject({ subtype: "Widget", fieldType: "Tx", readOnly: false });
    expect(roles.filter((role) => role === "Form")).toHaveLength(6);
    expect(roles).not.toContain("Link");
    expect(roles.filter((role) => /^H\d$/.test(role))).toEqual(["H1", "H2", "H2", "H2", "H2"]);
  });

  it("garde les valeurs déjà connues et les montre", async () => {
    const champs = {
      representantEntreprise: "Mme Hélène Çelik 中 😀",
      adresseSiege: "Bâtiment B\n12 boulevard de la République\n3e étage\nzone de la Plaine\n75011 Paris",
      dureeTotale: "136,5",
    };
    const file = await PDFDocument.load(await attestationPdf({ ...model, champs }));
    const form = file.catalog.lookup(PDFName.of("AcroForm"), PDFDict);
    const parent = form.lookup(PDFName.of("Fields"), PDFArray).lookup(0, PDFDict);
    const kids = parent.lookup(PDFName.of("Kids"), PDFArray);
    const widgets = Array.from({ length: kids.size() }, (_, i) => kids.lookup(i, PDFDict));
    const textOf = (dict: PDFDict, key: string) => dict.lookup(PDFName.of(key), PDFHexString).decodeText();
    expect(Object.fromEntries(widgets.map((widget) => [textOf(widget, "T"), textOf(widget, "V")]))).toEqual({
      representantEntreprise: champs.representantEntreprise,
      adresseSiege: champs.adresseSiege,
      adresseApprenant: "",
      dureeTotale: "136,5",
      gratification: "",
      lieu: "",
    });
    for (const widget of widgets) {
      expect(widget.lookup(PDFName.of("AP"), PDFDict).lookup(PDFName.of("N"))).toBeInstanceOf(PDFStream);
      expect(widget.get(PDFName.of("Parent"))).toEqual(form.lookup(PDFName.of("Fields"), PDFArray).get(0));
      expect(widget.has(PDFName.of("A"))).toBe(false);
    }
    const height = (widget: PDFDict) => widget.lookup(PDFName.of("Rect"), PDFArray).asRectangle().height;
    expect(height(widgets[1]!)).toBeGreaterThan(height(widgets[2]!)); // five lines: the box grew
    const font = form
      .lookup(PDFName.of("DR"), PDFDict)
      .lookup(PDFName.of("Font"), PDFDict)
      .lookup(PDFName.of("Figtree-Regular"), PDFDict);
    expect(font.get(PDFName.of("Encoding"))).toBe(PDFName.of("WinAnsiEncoding"));
    expect(
      font
        .lookup(PDFName.of("Widths"), PDFArray)
        .lookup(0x30 - 32, PDFNumber)
        .asNumber(),
    ).toBe(641);
  });

  it("dit les jours faits et qui a confirmé les absences, une fois qu'elles le sont", async () => {
    const { text } = await readPdf(
      await attestationPdf({
        ...model,
        presence: { jours: "18,5 jours", confirmees: "le 4 décembre 2026 par Sophie Mercier" },
      }),
    );
    expect(text).toContain("18,5 jours");
    expect(text).toContain("Absences confirmées le 4 décembre 2026 par Sophie Mercier");
    expect((await readPdf(await attestationPdf(model))).text).not.toContain("Absences confirmées");
  });

  it("une feuille par entreprise, avec ses champs et ses pages", async () => {
    const second = {
      ...model,
      periode: { ...model.periode, du: civil("2026-11-23") },
      entreprise: { ...model.entreprise!, nom: "Verrerie du Sud" },
    };
    const { pages, text, fields } = await readPdf(await attestationsPdf(ecole, [model, second]));
    expect(pages).toBe(2);
    expect(text).toContain("Verrerie du Sud");
    expect(text).toContain("du 23 novembre au 4 décembre 2026");
    expect(text.match(/Page 1 sur 1/g)).toHaveLength(2);
    expect(new Set(fields.map((field) => field.fieldName)).size).toBe(12);
  });

  it("laisse des lignes à remplir quand l'entreprise et le tuteur ne sont pas connus", async () => {
    const { text, fields, pages } = await readPdf(
      await attestationPdf({ ...model, entreprise: null, tuteur: null }),
    );
    expect(text).toContain("certifie avoir accueilli");
    expect(text).not.toMatch(/null|none|undefined/);
    expect([fields.length, pages]).toEqual([6, 1]);
  });

  it("reste étiquetée et complète quel que soit le texte", async () => {
    const hostile =
      'L’œuvre à 12 € 😀 👩‍🔧 שלום مرحبا \u0000\u0007\u0085\u202e\ud800 中文 #panic() $x$ <b> & \\ "]}) z\u0323\u0489 '.repeat(
        90,
      );
    const { marked, roles, fields, text, pages } = await readPdf(
      await attestationPdf({
        ...model,
        apprenant: { nom: "x".repeat(6000), prenom: hostile.slice(0, 500), classe: "" },
        entreprise: { ...model.entreprise!, adresse: hostile, siret: "inconnu" },
        champs: { adresseSiege: hostile, lieu: "y".repeat(6000) },
      }),
    );
    expect(marked).toBe(true);
    expect(roles.filter((role) => role === "Form")).toHaveLength(6);
    expect(fields.find((field) => field.fieldName === "l0001.lieu")?.fieldValue).toBe("y".repeat(6000));
    expect(text).toContain("#panic() $x$ <b> & \\");
    expect(text).toContain("□");
    expect(pages).toBeGreaterThan(3);
  });

  it("ne refuse aucun texte", { timeout: 30_000 }, async () => {
    const text = fc.string({ unit: "binary", maxLength: 300 });
    await fc.assert(
      fc.asyncProperty(text, text, async (nom, adresse) => {
        const pdf = await attestationPdf({
          ...model,
          apprenant: { ...model.apprenant, nom },
          entreprise: { ...model.entreprise!, nom: adresse, adresse },
          champs: { adresseApprenant: adresse },
        });
        const { catalog } = await PDFDocument.load(pdf);
        expect(catalog.lookup(PDFName.of("MarkInfo"), PDFDict).get(PDFName.of("Marked"))?.toString()).toBe(
          "true",
        );
      }),
      { numRuns: 40 },
    );
  });
});
