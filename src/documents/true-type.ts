/** What this project reads of a TrueType file: which characters it draws, how wide they are, its vertical measures. */
export type TrueType = {
  /** Units of the em square; every measure below is in these units. */
  unitsPerEm: number;
  bbox: [number, number, number, number];
  ascent: number;
  descent: number;
  capHeight: number;
  /** The glyph of a code point, 0 when the font cannot draw it. */
  glyph: (codePoint: number) => number;
  /** The advance width of a code point's glyph. */
  advance: (codePoint: number) => number;
};

/**
 * Reads a TrueType file (a file of ours: a broken one throws a RangeError).
 * OpenType specification, tables cmap (formats 4 and 12), head, hhea, hmtx and OS/2.
 */
export function readTrueType(bytes: Uint8Array): TrueType {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tables = new Map<string, number>();
  for (let i = 0; i < view.getUint16(4); i++) {
    const record = 12 + 16 * i;
    const tag = String.fromCharCode(...bytes.subarray(record, record + 4));
    tables.set(tag, view.getUint32(record + 8));
  }
  const table = (tag: string): number => {
    const offset = tables.get(tag);
    if (offset === undefined) throw new RangeError(`font without table ${tag}`);
    return offset;
  };
  const head = table("head");
  const hhea = table("hhea");
  const hmtx = table("hmtx");
  const os2 = table("OS/2");
  const longMetrics = view.getUint16(hhea + 34);
  const glyphs = readCharacterMap(view, table("cmap"));
  const glyph = (codePoint: number) => glyphs.get(codePoint) ?? 0;
  return {
    unitsPerEm: view.getUint16(head + 18),
    bbox: [36, 38, 40, 42].map((at) => view.getInt16(head + at)) as TrueType["bbox"],
    ascent: view.getInt16(hhea + 4),
    descent: view.getInt16(hhea + 6),
    capHeight: view.getInt16(os2 + 88),
    glyph,
    advance: (codePoint) => view.getUint16(hmtx + 4 * Math.min(glyph(codePoint), longMetrics - 1)),
  };
}

function readCharacterMap(view: DataView, cmap: number): Map<number, number> {
  const glyphs = new Map<number, number>();
  for (let i = 0; i < view.getUint16(cmap + 2); i++) {
    const subtable = cmap + view.getUint32(cmap + 4 + 8 * i + 4);
    const format = view.getUint16(subtable);
    if (format === 4) readFormat4(view, subtable, glyphs);
    else if (format === 12) readFormat12(view, subtable, glyphs);
  }
  return glyphs;
}

function readFormat4(view: DataView, at: number, glyphs: Map<number, number>): void {
  const doubled = view.getUint16(at + 6);
  const ends = at + 14;
  const starts = ends + doubled + 2;
  const deltas = starts + doubled;
  const offsets = deltas + doubled;
  for (let segment = 0; segment < doubled; segment += 2) {
    const delta = view.getUint16(deltas + segment);
    const offset = view.getUint16(offsets + segment);
    const start = view.getUint16(starts + segment);
    for (let code = start; code <= view.getUint16(ends + segment) && code !== 0xffff; code++) {
      const found = offset === 0 ? code : view.getUint16(offsets + segment + offset + 2 * (code - start));
      const glyph = found === 0 ? 0 : (found + delta) & 0xffff;
      if (glyph) glyphs.set(code, glyph);
    }
  }
}

function readFormat12(view: DataView, at: number, glyphs: Map<number, number>): void {
  for (let i = 0; i < view.getUint32(at + 12); i++) {
    const group = at + 16 + 12 * i;
    const start = view.getUint32(group);
    for (let code = start; code <= view.getUint32(group + 4); code++)
      glyphs.set(code, view.getUint32(group + 8) + code - start);
  }
}
