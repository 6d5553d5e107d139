import type { DonneesPortfolio } from "#documents/portfolio/donnees.ts";
import type { PortfolioLu } from "#documents/portfolio/store.ts";
import { pngDe } from "#files/png.ts";
import { SOURCES_CARTE } from "#geographie/dessin.ts";
import { coordonneesEnMots, precisionEnMots } from "#geographie/en-mots.ts";
import type { Geographie } from "#geographie/geographie.ts";
import { aDessiner } from "#portfolio/carte/rules.ts";
import { organigrammePng } from "#portfolio/organigramme/image.ts";
import { resume } from "#portfolio/organigramme/mots.ts";

type Dessine<T> = T & { bytes: Uint8Array };

async function carteDe(
  { lieux }: PortfolioLu,
  geographie: Geographie,
): Promise<Dessine<{ carte: NonNullable<DonneesPortfolio["carte"]> }> | null> {
  const dessinee = aDessiner(lieux);
  if (!dessinee) return null;
  const [width, height] = [1540, 880];
  const echelle = dessinee.autre ? "ensemble" : "secteur";
  const svg = geographie.carteSvg({ ...dessinee, echelle, taille: "large" }, "carte");
  const places = lieux.flatMap(({ rang, position }) => {
    if (!position) return [];
    return {
      rang,
      situation: geographie.carteEnMots(position.point),
      coordonnees: coordonneesEnMots(position.point),
      precision: position.par === "apprenant" ? "repère placé par l’apprenant" : precisionEnMots(position),
    };
  });
  const ou = (situation: string) => situation || "loin des villes connues ici";
  const noms = places
    .map(({ rang }) => lieux.find((lieu) => lieu.rang === rang)?.adresse.entreprise ?? "")
    .filter(Boolean);
  return {
    bytes: await pngDe(svg, 2),
    carte: {
      image: {
        name: "carte.png",
        alt: dessinee.autre
          ? `Carte\u00a0: ${places.map(({ rang, situation }) => `le repère ${rang} est ${ou(situation)}`).join(", ")}.`
          : `Carte\u00a0: le repère de l’entreprise est ${ou(places[0]?.situation ?? "")}.`,
        caption: noms.length > 0 ? `Carte\u00a0: ${noms.join(" et ")}` : "Carte de l’entreprise",
        width,
        height,
      },
      sources: SOURCES_CARTE,
      lieux: places,
    },
  };
}

async function organigrammeDe(
  { postes }: PortfolioLu,
  { accueils: [accueil] }: DonneesPortfolio,
): Promise<Dessine<{ image: NonNullable<DonneesPortfolio["organigramme"]["image"]> }> | null> {
  const titre = accueil ? `Organigramme de ${accueil.entreprise}` : "Organigramme de l’entreprise";
  const dessin = await organigrammePng(postes, titre);
  return (
    dessin && {
      bytes: dessin.png,
      image: {
        name: "organigramme.png",
        alt: `${titre}\u00a0: ${resume(postes)} Il est repris en toutes lettres après l’image.`,
        caption: titre,
        width: dessin.largeur,
        height: dessin.hauteur,
      },
    }
  );
}

/**
 * What is drawn rather than stored: the same drawings as on the screen, made into pictures off the main thread.
 * @returns what they change in the portfolio, and their bytes by name
 */
export async function dessinsDe(
  lu: PortfolioLu,
  donnees: DonneesPortfolio,
  geographie: Geographie,
): Promise<Pick<DonneesPortfolio, "carte" | "organigramme"> & { pictures: Record<string, Uint8Array> }> {
  const carte = await carteDe(lu, geographie);
  const organigramme = await organigrammeDe(lu, donnees);
  return {
    carte: carte?.carte ?? null,
    organigramme: { postes: lu.postes, image: organigramme?.image ?? null },
    pictures: {
      ...(carte ? { "carte.png": carte.bytes } : {}),
      ...(organigramme ? { "organigramme.png": organigramme.bytes } : {}),
    },
  };
}
