import {
  Document,
  ExternalHyperlink,
  type FileChild,
  Footer,
  Header,
  HeadingLevel,
  ImageRun,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  Tab,
  Table,
  TableCell,
  TableLayoutType,
  TableOfContents,
  TableRow,
  TabStopType,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from "docx";
import { strToU8 } from "fflate";
import {
  type Block,
  type Cover,
  coverOf,
  drawnSizes,
  GUTTER,
  headingText,
  type Picture,
  type Pictures,
  type PicturesBlock,
  runsOf,
  SOFT,
  TEXT_WIDTH,
  type Text,
} from "#documents/portfolio/blocks.ts";
import { cleanBlocks } from "#documents/portfolio/clean.ts";
import { pageNumbersOf } from "#documents/portfolio/docx-pages.ts";
import { bullets, hairline, noRule, styles, thickRule } from "#documents/portfolio/docx-styles.ts";
import { finish } from "#documents/portfolio/finish.ts";

const TWIPS = 1440 / 25.4;
const PIXELS = 96 / 25.4;
const twips = (millimetres: number) => Math.round(millimetres * TWIPS);

/** A text of several lines as runs; a link keeps its address. */
const children = (text: Text, look: { bold?: boolean } = {}): ParagraphChild[] =>
  runsOf(text).flatMap(({ text: words, bold, link }): ParagraphChild[] => {
    const runs = words.split("\n").map(
      (line, i) =>
        new TextRun({
          text: line,
          bold: bold || look.bold || undefined,
          break: i > 0 ? 1 : undefined,
          style: link ? "Hyperlink" : undefined,
        }),
    );
    return link ? [new ExternalHyperlink({ link, children: runs })] : runs;
  });

const tab = () => new TextRun({ children: [new Tab()] });

const paragraph = (style: string, text: Text, more: object = {}) =>
  new Paragraph({ style, children: children(text), ...more });

const LEVELS = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 } as const;

const cellMargins = { top: 40, bottom: 40, left: 110, right: 110 };

type Cell = { style: string; text: Text; span?: number; soft?: boolean };

/** A ruled table with its header row repeated; `widths` are parts of the text width. */
function table(widths: readonly number[], head: readonly Cell[], rows: readonly (readonly Cell[])[]): Table {
  const total = widths.reduce((sum, part) => sum + part, 0);
  const columns = widths.map((part) => Math.round((twips(TEXT_WIDTH) * part) / total));
  const cell = ({ style, text, span, soft }: Cell, i: number) =>
    new TableCell({
      columnSpan: span,
      width: {
        size: span ? twips(TEXT_WIDTH) : (columns[i] ?? 0),
        type: WidthType.DXA,
      },
      margins: cellMargins,
      verticalAlign: VerticalAlignTable.TOP,
      shading: soft ? { type: "clear", color: "auto", fill: SOFT } : undefined,
      children: [paragraph(style, text, soft ? { keepNext: true } : {})],
    });
  return new Table({
    width: { size: twips(TEXT_WIDTH), type: WidthType.DXA },
    columnWidths: columns,
    layout: TableLayoutType.FIXED,
    borders: {
      top: thickRule,
      bottom: hairline,
      left: noRule,
      right: noRule,
      insideHorizontal: hairline,
      insideVertical: noRule,
    },
    rows: [
      new TableRow({ tableHeader: true, cantSplit: true, children: head.map(cell) }),
      ...rows.map((row) => new TableRow({ children: row.map(cell) })),
    ],
  });
}

/** Word joins two tables that touch: a small line parts them, and gives the space after. */
const afterTable = () => new Paragraph({ spacing: { before: 0, after: 0, line: 200, lineRule: "exact" } });

const facts = (cover: Cover) =>
  cover.facts.map(
    ({ term, value }) =>
      new Paragraph({
        style: "Cellule",
        border: { bottom: { ...hairline, space: 4 } },
        indent: { left: twips(45), hanging: twips(45) },
        tabStops: [{ type: TabStopType.LEFT, position: twips(45) }],
        children: [new TextRun({ text: term, style: "TermeCar" }), tab(), ...children(value, { bold: true })],
      }),
  );

const coverPage = (cover: Cover): FileChild[] => [
  paragraph("Etablissement", cover.school.name),
  paragraph("Discret", cover.school.address),
  paragraph("Surtitre", cover.over),
  paragraph("Title", cover.title),
  paragraph("Chapeau", cover.lead),
  ...facts(cover),
  paragraph("Discret", cover.note, { spacing: { before: 480 } }),
];

/** `docx` would read, hash and pack megabytes: it is given the name of the picture, and `finish` puts the bytes. */
const image = (picture: Picture, size: { width: number; height: number }, id: number) =>
  new ImageRun({
    type: picture.name.endsWith(".png") ? "png" : "jpg",
    data: strToU8(picture.name),
    transformation: { width: size.width * PIXELS, height: size.height * PIXELS },
    altText: { name: picture.name, title: picture.caption, description: picture.alt, id: String(id) },
  });

/** Pictures stand in one paragraph, side by side; their captions in the next, one under each. */
function figure(block: PicturesBlock, firstId: number): FileChild[] {
  const shown = block.pictures;
  const sizes = drawnSizes(block);
  const middle = twips((TEXT_WIDTH + GUTTER) / 2);
  const tabStops = [{ type: TabStopType.LEFT, position: middle }];
  const parts = (each: (picture: Picture, i: number) => ParagraphChild[]) =>
    shown.flatMap((picture, i) => [...(i > 0 ? [tab()] : []), ...each(picture, i)]);
  return [
    new Paragraph({
      style: "Figure",
      tabStops,
      children: parts((picture, i) => [image(picture, sizes[i]!, firstId + i)]),
    }),
    new Paragraph({
      style: "Caption",
      tabStops,
      children: parts((picture) => children(picture.caption.replaceAll("\n", " "))),
    }),
  ];
}

function drawing(blocks: readonly Block[]) {
  let pictureId = 1;
  let breaks = false;
  const draw = (block: Block): FileChild[] => {
    switch (block.kind) {
      case "cover":
        return coverPage(block);
      case "contents":
        return [
          paragraph("TitreDuSommaire", block.title, { pageBreakBefore: true }),
          new TableOfContents("Sommaire", { hyperlink: true, headingStyleRange: "1-2", beginDirty: false }),
        ];
      case "heading": {
        const pageBreakBefore = breaks || undefined;
        breaks = false;
        return [
          new Paragraph({
            heading: LEVELS[block.level],
            pageBreakBefore,
            children: [new TextRun(headingText(block))],
          }),
        ];
      }
      case "paragraph":
        return [
          paragraph(
            block.look === "quiet" ? "Discret" : block.look === "quote" ? "Propos" : "Normal",
            block.text,
          ),
        ];
      case "list":
        return block.items.map(
          ({ text, level }) =>
            new Paragraph({
              numbering: { reference: "liste", level: Math.min(level, 8) },
              children: children(text),
            }),
        );
      case "table":
        return [
          table(
            block.widths,
            block.head.map((text) => ({ style: "EnTeteDeTableau", text, soft: true })),
            block.rows.map((row) => row.map((text) => ({ style: "Cellule", text }))),
          ),
          afterTable(),
        ];
      case "definitions":
        return [
          table(
            [48, 122],
            [{ style: "EnTeteDeTableau", text: block.title, span: 2, soft: true }],
            block.rows.map(({ term, value }) => [
              { style: "Terme", text: term },
              { style: "Cellule", text: value },
            ]),
          ),
          afterTable(),
        ];
      case "pictures": {
        const first = pictureId;
        pictureId += block.pictures.length;
        return figure(block, first);
      }
      case "pageBreak":
        // borne by the heading that follows: an empty paragraph would push it down
        breaks = true;
        return [];
    }
  };
  return blocks.flatMap(draw);
}

const edge = (left: string, right: (string | typeof PageNumber.CURRENT)[], rule: "top" | "bottom") =>
  new Paragraph({
    style: "EnTeteDePage",
    border: { [rule]: { ...hairline, space: 5 } },
    tabStops: [{ type: TabStopType.RIGHT, position: twips(TEXT_WIDTH) }],
    children: [new TextRun(left), new TextRun({ children: [new Tab(), ...right] })],
  });

/**
 * The portfolio as DOCX (S-56): heading styles, contents table with its pages, captions, alternative texts, header rows
 * repeated, French throughout. The same blocks give the same bytes.
 */
export async function toDocx(blocks: readonly Block[], pictures: Pictures): Promise<Uint8Array<ArrayBuffer>> {
  const clean = cleanBlocks(blocks);
  const { running, documentTitle, author, school, date } = coverOf(clean);
  const margin = twips((210 - TEXT_WIDTH) / 2);
  const document = new Document({
    title: documentTitle,
    creator: author,
    lastModifiedBy: author,
    description: school.name,
    styles,
    numbering: bullets,
    pageNumbers: pageNumbersOf(clean),
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            size: { width: twips(210), height: twips(297) },
            margin: {
              top: twips(27),
              bottom: twips(24),
              left: margin,
              right: margin,
              header: twips(13),
              footer: twips(11),
            },
          },
        },
        headers: {
          default: new Header({ children: [edge(running.left, [running.right], "bottom")] }),
          first: new Header({ children: [new Paragraph({})] }),
        },
        footers: {
          default: new Footer({
            children: [
              edge(running.foot, ["Page ", PageNumber.CURRENT, " sur ", PageNumber.TOTAL_PAGES], "top"),
            ],
          }),
          first: new Footer({ children: [new Paragraph({})] }),
        },
        children: drawing(clean),
      },
    ],
  });
  return finish(await Packer.toBuffer(document), pictures, date);
}
