import { type PDFContext, PDFName, type PDFRef } from "@cantoo/pdf-lib";
import type { TrueType } from "#documents/true-type.ts";

/**
 * The letters of form fields: one simple TrueType font, WinAnsiEncoding, the whole file embedded, so that every
 * viewer can redraw whatever is typed (with a subset or a two-byte font, typed letters vanish).
 */
export type FieldFont = {
  /** Length in bytes of the font file, and the file compressed (zlib), once for all documents. */
  length: number;
  deflated: Uint8Array;
  metrics: TrueType;
  /** PostScript name, which is also its name in the form's resources. */
  name: string;
};

const FIRST = 32;
const LAST = 255;
const windows1252 = new TextDecoder("windows-1252");
const codePoints = Array.from(
  { length: LAST + 1 },
  (_, byte) => windows1252.decode(Uint8Array.of(byte)).codePointAt(0)!,
);
const byteOf = new Map(codePoints.map((codePoint, byte) => [codePoint, byte]));

/** One byte per character in WinAnsiEncoding; any white space becomes a space, what the encoding lacks becomes « ? ». */
export const winAnsi = (text: string): number[] =>
  [...text].map((character) => {
    if (/\s/.test(character)) return FIRST;
    const byte = byteOf.get(character.codePointAt(0)!) ?? 0;
    return byte < FIRST ? 0x3f : byte;
  });

/** Width in points of a text set at `size` points. */
export function textWidth(text: string, { metrics }: FieldFont, size: number): number {
  let units = 0;
  for (const byte of winAnsi(text)) units += metrics.advance(codePoints[byte]!);
  return (units * size) / metrics.unitsPerEm;
}

/** Adds the font to a PDF; gives the reference of its dictionary (PDF 32000-1, 9.6.3 and 9.8). */
export function embedFieldFont(context: PDFContext, { length, deflated, metrics, name }: FieldFont): PDFRef {
  const perMille = (units: number) => Math.round((units * 1000) / metrics.unitsPerEm);
  const file = context.register(context.stream(deflated, { Filter: "FlateDecode", Length1: length }));
  const descriptor = context.register(
    context.obj({
      Type: "FontDescriptor",
      FontName: name,
      Flags: 32, // non-symbolic
      FontBBox: metrics.bbox.map(perMille),
      ItalicAngle: 0,
      Ascent: perMille(metrics.ascent),
      Descent: perMille(metrics.descent),
      CapHeight: perMille(metrics.capHeight),
      StemV: 80,
      FontFile2: file,
    }),
  );
  return context.register(
    context.obj({
      Type: "Font",
      Subtype: "TrueType",
      BaseFont: PDFName.of(name),
      Encoding: "WinAnsiEncoding",
      FirstChar: FIRST,
      LastChar: LAST,
      Widths: codePoints.slice(FIRST).map((codePoint) => perMille(metrics.advance(codePoint))),
      FontDescriptor: descriptor,
    }),
  );
}
