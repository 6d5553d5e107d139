import type { TrueType } from "#documents/true-type.ts";
import { normalise } from "#kernel/normalise.ts";

/** Stands for what no shipped font can draw: the paper shows that something was there. */
const UNKNOWN = "□";

/** Runs longer than this get invisible places where a line may break, or they would leave the sheet. */
const LONGEST_RUN = 32;

// bidi marks and overrides can show a text other than the one stored; U+FFFD–FFFF carry nothing
const DROPPED = /\p{Bidi_Control}|[\uFEFF\uFFFD-\uFFFF]/gu;
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;
const JOINER = "\u200D";
const MARK = /\p{M}/u;

const graphemes = new Intl.Segmenter("fr", { granularity: "grapheme" });

/** Text as it may stand in a PDF string: normalised, line breaks as `\n`, tabs as spaces, no bidi control. */
export const plainText = (text: string): string =>
  normalise(text)
    .replace(/[\u2028\u2029]/g, "\n")
    .replaceAll("\t", " ")
    .replace(DROPPED, "");

/** The same for a field to complete: viewers that redraw it (pdf.js) give a no-break space no width. */
export const fieldText = (text: string): string => plainText(text).replace(/[\u00A0\u2007\u202F]/g, " ");

/**
 * Makes any text safe for Typst under PDF/UA, which refuses the whole document for one character that no font draws.
 * Each grapheme must be drawable by one single font (Typst never mixes fonts inside one); else its base character
 * stays alone if some font has it, else it becomes « □ ». Takes the shipped fonts, gives the text to print.
 */
export function safeText(text: string, fonts: readonly TrueType[]): string {
  const draws = (character: string) => fonts.some((font) => font.glyph(character.codePointAt(0)!) !== 0);
  let safe = "";
  let run = 0;
  for (const { segment } of graphemes.segment(plainText(text))) {
    const drawn = segment === "\n" ? segment : drawable(segment, fonts, draws);
    run = /[ \n\u200B-]/.test(drawn) ? 0 : run + 1;
    if (run > LONGEST_RUN) {
      safe += "\u200B";
      run = 1;
    }
    safe += drawn;
  }
  return safe;
}

function drawable(
  segment: string,
  fonts: readonly TrueType[],
  draws: (character: string) => boolean,
): string {
  const characters = [...segment].filter((character) => !INVISIBLE.test(character));
  if (characters.length === 0) return "";
  if (fonts.some((font) => characters.every((character) => font.glyph(character.codePointAt(0)!) !== 0)))
    return segment.includes(JOINER) ? segment : characters.join("");
  const base = characters.find((character) => !MARK.test(character));
  return base && draws(base) ? base : UNKNOWN;
}

/** The same for every string of a JSON value, keys left alone. */
export function safeValue(value: unknown, fonts: readonly TrueType[]): unknown {
  if (typeof value === "string") return safeText(value, fonts);
  if (Array.isArray(value)) return value.map((item) => safeValue(item, fonts));
  if (value && typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, safeValue(item, fonts)]));
  return value;
}
