import sharp from "sharp";
import { decodeHeic } from "#files/heic.ts";
import type { Nature } from "#files/sniff.ts";

/** An image drawn again by us: nothing of the file it came from is left but its pixels. Sizes in pixels. */
export type ImageRefaite = {
  type: "image/jpeg" | "image/png";
  contenu: Buffer;
  largeur: number;
  hauteur: number;
};

/** The long side of what is kept, and of what lists show, in pixels. */
const COTE = 1_600;
const COTE_VIGNETTE = 480;
/** Above, a few bytes could ask for gigabytes (40 megapixels: no phone of a learner takes more). */
export const PIXELS_MAX = 40_000_000;
const QUALITE = 82;

/** Two at a time: each may ask for a hundred megabytes, and pages go on being answered. */
const AT_ONCE = 2;
let running = 0;
const waiting: (() => void)[] = [];
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  while (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  running++;
  try {
    return await work();
  } finally {
    running--;
    waiting.shift()?.();
  }
}

/** One thread of libvips for an image, and none of them remembered: people share this machine. */
sharp.concurrency(1);
sharp.cache(false);

const lue = { limitInputPixels: PIXELS_MAX, failOn: "error", pages: 1 } as const;

/**
 * Draws an image again: upright, in sRGB, 1600 pixels at most, without any of its metadata (place, author, comments,
 * what follows its end). JPEG, unless it has transparency: PNG then.
 * @param nature told by its bytes
 * @returns null when it cannot be read whole, or has more than 40 megapixels
 */
export const refaireImage = (bytes: Uint8Array, nature: Nature): Promise<ImageRefaite | null> =>
  inTurn(async () => {
    try {
      const pixels = nature === "heic" ? await decodeHeic(bytes, PIXELS_MAX) : null;
      const source = pixels
        ? sharp(pixels.data, {
            raw: { width: pixels.width, height: pixels.height, channels: 4 },
          }).removeAlpha()
        : sharp(bytes, lue).autoOrient();
      const reduite = source.resize(COTE, COTE, { fit: "inside", withoutEnlargement: true });
      const transparente = !pixels && nature !== "jpeg" && !(await sharp(bytes, lue).stats()).isOpaque;
      const { data, info } = await (transparente
        ? reduite.png({ compressionLevel: 9 })
        : reduite.jpeg({ quality: QUALITE })
      ).toBuffer({ resolveWithObject: true });
      const type = transparente ? "image/png" : "image/jpeg";
      return { type, contenu: data, largeur: info.width, hauteur: info.height };
    } catch {
      // libvips says in English what is wrong with the file; whoever asked says it to the person
      return null;
    }
  });

/** The same image for a list, 480 pixels at most; of the type it had. */
export const vignetteDe = (image: Uint8Array, type: string): Promise<Buffer> => {
  const reduite = sharp(image, lue).resize(COTE_VIGNETTE, COTE_VIGNETTE, {
    fit: "inside",
    withoutEnlargement: true,
  });
  return (type === "image/png" ? reduite.png() : reduite.jpeg({ quality: 76 })).toBuffer();
};
