import type { Block } from "#documents/portfolio/blocks.ts";
import { plainText } from "#documents/safe-text.ts";

const cleanValue = (value: unknown): unknown => {
  if (typeof value === "string") return plainText(value);
  if (Array.isArray(value)) return value.map(cleanValue);
  if (value && typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, cleanValue(item)]));
  return value;
};

/** The same blocks with texts that may stand in XML: well formed, no control character but the line break. */
export const cleanBlocks = (blocks: readonly Block[]): Block[] => cleanValue(blocks) as Block[];
