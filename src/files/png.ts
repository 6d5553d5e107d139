import { join } from "node:path";
import { renderAsync } from "@resvg/resvg-js";
import { root } from "#root.ts";

/** One weight a file: resvg drops woff2 and draws no bold of a variable font (design/interface.md). */
const fontFiles = [
  "Figtree-Regular.ttf",
  "Figtree-SemiBold.ttf",
  "SourceSans3-Regular.ttf",
  "NotoEmoji-Regular.ttf",
].map((nom) => join(root, "src/documents/fonts", nom));

/** The longest side of a picture, in pixels: a very large drawing is drawn less finely rather than in gigabytes. */
const COTE_MAX = 6_000;

/**
 * The picture of a drawing, off the main thread.
 * @param svg carries its colours as attributes: no style sheet reaches it here
 * @param echelle pixels of the picture for one of the drawing
 */
export async function pngDe(svg: string, echelle: number): Promise<Uint8Array<ArrayBuffer>> {
  const [, largeur, hauteur] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? [];
  const cote = Math.max(Number(largeur), Number(hauteur)) || 1;
  const image = await renderAsync(svg, {
    fitTo: { mode: "zoom", value: Math.min(echelle, COTE_MAX / cote) },
    font: { fontFiles, loadSystemFonts: false, defaultFontFamily: "Figtree" },
  });
  return new Uint8Array(image.asPng());
}
