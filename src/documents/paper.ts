import { fullName } from "#kernel/french.ts";

/** The school, as its letterhead names it. */
export type EnTete = {
  nom: string;
  adresse: string;
  /** postcode and town */
  ville: string;
  uai: string;
  logo?: { type: string; contenu: Uint8Array } | null;
};

/** The letterhead as a template reads it, and the picture it names. */
export function surPapier({ logo, ...ecole }: EnTete): {
  etablissement: object;
  images: Record<string, Uint8Array>;
} {
  if (!logo) return { etablissement: ecole, images: {} };
  const name = logo.type === "image/png" ? "logo.png" : "logo.jpg";
  return { etablissement: { ...ecole, logo: name }, images: { [name]: logo.contenu } };
}

/** « Aline ACCARDO », kept on one line. */
export const onPaper = ({ nom, prenom }: { nom: string; prenom: string }): string =>
  fullName({ nom: nom.toLocaleUpperCase("fr"), prenom }).replaceAll(" ", "\u00a0");

/** « 552 100 554 00013 » */
export const siretInGroups = (siret: string): string =>
  siret.replace(/\s/g, "").replace(/^(\d{3})(\d{3})(\d{3})(\d{5})$/, "$1\u00a0$2\u00a0$3\u00a0$4");

/** A postal address on its lines; an empty one is "". */
export const postalAddress = (place: { adresse: string; codePostal: string; ville: string }): string =>
  [place.adresse, `${place.codePostal} ${place.ville}`]
    .map((line) => line.trim())
    .filter(Boolean)
    .join("\n");
