/** What a file is, told by its first bytes: its name and what the browser says of it are never believed. */
export type Nature = "jpeg" | "png" | "webp" | "heic" | "pdf" | "zip" | "autre";

const HEIC = new Set(["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"]);

export function natureDe(bytes: Uint8Array): Nature {
  const text = Buffer.from(bytes.subarray(0, 16)).toString("latin1");
  if (text.startsWith("\xff\xd8\xff")) return "jpeg";
  if (text.startsWith("\x89PNG\r\n\x1a\n")) return "png";
  if (text.startsWith("RIFF") && text.slice(8, 12) === "WEBP") return "webp";
  if (text.slice(4, 8) === "ftyp" && HEIC.has(text.slice(8, 12))) return "heic";
  if (text.startsWith("%PDF-")) return "pdf";
  if (text.startsWith("PK\x03\x04")) return "zip";
  return "autre";
}
