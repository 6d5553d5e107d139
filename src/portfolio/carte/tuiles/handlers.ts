import { existe } from "#geographie/tuiles.ts";
import { droitsPortfolio } from "#portfolio/rights.ts";
import { routes } from "#routes.ts";
import { view } from "#web/act.ts";

/** One pixel that lets everything through: what a square of streets that did not come answers. */
const RIEN = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAMAAAAoyzS7AAAAA1BMVEVMaXFNx9g6AAAAAXRSTlMAQObYZgAAAAlwSFlzAAAD6AAAA+gBtXtSawAAAApJREFUCNdjYAAAAAIAAeIhvDMAAAAASUVORK5CYII=",
  "base64",
);

const entier = (texte: string) => (/^\d{1,6}$/.test(texte) ? Number(texte) : Number.NaN);

/**
 * A square of streets, where the operator has switched them on: the browser asks us, we ask the service. One that does not
 * come is nothing at all, so that the drawing under it stays in sight.
 */
export const tuile = view({
  path: routes.tuile,
  right: droitsPortfolio.fondDeCarte,
  load: async ({ params, deps }) => {
    const voulue = {
      zoom: entier(params.zoom),
      colonne: entier(params.colonne),
      ligne: entier(params.ligne),
    };
    return deps.fondDeCarte && existe(voulue) ? { fond: deps.fondDeCarte, voulue } : null;
  },
  // after the transaction: the service may take its three seconds
  page: async ({ fond, voulue }) => {
    const octets = await fond.tuile(voulue);
    return new Response(octets ?? RIEN, {
      headers: {
        "Content-Type": "image/png",
        "Cache-Control": octets ? "private, max-age=86400" : "no-store",
      },
    });
  },
});
