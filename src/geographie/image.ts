import { join } from "node:path";
import { Resvg } from "@resvg/resvg-js";
import { root } from "#root.ts";

/** The static fonts: the picture maker draws nothing with the fonts of web pages, nor with those of this machine. */
const POLICES = ["Regular", "SemiBold", "Bold"].map((graisse) =>
  join(root, "src/documents/fonts", `Figtree-${graisse}.ttf`),
);

/** A drawing of the house as a PNG picture. @param facteur pixels for one of the drawing: 2 is sharp on paper */
export const enPng = (svg: string, facteur = 2): Uint8Array<ArrayBuffer> =>
  new Uint8Array(
    new Resvg(svg, {
      fitTo: { mode: "zoom", value: facteur },
      font: { fontFiles: POLICES, loadSystemFonts: false, defaultFontFamily: "Figtree" },
    })
      .render()
      .asPng(),
  );
