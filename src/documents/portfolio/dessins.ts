import type { DonneesPortfolio } from "#documents/portfolio/donnees.ts";
import type { PortfolioLu } from "#documents/portfolio/store.ts";
import { organigrammePng } from "#portfolio/organigramme/image.ts";
import { resume } from "#portfolio/organigramme/mots.ts";

export type Dessins = Pick<DonneesPortfolio, "carte" | "organigramme"> & {
  pictures: Record<string, Uint8Array>;
};

/** What is drawn rather than stored: the same drawings as on the screen, as pictures. */
export async function dessinsDe(lu: PortfolioLu, { accueil }: DonneesPortfolio): Promise<Dessins> {
  const { postes } = lu;
  const titre = accueil ? `Organigramme de ${accueil.entreprise}` : "Organigramme de l’entreprise";
  const dessin = await organigrammePng(postes, titre);
  return {
    carte: null,
    organigramme: {
      postes,
      image: dessin && {
        name: "organigramme.png",
        alt: `${titre}\u00a0: ${resume(postes)} Il est repris en toutes lettres après l’image.`,
        caption: titre,
        width: dessin.largeur,
        height: dessin.hauteur,
      },
    },
    pictures: dessin ? { "organigramme.png": dessin.png } : {},
  };
}
