import { describe, expect, it } from "vitest";
import { type Block, contentsOf, coverOf, drawnSizes, headingText } from "#documents/portfolio/blocks.ts";
import { withPictures } from "#documents/portfolio/images.ts";
import { modeleDuPortfolio } from "#documents/portfolio/model.ts";
import { civil } from "#kernel/civil-date.ts";
import { photosExemple, portfolioExemple } from "../../../tests/kit/portfolio.ts";

const chapters = (blocks: readonly Block[]) =>
  contentsOf(blocks)
    .filter(({ heading }) => heading.level === 1)
    .map(({ heading }) => headingText(heading));

const words = (blocks: readonly Block[]) => JSON.stringify(blocks);

describe("le modèle du portfolio", () => {
  it("a sept chapitres dans l’ordre des onglets, six quand les commentaires sont laissés de côté", () => {
    const plein = portfolioExemple("Texte");
    expect(chapters(modeleDuPortfolio(plein))).toEqual([
      "1. Présenter l’entreprise",
      "2. Géolocaliser l’entreprise",
      "3. Organigramme",
      "4. Activités hebdomadaires",
      "5. Présenter une activité",
      "6. Annexes",
      "7. Commentaires",
    ]);
    const sans = modeleDuPortfolio({ ...plein, commentaires: null });
    expect(chapters(sans)).toHaveLength(6);
    expect(words(sans)).not.toContain("Karim Benali");
  });

  it("donne les deux entreprises d’un dossier qui en a deux, chacune avec son repère", () => {
    const donnees = portfolioExemple("Texte");
    const [accueil] = donnees.accueils;
    const jours = { du: civil("2026-11-30"), au: civil("2026-12-04") };
    const seconde = { ...accueil!, rang: 2, entreprise: "Papeterie", jours };
    const lieux = [
      { rang: 1, situation: "à Rouen", coordonnees: "", precision: "centre de la commune" },
      { rang: 2, situation: "à Elbeuf", coordonnees: "", precision: "repère placé par l’apprenant" },
    ];
    const blocks = modeleDuPortfolio({
      ...donnees,
      accueils: [accueil!, seconde],
      carte: { ...donnees.carte!, lieux },
    });
    const tables = blocks.flatMap((block) => (block.kind === "definitions" ? block.title : []));
    expect(tables.filter((title) => title === "1. Texte" || title === "2. Papeterie")).toEqual([
      "1. Texte",
      "2. Papeterie",
      "1. Texte",
      "2. Papeterie",
    ]);
    expect(words(blocks)).toContain("du 30 novembre au 4\u00a0décembre 2026");
    expect(words(blocks)).toContain("à Elbeuf");
    expect(coverOf(blocks).facts).toContainEqual({
      term: "Entreprises",
      value: "Texte, Rouen\nPapeterie, Rouen",
    });
  });

  it("ne présente que les activités choisies, et le dit en couverture", () => {
    const donnees = portfolioExemple("Texte", 3);
    const [a, b, c] = donnees.activites;
    const blocks = modeleDuPortfolio({
      ...donnees,
      activites: [
        { ...a!, titre: "La première" },
        { ...b!, titre: "Laissée", exporter: false },
        { ...c!, titre: "La troisième" },
      ],
    });
    const titles = contentsOf(blocks).map(({ heading }) => heading.text);
    expect(titles).toContain("La troisième");
    expect(titles).not.toContain("Laissée");
    expect(coverOf(blocks).note).toContain("2\u00a0activités sur les 3");
  });

  it("raconte chaque semaine, dit celles qui ne le sont pas, et ce qu’un tuteur en a vu", () => {
    const blocks = modeleDuPortfolio(portfolioExemple("Texte"));
    const titles = contentsOf(blocks).map(({ heading }) => heading.text);
    expect(titles).toContain("Semaine 1, du 9 au 13\u00a0novembre 2026");
    expect(words(blocks)).toContain("semaine 4, du 30 novembre au 4\u00a0décembre 2026");
    expect(words(blocks)).toContain("Vu par Julien Texte (Tuteur de stage), le 14 nov. à 10\u00a0h\u00a030");
    expect(words(blocks)).toContain("Lundi 9 novembre");
  });

  it("un portfolio que personne n’a commencé tient en trois pages et le dit avec des mots", () => {
    const blocks = modeleDuPortfolio(portfolioExemple("", 0));
    expect(blocks.filter(({ kind }) => kind === "pageBreak")).toHaveLength(1);
    expect(words(blocks)).toContain("Aucune activité n’est encore présentée.");
  });

  it("donne un titre à une activité dont on ne voit pas le sien", () => {
    const donnees = portfolioExemple("Texte", 1);
    const blocks = modeleDuPortfolio({
      ...donnees,
      activites: [{ ...donnees.activites[0]!, titre: "\u200b \ufe0f" }],
    });
    expect(contentsOf(blocks).map(({ heading }) => heading.text)).toContain("Sans titre");
  });

  it("n’ouvre que des adresses web", () => {
    const donnees = portfolioExemple("Texte");
    const lien = (adresse: string) =>
      words(
        modeleDuPortfolio({
          ...donnees,
          annexes: [{ ...donnees.annexes[1]!, lien: adresse }],
        }),
      ).includes('"link":');
    expect(lien("https://example.org/a?b=1")).toBe(true);
    for (const adresse of ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "https://a b"])
      expect([adresse, lien(adresse)]).toEqual([adresse, false]);
  });
});

describe("les images", () => {
  const picture = { name: "a.png", alt: "", caption: "", width: 0, height: 0 };

  it("gardent leurs proportions et tiennent à leur place", () => {
    const size = (width: number, height: number, wide?: boolean) =>
      drawnSizes({ kind: "pictures", pictures: [{ ...picture, width, height }], wide })[0]!;
    expect(size(1600, 800, true)).toEqual({ width: 170, height: 85 });
    expect(size(800, 1600, true)).toEqual({ width: 62.5, height: 125 });
    expect(size(1600, 1200)).toEqual({ width: 104, height: 78 });
    for (const [width, height] of [
      [0, 0],
      [100_000, 1],
      [1, 100_000],
    ] as const) {
      const drawn = size(width, height);
      expect(Math.min(drawn.width, drawn.height)).toBeGreaterThanOrEqual(1);
      expect(drawn.width).toBeLessThanOrEqual(170);
    }
  });

  it("dont les octets manquent ne laissent pas de trou", () => {
    const blocks = modeleDuPortfolio(portfolioExemple("Texte", 1));
    const { "photo-2.png": _, "carte.png": __, ...reste } = photosExemple;
    const shown = withPictures(blocks, reste).flatMap((block) =>
      block.kind === "pictures" ? [block.pictures.map(({ name }) => name)] : [],
    );
    expect(shown).toContainEqual(["photo-3.png"]);
    expect(shown.flat()).not.toContain("carte.png");
  });
});
