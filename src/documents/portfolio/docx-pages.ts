import type { PageNumberEstimator } from "docx";
import { estimatePageNumbersWith } from "docx/layout";
import type { Block } from "#documents/portfolio/blocks.ts";

/**
 * Laying the pages out to number the contents costs as much as all the rest, and twenty seconds for one word of six
 * thousand letters: where the text is longer than this, it is not done.
 */
const NUMBERED_MAX = { blocks: 130, characters: 15_000, word: 200 };

const textsOf = (value: unknown): string[] =>
  typeof value === "string" ? [value] : value instanceof Object ? Object.values(value).flatMap(textsOf) : [];

function isNumbered(blocks: readonly Block[]): boolean {
  const text = textsOf(blocks).join(" ");
  return (
    blocks.length <= NUMBERED_MAX.blocks &&
    text.length <= NUMBERED_MAX.characters &&
    text.split(/\s+/).every((word) => word.length <= NUMBERED_MAX.word)
  );
}

/**
 * What reckons the pages of the contents table as Word lays them out; undefined for a text too long: its numbers are
 * left blank until Word or LibreOffice updates the table.
 */
export const pageNumbersOf = (blocks: readonly Block[]): PageNumberEstimator | undefined =>
  isNumbered(blocks) ? estimatePageNumbersWith({ guess: true }) : undefined;
