import type { Encodage } from "#etablissement/import/ligne.ts";

export type TexteDecode = { texte: string; encodage: Encodage };

const startsWith = (bytes: Uint8Array, ...start: number[]) => start.every((byte, i) => bytes[i] === byte);

const read = (bytes: Uint8Array, label: string, encodage: Encodage): TexteDecode => ({
  // the decoder takes the byte order mark away
  texte: new TextDecoder(label).decode(bytes),
  encodage,
});

function byMark(bytes: Uint8Array): TexteDecode | undefined {
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return read(bytes, "utf-8", "UTF-8");
  if (startsWith(bytes, 0xff, 0xfe)) return read(bytes, "utf-16le", "UTF-16");
  if (startsWith(bytes, 0xfe, 0xff)) return read(bytes, "utf-16be", "UTF-16");
  return undefined;
}

function validUtf8(bytes: Uint8Array): TexteDecode | undefined {
  try {
    return { texte: new TextDecoder("utf-8", { fatal: true }).decode(bytes), encodage: "UTF-8" };
  } catch {
    return undefined;
  }
}

/**
 * One byte per letter: Windows-1252 holds all of ISO-8859-1, and both agree with ISO-8859-15 but for eight bytes.
 * Of these, A4 BC BD BE are ¤ ¼ ½ ¾ in the first and € Œ œ Ÿ in the second: no name holds a fraction, so they
 * tell ISO-8859-15, unless the range 80-9F (letters in Windows-1252 only) is used.
 */
function singleByte(bytes: Uint8Array): TexteDecode {
  const windows = bytes.some((byte) => byte >= 0x80 && byte <= 0x9f);
  const latin9 = bytes.some((byte) => byte === 0xa4 || (byte >= 0xbc && byte <= 0xbe));
  return latin9 && !windows
    ? read(bytes, "iso-8859-15", "ISO-8859-15")
    : read(bytes, "windows-1252", "Windows-1252");
}

/** The text of a CSV, which says nothing of its encoding: mark, else valid UTF-8, else one byte per letter. */
export const decodeCsv = (bytes: Uint8Array): TexteDecode =>
  byMark(bytes) ?? validUtf8(bytes) ?? singleByte(bytes);

const DECLARED: Record<string, [label: string, encodage: Encodage]> = {
  "iso-8859-15": ["iso-8859-15", "ISO-8859-15"],
  "iso-8859-1": ["windows-1252", "Windows-1252"],
  "windows-1252": ["windows-1252", "Windows-1252"],
};

/** The text of an XML file: mark, else the declared encoding, else as a CSV (a declaration may be wrong). */
export function decodeXml(bytes: Uint8Array): TexteDecode {
  const marked = byMark(bytes);
  if (marked) return marked;
  const start = new TextDecoder("windows-1252").decode(bytes.subarray(0, 200));
  const name = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.-]+)["']/.exec(start)?.[1]?.toLowerCase();
  const declared = name === undefined ? undefined : DECLARED[name];
  return declared ? read(bytes, ...declared) : (validUtf8(bytes) ?? singleByte(bytes));
}
