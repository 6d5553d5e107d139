import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from "fflate";
import type { Pictures } from "#documents/portfolio/blocks.ts";
import type { CivilDate } from "#kernel/civil-date.ts";

/** The time stamped on every part of a file made here: the same content gives the same bytes. */
export const FIXED_TIME = new Date(1980, 0, 1, 12);

/** Ids that `docx` draws at random, and numbers it counts over the life of the process; quoted, as no text can be. */
const RANDOM_ID = /"rId([a-z0-9_-]{21})"/g;
const BOOKMARK = /((?:w:anchor="|w:name="|<w:instrText xml:space="preserve">PAGEREF )_Toc)(\d+)/g;
const BOOKMARK_ID = /(<w:bookmark(?:Start|End)\b[^>]*w:id=")(\d+)"/g;

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
 * A DOCX as `docx` packs it, finished: its pictures, which it holds by name, become their bytes; its random ids, numbers
 * in order of appearance; its dates, the one given; the times of its parts, a fixed one.
 */
export function finish(packed: Uint8Array, pictures: Pictures, date: CivilDate): Uint8Array<ArrayBuffer> {
  const [relation, bookmark, bookmarkId] = [numbering(), numbering(), numbering()];
  const text = (xml: string) =>
    xml
      .replace(RANDOM_ID, (_, id: string) => `"rIdL${relation(id)}"`)
      .replace(BOOKMARK, (_, before: string, n: string) => before + bookmark(n))
      .replace(BOOKMARK_ID, (_, before: string, n: string) => `${before}${bookmarkId(n)}"`)
      // a field marked so makes Word ask whether to update it
      .replaceAll(' w:dirty="true"', "")
      .replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${date}T12:00:00Z`);
  const parts: Zippable = {};
  for (const [name, bytes] of Object.entries(unzipSync(packed)).sort(([a], [b]) => rank(a) - rank(b)))
    parts[name] = /\.(xml|rels)$/.test(name)
      ? [strToU8(text(strFromU8(bytes))), { level: 6, mtime: FIXED_TIME }]
      : [pictures[strFromU8(bytes)] ?? bytes, { level: 0, mtime: FIXED_TIME }];
  return zipSync(parts);
}
