import { lireCsv } from "#etablissement/import/csv.ts";
import { fichierRefuse, type ResultatImport } from "#etablissement/import/ligne.ts";
import { lireSiecle } from "#etablissement/import/siecle.ts";
import { classeur, extractXml, isZip } from "#etablissement/import/zip.ts";

/**
 * Reads a class list, whichever file the administrator has: SIECLE's ZIP or XML, or a CSV. The content decides,
 * not the name. Never throws.
 */
export function lireListe(bytes: Uint8Array): ResultatImport {
  if (isZip(bytes)) {
    const xml = extractXml(bytes);
    return xml.ok ? lireSiecle(xml.value, "siecle-zip") : fichierRefuse("siecle-zip", "UTF-8", xml.message);
  }
  // the old binary workbook of Excel
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0)
    return fichierRefuse("csv", "Windows-1252", classeur.message);
  return looksLikeXml(bytes) ? lireSiecle(bytes) : lireCsv(bytes);
}

/** The first sign is « < », after a byte order mark, spaces, or the NUL of UTF-16. */
function looksLikeXml(bytes: Uint8Array): boolean {
  const skipped = new Set([0x00, 0x09, 0x0a, 0x0d, 0x20, 0xbb, 0xbf, 0xef, 0xfe, 0xff]);
  return bytes.subarray(0, 100).find((byte) => !skipped.has(byte)) === 0x3c;
}
