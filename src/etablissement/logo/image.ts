import { crc32, inflateSync } from "node:zlib";
import { accept, type Decision, refuse } from "#kernel/decision.ts";

/*
 * A logo as it may be kept: PNG or JPEG, known by its content and not by its name. No decoder of images is installed:
 * the file is walked part by part, and written again with only the parts that draw it. What else it carried (place,
 * author, comments, anything after its end) is gone, and a file that is not what it says is refused.
 */

export type Image = { type: "image/png" | "image/jpeg"; contenu: Buffer; largeur: number; hauteur: number };

export const LOGO_OCTETS = 500 * 1024;
const COTE_MIN = 16;
const COTE_MAX = 4_000;

const wrong = (message: string) => refuse("logo", message, "logo");
const broken = wrong("Cette image est abîmée ou incomplète : enregistrez-la de nouveau, puis renvoyez-la.");

/** @returns the image, cleaned; or, for the field `logo`, why it cannot be kept */
export function readLogo(bytes: Uint8Array): Decision<Image> {
  if (bytes.length > LOGO_OCTETS)
    return wrong("Ce fichier dépasse 500 Ko : réduisez l’image, par exemple à 800 pixels de large.");
  const data = Buffer.from(bytes);
  const read = isPng(data) ? readPng(data) : isJpeg(data) ? readJpeg(data) : null;
  if (read === null) return wrong("Envoyez une image PNG ou JPEG : ce fichier n’en est pas une.");
  if (!read.ok) return read;
  const { largeur, hauteur } = read.value;
  if (Math.min(largeur, hauteur) < COTE_MIN || Math.max(largeur, hauteur) > COTE_MAX)
    return wrong(
      `Cette image fait ${largeur} × ${hauteur} pixels : il en faut au moins ${COTE_MIN} et au plus ${COTE_MAX} de chaque côté.`,
    );
  return read;
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const isPng = (data: Buffer) => data.subarray(0, 8).equals(SIGNATURE);
const isJpeg = (data: Buffer) => data[0] === 0xff && data[1] === 0xd8 && data[2] === 0xff;

/** What draws a PNG: header, palette, transparency, colours, pixels, end. */
const PNG_KEPT = new Set(["IHDR", "PLTE", "tRNS", "gAMA", "cHRM", "sRGB", "pHYs", "IDAT", "IEND"]);
/** values per pixel of each colour type (PNG, table 11.1) */
const PNG_CHANNELS: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

function readPng(data: Buffer): Decision<Image> {
  const kept: Buffer[] = [SIGNATURE];
  const pixels: Buffer[] = [];
  let header: Buffer | undefined;
  let ended = false;
  for (let at = 8; !ended; ) {
    if (at + 12 > data.length) return broken;
    const size = data.readUInt32BE(at);
    const end = at + 12 + size;
    if (end > data.length) return broken;
    const name = data.toString("latin1", at + 4, at + 8);
    const content = data.subarray(at + 8, at + 8 + size);
    if (crc32(data.subarray(at + 4, at + 8 + size)) !== data.readUInt32BE(end - 4)) return broken;
    if (!header) {
      if (name !== "IHDR" || size !== 13) return broken;
      header = content;
    } else if (name === "IHDR") return broken;
    if (name === "IDAT") pixels.push(content);
    if (PNG_KEPT.has(name)) kept.push(data.subarray(at, end));
    ended = name === "IEND";
    at = end;
  }
  if (!header) return broken;
  const [largeur, hauteur] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const channels = PNG_CHANNELS[header[9] ?? -1];
  const depth = header[8] ?? 0;
  if (!channels || ![1, 2, 4, 8, 16].includes(depth)) return broken;
  const image: Image = { type: "image/png", contenu: Buffer.concat(kept), largeur, hauteur };
  // too large: refused by its size, before anything is unfolded
  if (largeur > COTE_MAX || hauteur > COTE_MAX) return accept(image);
  const raw = hauteur * (1 + Math.ceil((largeur * channels * depth) / 8));
  try {
    // an interlaced file has some more line heads; never twice the size
    const unfolded = inflateSync(Buffer.concat(pixels), { maxOutputLength: raw * 2 + 1_024 });
    if (unfolded.length < raw) return broken;
  } catch {
    return broken;
  }
  return accept(image);
}

/** Segments that draw a JPEG: tables, frame, scan, restarts, and the two application marks that give its colours. */
const isFrame = (mark: number) => mark >= 0xc0 && mark <= 0xc2;
const jpegKept = (mark: number) => isFrame(mark) || [0xc4, 0xda, 0xdb, 0xdd, 0xe0, 0xee].includes(mark);

function readJpeg(data: Buffer): Decision<Image> {
  const kept: Buffer[] = [data.subarray(0, 2)];
  let size: { largeur: number; hauteur: number } | undefined;
  let scans = 0;
  for (let at = 2; ; ) {
    if (data[at] !== 0xff) return broken;
    // any number of FF may stand before a mark
    while (data[at + 1] === 0xff) at++;
    const mark = data[at + 1];
    if (mark === undefined) return broken;
    if (mark === 0xd9) {
      kept.push(data.subarray(at, at + 2));
      break;
    }
    if (at + 4 > data.length) return broken;
    let end = at + 2 + data.readUInt16BE(at + 2);
    if (end > data.length || end < at + 4) return broken;
    if (isFrame(mark)) {
      if (size || end < at + 9) return broken;
      size = { hauteur: data.readUInt16BE(at + 5), largeur: data.readUInt16BE(at + 7) };
    }
    if (mark === 0xda) {
      if (!size) return broken;
      scans++;
      // the coded pixels: until a mark that is neither a stuffed FF 00 nor a restart
      while (end < data.length && !endsScan(data, end)) end++;
    }
    if (jpegKept(mark)) kept.push(data.subarray(at, end));
    at = end;
  }
  if (!size || scans === 0) return broken;
  return accept({ type: "image/jpeg", contenu: Buffer.concat(kept), ...size });
}

function endsScan(data: Buffer, at: number): boolean {
  const next = data[at + 1];
  return data[at] === 0xff && next !== undefined && next !== 0 && !(next >= 0xd0 && next <= 0xd7);
}
