import { AlignmentType, BorderStyle, type IStylesOptions, LevelFormat, LineRuleType } from "docx";
import { ACCENT, INK, PETROL, QUIET, RULE } from "#documents/portfolio/blocks.ts";

/** The styles of the DOCX. Sizes are half-points, lengths twentieths of a point: 20 is one point, 567 one centimetre. */

// every Word has them; LibreOffice has Carlito and Caladea, of the same widths, in their place
export const BODY_FONT = "Calibri";
export const TITLE_FONT = "Cambria";

const heading = (size: number, before: number, after: number, color: string) => ({
  run: { font: TITLE_FONT, size, bold: true, color },
  paragraph: {
    spacing: { before, after, line: 240, lineRule: LineRuleType.AUTO },
    keepNext: true,
    keepLines: true,
  },
});

const own = (id: string, name: string, run: object, paragraph: object, basedOn = "Normal") => ({
  id,
  name,
  basedOn,
  next: "Normal",
  quickFormat: true,
  run,
  paragraph,
});

const line = (style: "SINGLE" | "THICK", size: number, color: string, space: number) => ({
  style: BorderStyle[style],
  size,
  color,
  space,
});

export const styles: IStylesOptions = {
  default: {
    document: {
      run: { font: BODY_FONT, size: 21, color: INK, language: { value: "fr-FR" } },
      paragraph: { spacing: { after: 120, line: 276, lineRule: LineRuleType.AUTO } },
    },
    title: {
      run: { font: TITLE_FONT, size: 76, bold: true, color: INK },
      paragraph: { spacing: { before: 0, after: 160, line: 240, lineRule: LineRuleType.AUTO } },
    },
    heading1: {
      run: { font: TITLE_FONT, size: 40, bold: true, color: INK },
      paragraph: {
        spacing: { before: 480, after: 280, line: 240, lineRule: LineRuleType.AUTO },
        keepNext: true,
        keepLines: true,
        border: { bottom: line("SINGLE", 12, PETROL, 6) },
      },
    },
    heading2: heading(28, 360, 140, PETROL),
    heading3: heading(22, 240, 80, INK),
    hyperlink: { run: { color: PETROL, underline: { type: "single" } } },
    caption: {
      run: { size: 18, color: QUIET },
      paragraph: { spacing: { before: 60, after: 240, line: 240, lineRule: LineRuleType.AUTO } },
    },
  },
  paragraphStyles: [
    own(
      "Surtitre",
      "Surtitre",
      { size: 24, bold: true, color: PETROL, characterSpacing: 60, allCaps: true },
      { spacing: { before: 3000, after: 120, line: 240, lineRule: LineRuleType.AUTO } },
    ),
    own(
      "Chapeau",
      "Chapeau",
      { size: 28, color: PETROL },
      { spacing: { before: 0, after: 1000, line: 264, lineRule: LineRuleType.AUTO } },
    ),
    own(
      "Etablissement",
      "Établissement",
      { size: 26, bold: true, color: PETROL },
      { spacing: { after: 20, line: 240, lineRule: LineRuleType.AUTO } },
    ),
    own(
      "Discret",
      "Discret",
      { color: QUIET, size: 20 },
      { spacing: { after: 120, line: 264, lineRule: LineRuleType.AUTO } },
    ),
    own(
      "Propos",
      "Propos",
      {},
      {
        spacing: { before: 60, after: 200, line: 276, lineRule: LineRuleType.AUTO },
        indent: { left: 170 },
        border: { left: line("THICK", 18, ACCENT, 10) },
        keepLines: true,
      },
    ),
    own(
      "Figure",
      "Figure",
      {},
      { spacing: { before: 160, after: 0, line: 240, lineRule: LineRuleType.AUTO }, keepNext: true },
    ),
    own(
      "Cellule",
      "Cellule",
      { size: 20 },
      { spacing: { before: 50, after: 50, line: 252, lineRule: LineRuleType.AUTO } },
    ),
    own("Terme", "Terme", { size: 19, color: QUIET }, {}, "Cellule"),
    own("EnTeteDeTableau", "En-tête de tableau", { size: 20, bold: true, color: PETROL }, {}, "Cellule"),
    own(
      "EnTeteDePage",
      "En-tête de page",
      { size: 17, color: QUIET },
      { spacing: { after: 0, line: 240, lineRule: LineRuleType.AUTO } },
    ),
    own(
      "TitreDuSommaire",
      "Titre du sommaire",
      { font: TITLE_FONT, size: 40, bold: true },
      {
        spacing: { before: 0, after: 280, line: 240, lineRule: LineRuleType.AUTO },
        border: { bottom: line("SINGLE", 12, PETROL, 6) },
      },
    ),
    own(
      "TOC1",
      "toc 1",
      { bold: true },
      { spacing: { before: 160, after: 40, line: 252, lineRule: LineRuleType.AUTO } },
    ),
    own(
      "TOC2",
      "toc 2",
      { color: QUIET },
      { indent: { left: 340 }, spacing: { before: 0, after: 30, line: 252, lineRule: LineRuleType.AUTO } },
    ),
  ],
  characterStyles: [{ id: "TermeCar", name: "Terme (caractères)", run: { color: QUIET, bold: false } }],
};

export const bullets = {
  config: [
    {
      reference: "liste",
      levels: Array.from({ length: 9 }, (_, level) => ({
        level,
        format: LevelFormat.BULLET,
        text: level % 2 ? "–" : "•",
        alignment: AlignmentType.LEFT,
        style: {
          run: { color: PETROL },
          paragraph: {
            indent: { left: 340 * (level + 1), hanging: 340 },
            spacing: { after: 50, line: 264, lineRule: LineRuleType.AUTO },
          },
        },
      })),
    },
  ],
};

export const hairline = { style: BorderStyle.SINGLE, size: 4, color: RULE };
export const thickRule = { style: BorderStyle.SINGLE, size: 18, color: PETROL };
export const noRule = { style: BorderStyle.NONE, size: 0, color: "auto" };
