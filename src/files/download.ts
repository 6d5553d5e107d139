/**
 * A file name that every file system takes: the characters refused by Windows become « - », invisible and control
 * characters go, the end is cut beyond 240 bytes. `extension` without its dot.
 */
export function fileName(name: string, extension: string): string {
  const clean = name
    .toWellFormed()
    .normalize("NFC")
    .replace(/\s+/g, " ")
    .replace(/[\p{Cc}\p{Cf}\uFFFD]/gu, "")
    .replace(/[<>:"/\\|?*]+/g, "-");
  let kept = "";
  for (const character of clean) {
    if (Buffer.byteLength(kept + character) > 240) break;
    kept += character;
  }
  return `${kept.replace(/[. ]+$/, "")}.${extension}`;
}

/**
 * The Content-Disposition of a download (RFC 6266): an ASCII name for old readers, then the whole name in UTF-8.
 * Takes any file name; never throws.
 */
export function contentDisposition(name: string): string {
  const wellFormed = name.toWellFormed();
  const ascii = wellFormed
    .replaceAll("œ", "oe")
    .replaceAll("Œ", "OE")
    .replaceAll("æ", "ae")
    .replaceAll("Æ", "AE")
    .replaceAll("’", "'")
    .replace(/\s/g, " ")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\x20-\x7E]|["\\%]/gu, "_");
  // encodeURIComponent leaves four characters that RFC 8187 does not allow
  const encoded = encodeURIComponent(wellFormed).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

/** What the tables people export are. */
export const CSV = "text/csv; charset=utf-8";
export const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** The answer that downloads `body`. @param name with its extension, accents included (RFC 6266) */
export const download = (body: BodyInit, name: string, type: string): Response =>
  new Response(body, { headers: { "Content-Type": type, "Content-Disposition": contentDisposition(name) } });
