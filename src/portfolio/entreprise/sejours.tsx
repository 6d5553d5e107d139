import type { Rang } from "#fiche-de-liaison/store.ts";
import { Segmented } from "#ui/segmented.tsx";

/** From one host company to the other, when there are two (B-18). */
export const EntreprisesDAccueil = ({
  sejours,
  courant,
  href,
}: {
  sejours: readonly { rang: Rang; entreprise: string }[];
  courant: Rang;
  href: (rang: Rang) => string;
}) => (
  <Segmented
    label="Entreprises d’accueil"
    segments={sejours.map(({ rang, entreprise }) => ({
      href: href(rang),
      text: `${rang === 1 ? "1re" : "2e"} : ${entreprise || "à nommer"}`,
      current: rang === courant,
    }))}
  />
);
