import {
  type Block,
  contentsOf,
  coverOf,
  drawnSizes,
  headingText,
  runsOf,
  type Text,
} from "#documents/portfolio/blocks.ts";

const runs = (text: Text) =>
  runsOf(text).map(({ text: words, bold = false, link = "" }) => ({ words, bold, link }));

/** A block as portfolio.typ reads it: every text as runs, every picture with the size it is drawn at. */
function drawn(block: Block) {
  switch (block.kind) {
    case "heading":
      return { ...block, text: headingText(block) };
    case "paragraph":
      return { kind: block.kind, look: block.look ?? "", runs: runs(block.text) };
    case "list":
      return { kind: block.kind, items: block.items.map(({ text, level }) => ({ level, runs: runs(text) })) };
    case "table":
      return { ...block, rows: block.rows.map((row) => row.map(runs)) };
    case "definitions":
      return { ...block, rows: block.rows.map(({ term, value }) => ({ term, runs: runs(value) })) };
    case "pictures": {
      const sizes = drawnSizes(block);
      return {
        kind: block.kind,
        pictures: block.pictures.map(({ name, alt, caption }, i) => ({ name, alt, caption, ...sizes[i]! })),
      };
    }
    case "cover":
      return {
        ...block,
        facts: block.facts.map(({ term, value }) => ({ term, runs: runs(value) })),
      };
    default:
      return block;
  }
}

/** What portfolio.typ is given of the same blocks as the DOCX and the ODT. */
export const typstData = (blocks: readonly Block[]) => ({
  titre: coverOf(blocks).documentTitle,
  auteur: coverOf(blocks).author,
  courant: coverOf(blocks).running,
  sommaire: contentsOf(blocks).length > 0,
  blocs: blocks.map(drawn),
});
