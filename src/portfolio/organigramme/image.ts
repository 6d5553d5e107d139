import { pngDe } from "#files/png.ts";
import { dessin } from "#portfolio/organigramme/dessin.ts";
import { resume } from "#portfolio/organigramme/mots.ts";
import type { Poste } from "#portfolio/organigramme/rules.ts";
import { svgDe } from "#portfolio/organigramme/svg.ts";

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
