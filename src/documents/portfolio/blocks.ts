import type { CivilDate } from "#kernel/civil-date.ts";

/**
 * What a portfolio is made of, whatever the file (S-56): the one model that toDocx, toOdt and portfolio.typ draw.
 * Texts are as people wrote them: `\n` breaks a line; each writer cleans and escapes for its own format.
 */

/** A piece of text of one look; `link` is an address already judged (http, https or mailto). */
export type Run = { text: string; bold?: boolean; link?: string };
export type Text = string | readonly Run[];

/** A picture of the file: its bytes stand apart, under `name` (« 3.jpg »), because Typst reads them by name. */
export type Picture = {
  name: string;
  /** what one who does not see it must know */
  alt: string;
  caption: string;
  /** in pixels, as stored; only their ratio and their order of size count */
  width: number;
  height: number;
};

export type Definition = { term: string; value: Text };

/** The first page, and what every other page recalls of it. */
export type Cover = {
  kind: "cover";
  /** title of the file, in its properties */
  documentTitle: string;
  author: string;
  date: CivilDate;
  school: { name: string; address: string };
  over: string;
  title: string;
  lead: string;
  facts: readonly Definition[];
  note: string;
  /** the head of the other pages (left, right), and their foot */
  running: { left: string; right: string; foot: string };
};

export type Block =
  | Cover
  /** the contents table: every heading of levels 1 and 2 */
  | { kind: "contents"; title: string }
  | { kind: "heading"; level: 1 | 2 | 3; number?: string; text: string }
  | { kind: "paragraph"; text: Text; look?: "quiet" | "quote" }
  /** level 0 is the outermost */
  | { kind: "list"; items: readonly { text: Text; level: number }[] }
  /** `widths`: parts of the text width, one a column */
  | { kind: "table"; widths: readonly number[]; head: readonly string[]; rows: readonly (readonly Text[])[] }
  /** terms and values under one title, which is the header row of the table */
  | { kind: "definitions"; title: string; rows: readonly Definition[] }
  /** one picture alone, or two side by side; `wide`: a drawing that needs the whole width */
  | { kind: "pictures"; pictures: readonly [Picture] | readonly [Picture, Picture]; wide?: boolean }
  | { kind: "pageBreak" };

export type Pictures = Readonly<Record<string, Uint8Array>>;

export type Heading = Extract<Block, { kind: "heading" }>;

export type PicturesBlock = Extract<Block, { kind: "pictures" }>;

export const runsOf = (text: Text): readonly Run[] => (typeof text === "string" ? [{ text }] : text);

/** The text when something of it can be seen, else these words: a title or a description must never be empty. */
export const seen = (text: string, otherwise: string): string =>
  /[^\s\p{C}\p{Default_Ignorable_Code_Point}]/u.test(text) ? text : otherwise;

/** « 2. Géolocaliser » */
export const headingText = ({ number, text }: Heading): string => (number ? `${number}. ${text}` : text);

/** The headings of the contents table, each with the name of its bookmark. */
export const contentsOf = (blocks: readonly Block[]): { heading: Heading; bookmark: string }[] =>
  blocks
    .filter((block): block is Heading => block.kind === "heading" && block.level <= 2)
    .map((heading, i) => ({ heading, bookmark: `_Toc${i + 1}` }));

export const coverOf = (blocks: readonly Block[]): Cover => {
  const cover = blocks.find((block) => block.kind === "cover");
  if (!cover) throw new Error("a portfolio without a cover");
  return cover;
};

/** The width of the text, in millimetres: A4 less two margins. */
export const TEXT_WIDTH = 170;
/** Two pictures side by side, and the space between them. */
export const GUTTER = 6;

/** The size at which pictures are drawn, in millimetres: their ratio kept, never above what their place can hold. */
export function drawnSizes({ pictures, wide }: PicturesBlock): { width: number; height: number }[] {
  const [width, height] = wide
    ? [TEXT_WIDTH, 125]
    : pictures.length === 1
      ? [110, 78]
      : [(TEXT_WIDTH - GUTTER) / 2, 66];
  return pictures.map((picture) => {
    const ratio = Math.max(1, picture.width) / Math.max(1, picture.height);
    const drawn = Math.min(width, height * ratio);
    // a ribbon a hundred times longer than high still shows as a line
    return { width: Math.max(1, drawn), height: Math.max(1, drawn / ratio) };
  });
}

/** The palette of the house (design « Tokens »), as six digits. */
export const INK = "14262B";
export const PETROL = "0E5A5E";
export const SOFT = "E8F2F1";
export const QUIET = "4B6067";
export const RULE = "C9D6D6";
export const ACCENT = "FFB703";
