import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from "fflate";
import type { CivilDate } from "#kernel/civil-date.ts";

/** The time stamped on every part of a file made here: the same content gives the same bytes. */
export const FIXED_TIME = new Date(1980, 0, 1, 12);

/** Ids that `docx` draws at random, and numbers it counts over the life of the process; quoted, as no text can be. */
const RANDOM_ID = /"rId([a-z0-9_-]{21})"/g;
const BOOKMARK = /((?:w:anchor="|w:name="|<w:instrText xml:space="preserve">PAGEREF )_Toc)(\d+)/g;
const BOOKMARK_ID = /(<w:bookmark(?:Start|End)\b[^>]*w:id=")(\d+)"/g;
const STORED = /\.(png|jpe?g)$/;

/** Numbers things in their order of appearance, from 1. */
function numbering(): (thing: string) => number {
  const known = new Map<string, number>();
  return (thing) => {
    if (!known.has(thing)) known.set(thing, known.size + 1);
    return known.get(thing)!;
  };
}

/** The part that says what the others are comes first, as Word writes it. */
const rank = (name: string) => ["[Content_Types].xml", "_rels/.rels"].indexOf(name) >>> 0;

/**
 * A DOCX as `docx` packs it, without what chance and the clock left in it: its random ids become numbers in order of
 * appearance, its dates the one given, its times of parts a fixed one.
 */
export function reproducible(packed: Uint8Array, date: CivilDate): Uint8Array<ArrayBuffer> {
  const [relation, bookmark, bookmarkId] = [numbering(), numbering(), numbering()];
  const parts: Zippable = {};
  for (const [name, bytes] of Object.entries(unzipSync(packed)).sort(([a], [b]) => rank(a) - rank(b))) {
    if (!/\.(xml|rels)$/.test(name)) {
      parts[name] = [bytes, { level: STORED.test(name) ? 0 : 6, mtime: FIXED_TIME }];
      continue;
    }
    const xml = strFromU8(bytes)
      .replace(RANDOM_ID, (_, id: string) => `"rIdL${relation(id)}"`)
      .replace(BOOKMARK, (_, before: string, n: string) => before + bookmark(n))
      .replace(BOOKMARK_ID, (_, before: string, n: string) => `${before}${bookmarkId(n)}"`)
      .replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${date}T12:00:00Z`);
    parts[name] = [strToU8(xml), { level: 6, mtime: FIXED_TIME }];
  }
  return zipSync(parts);
}
