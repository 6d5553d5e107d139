import { type Block, type Picture, seen, type Text } from "#documents/portfolio/blocks.ts";
import type { Intitule } from "#documents/portfolio/donnees.ts";

/** What the chapters are made of. */

export const heading = (level: 2 | 3, text: string): Block => ({
  kind: "heading",
  level,
  text: seen(text, "Sans titre"),
});
export const quiet = (text: Text): Block => ({ kind: "paragraph", text, look: "quiet" });

/** What was typed, a paragraph where a line was left empty. */
export const paragraphs = (text: string): Block[] =>
  text
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => ({ kind: "paragraph", text: part }));

const filled = (rows: readonly { term: string; value: string }[]) =>
  rows.filter(({ value }) => value.trim() !== "");

export const definitions = (title: string, rows: readonly { term: string; value: string }[]): Block[] =>
  filled(rows).length > 0 ? [{ kind: "definitions", title, rows: filled(rows) }] : [];

export const drawing = (picture: Picture): Block => ({ kind: "pictures", pictures: [picture], wide: true });

/** Pictures two by two: a page of photos stays a page. */
export function pictures(all: readonly Picture[]): Block[] {
  const blocks: Block[] = [];
  for (let i = 0; i < all.length; i += 2) {
    const [first, second] = [all[i]!, all[i + 1]];
    blocks.push({ kind: "pictures", pictures: second ? [first, second] : [first] });
  }
  return blocks;
}

/** Tasks or competences under their heading, code and label. */
export const intitules = (titre: string, cochees: readonly Intitule[]): Block[] =>
  cochees.length === 0
    ? []
    : [
        heading(3, titre),
        {
          kind: "list",
          items: cochees.map(({ code, intitule }) => ({
            level: 0,
            text: code === intitule ? code : [{ text: code, bold: true }, { text: `\u00a0: ${intitule}` }],
          })),
        },
      ];
