import type { Rang } from "#fiche-de-liaison/store.ts";
import { arrondi, type Direction, type Point } from "#geographie/point.ts";
import type { Introuvable, Situation } from "#geographie/situer.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import type { Conflict } from "#kernel/form.ts";
import { quand } from "#portfolio/rules.ts";

/** The company's address as the fiche de liaison has it. */
export type AdresseEntreprise = { entreprise: string; adresse: string; codePostal: string; ville: string };

/** Where the learner put the pin; version 0 while he has not. */
export type Emplacement = { point: Point | null; version: number; modifieLe: Date | null };

/** Where the pin is, and who put it there; null when nobody did and the address is not recognised. */
export type Position = {
  point: Point;
  par: "apprenant" | "adresse";
  /** kilometres of doubt; 0 when the learner placed it */
  incertitude: number;
};

export function positionDe(emplacement: Emplacement, situation: Situation | Introuvable): Position | null {
  if (emplacement.point) return { point: emplacement.point, par: "apprenant", incertitude: 0 };
  if (typeof situation === "string") return null;
  return { point: arrondi(situation.point), par: "adresse", incertitude: situation.incertitude };
}

/** What the tab and the documents know of the place of a company. */
export type LieuEntreprise = {
  /** of the stay: 1, or 2 for the dossier's second company */
  rang: Rang;
  adresse: AdresseEntreprise;
  /** what the address alone says */
  situation: Situation | Introuvable;
  emplacement: Emplacement;
  /** where the pin stands; null when nobody put it and the address is not recognised */
  position: Position | null;
};

type LieuDessine = { point: Point; nom: string; numero?: number };

/**
 * What a map shows of the companies whose place is known, each with its number where the dossier has two; null without any.
 * @param rang the one the map is about: in the middle, and the only one moved by hand
 */
export function aDessiner(
  lieux: readonly LieuEntreprise[],
  rang: Rang = 1,
): (LieuDessine & { autre?: LieuDessine }) | null {
  const places = lieux.flatMap((lieu) => {
    if (!lieu.position) return [];
    const dessine = { point: lieu.position.point, nom: lieu.adresse.entreprise };
    return { rang: lieu.rang, dessine: lieux.length > 1 ? { ...dessine, numero: lieu.rang } : dessine };
  });
  const premier = places.find((place) => place.rang === rang) ?? places[0];
  const autre = places.find((place) => place !== premier)?.dessine;
  return premier ? { ...premier.dessine, ...(autre ? { autre } : {}) } : null;
}

/** « Fragrance Plus », « 2. Papeterie de l’Andelle » where there are two, « L’entreprise » while it has no name. */
export const nomDuLieu = ({ rang, adresse }: LieuEntreprise, deux: boolean): string => {
  const nom = adresse.entreprise || (rang === 2 ? "La deuxième entreprise" : "L’entreprise");
  return deux ? `${rang}. ${nom}` : nom;
};

/** Street, postcode and town, one line each. */
export const adresseEnLignes = ({ adresse, codePostal, ville }: AdresseEntreprise): string =>
  [adresse, `${codePostal} ${ville}`.trim()].filter(Boolean).join("\n");

/** How far one press goes, in metres. */
export const PAS = [100, 500, 1_000, 5_000] as const;
export const pasEnMots = (metres: number): string =>
  metres < 1_000 ? `${metres}\u00a0m` : `${metres / 1_000}\u00a0km`;

export const versEnMots: Record<Direction, string> = {
  nord: "vers le nord",
  sud: "vers le sud",
  est: "vers l’est",
  ouest: "vers l’ouest",
};

/** « 49.28669,1.00288 »: a point as a form or an address carries it. */
export const enTexte = (point: Point): string => {
  const { latitude, longitude } = arrondi(point);
  return `${latitude},${longitude}`;
};

/** The inverse of `enTexte`; null for anything else. */
export function lirePoint(texte: string): Point | null {
  const lu = /^(-?\d{1,2}(?:\.\d{1,9})?),(-?\d{1,3}(?:\.\d{1,9})?)$/.exec(texte);
  const [latitude, longitude] = [Number(lu?.[1]), Number(lu?.[2])];
  return lu && Math.abs(latitude) <= 85 && Math.abs(longitude) <= 180 ? { latitude, longitude } : null;
}

/** What a page that places the pin was made from: the version stored, and where the pin was seen. */
export type Depart = { version: number; point: Point | null };

/**
 * Whether the pin is no longer where the page showed it: moved on another device, or the address of the fiche changed.
 * The version alone would not tell: going back to the address starts it again.
 */
export const bouge = (emplacement: Emplacement, position: Position | null, depart: Depart): boolean =>
  emplacement.version !== depart.version ||
  (position ? enTexte(position.point) : "") !== (depart.point ? enTexte(depart.point) : "");

const nombre = (degres: number | undefined) => (degres === undefined ? "" : String(degres).replace(".", ","));

/** Both places, for the learner to choose. */
export function conflit(
  emplacement: Emplacement,
  position: Position | null,
  voulu: Point,
  moment: { today: CivilDate; fuseau: string },
): Conflict {
  const ou = emplacement.modifieLe ? ` ${quand(emplacement.modifieLe, moment.today, moment.fuseau)}` : "";
  const champ = (name: keyof Point, label: string) => ({
    name,
    label,
    yours: nombre(arrondi(voulu)[name]),
    theirs: nombre(position?.point[name]),
  });
  return {
    version: emplacement.version,
    by: `Le repère a changé de place${ou}, dans un autre onglet ou sur un autre appareil, ou l’adresse de la fiche a changé.`,
    fields: [champ("latitude", "Latitude"), champ("longitude", "Longitude")],
  };
}

/** What to do when the map cannot be drawn, for the learner (*tu*) or the others. */
export function conseil(raison: Introuvable, tutoie: boolean): string {
  const fiche = tutoie ? "ta fiche de liaison" : "la fiche de liaison";
  switch (raison) {
    case "vide":
      return `L’adresse de l’entreprise n’est pas encore dans ${fiche} : la carte s’affichera dès qu’elle y sera.`;
    case "ambigue":
      return `Plusieurs communes portent ce nom : avec le code postal dans ${fiche}, la carte saura laquelle.`;
    case "inconnue":
      return tutoie
        ? "Cette ville n’est pas reconnue : vérifie son nom et le code postal dans ta fiche de liaison, ou place le repère par ses coordonnées."
        : "Cette ville n’est pas reconnue : la carte s’affichera quand le code postal de la fiche de liaison sera vérifié.";
  }
}
