import { join } from "node:path";
import { renderAsync } from "@resvg/resvg-js";
import { dessin } from "#portfolio/organigramme/dessin.ts";
import { resume } from "#portfolio/organigramme/mots.ts";
import type { Poste } from "#portfolio/organigramme/rules.ts";
import { svgDe } from "#portfolio/organigramme/svg.ts";
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
 * @param svg written with `couleurs: "attributs"`
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

/** The organigramme for a file: it carries its colours; measures in pixels of 1/96 inch. Null when there is none. */
export function organigrammeSvg(
  postes: readonly Poste[],
  titre: string,
): { svg: string; largeur: number; hauteur: number } | null {
  if (postes.length === 0) return null;
  const trace = dessin(postes);
  const svg = svgDe(trace, { titre, description: resume(postes), couleurs: "attributs" });
  return { svg, largeur: trace.largeur, hauteur: trace.hauteur };
}

/** The same as a picture, `largeur` and `hauteur` being those of the drawing (the picture has `echelle` times as many pixels). */
export async function organigrammePng(
  postes: readonly Poste[],
  titre: string,
  echelle = 2,
): Promise<{ png: Uint8Array<ArrayBuffer>; largeur: number; hauteur: number } | null> {
  const trace = organigrammeSvg(postes, titre);
  return trace && { png: await pngDe(trace.svg, echelle), largeur: trace.largeur, hauteur: trace.hauteur };
}
