import { all, allowed, type Decision, refuse } from "#kernel/decision.ts";
import { isId } from "#kernel/id.ts";
import { routes } from "#routes.ts";

/** A file of a portfolio, or a web address (S-57). */
export type Fichier = {
  id: string;
  ancre: string;
  genre: "image" | "document" | "lien";
  /** shown, and the name of the file once downloaded */
  nom: string;
  /** media type of what is kept; empty for an address */
  type: string;
  /** in bytes */
  taille: number;
  /** in pixels, of an image */
  largeur: number | null;
  hauteur: number | null;
  /** SHA-256 of what is kept; null for an address */
  empreinte: Buffer | null;
  lien: string;
  legende: string;
  /** the company let this photo be taken (B-05) */
  autorisation: boolean;
  etat: "sain" | "quarantaine" | "infecte";
  retire: boolean;
};

/** Where a file stands in the portfolio. */
export type Lieu =
  | { genre: "annexes" }
  | { genre: "semaine"; lundi: string }
  | { genre: "activite"; activite: string; moment: "avant" | "apres" };

export const ancreSemaine = (lundi: string): string => `semaine:${lundi}`;
export const ancreActivite = (activite: string, moment: "avant" | "apres"): string =>
  `activite:${activite}:${moment}`;

/** The scan of the signed convention lies with the dossier's files, and is nothing of the portfolio (`documents/convention`). */
export const ANCRE_CONVENTION = "convention";

/** @returns where an anchor lies; null when it is none */
export function lieuDe(ancre: string): Lieu | null {
  if (ancre === "") return { genre: "annexes" };
  const [genre, cle, moment, ...reste] = ancre.split(":");
  if (genre === "semaine" && cle && moment === undefined) return { genre, lundi: cle };
  if (genre !== "activite" || !isId(cle) || reste.length > 0) return null;
  return moment === "avant" || moment === "apres" ? { genre, activite: cle, moment } : null;
}

/** The id of the list of an anchor in its page. */
export const idDe = (ancre: string): string => `photos-${ancre.replaceAll(/[^a-z0-9-]+/gi, "-")}`;

/** The page where a file is seen; never taken from what the browser says. */
export function pageDe(dossier: string, ancre: string): string {
  const lieu = lieuDe(ancre);
  if (lieu?.genre === "semaine")
    return `${routes.semaine.href({ dossier, lundi: lieu.lundi })}#${idDe(ancre)}`;
  if (lieu?.genre === "activite")
    return `${routes.activite.href({ dossier, activite: lieu.activite })}#${idDe(ancre)}`;
  return routes.annexesPortfolio.href({ dossier });
}

/** product.md « Annexes of the portfolio »: twenty a portfolio; and six photos a week, six before and six after an activity. */
export const limiteDe = (ancre: string): number => (ancre === "" ? 20 : 6);

/** One more at this place? */
export const placePour = (ancre: string, presents: number): Decision =>
  presents < limiteDe(ancre)
    ? allowed
    : refuse(
        "fichier-quota",
        ancre === ""
          ? "Tu as déjà 20 annexes : retires-en une pour en ajouter une autre."
          : "Il y a déjà 6 photos ici : retires-en une pour en ajouter une autre.",
        "fichier",
      );

/** What stands beside a text is photos; documents have their tab. */
export const bonGenre = (ancre: string, genre: Fichier["genre"]): Decision =>
  ancre === "" || genre === "image"
    ? allowed
    : refuse(
        "fichier-genre",
        "Ici, ajoute une photo. Les documents vont dans l’onglet « Annexes ».",
        "fichier",
      );

export const peutEntrer = (ancre: string, genre: Fichier["genre"], presents: number): Decision =>
  all(bonGenre(ancre, genre), placePour(ancre, presents));

export const presentsA = (fichiers: readonly Fichier[], ancre: string): Fichier[] =>
  fichiers.filter((fichier) => fichier.ancre === ancre && !fichier.retire);
export const retiresDe = (fichiers: readonly Fichier[], ancre: string): Fichier[] =>
  fichiers.filter((fichier) => fichier.ancre === ancre && fichier.retire);

const NOM_MAX = 100;
/** The name given by the person, without a path and without the extension that the content may belie. */
export const radicalDe = (nom: string): string =>
  (
    nom
      .split(/[\\/]/)
      .at(-1)
      ?.replace(/\.[A-Za-z0-9]{1,8}$/, "") ?? ""
  )
    .trim()
    .slice(0, NOM_MAX) || "Fichier";

/**
 * A web address as it may be shown: http or https, with a host, without a name and password in it. Never fetched.
 * @returns the address and its host; null when it is none
 */
export function adresseDe(texte: string): { lien: string; hote: string } | null {
  const complete = /^[a-z][a-z0-9+.-]*:/i.test(texte) ? texte : `https://${texte}`;
  if (/\s/.test(complete) || !URL.canParse(complete)) return null;
  const url = new URL(complete);
  const web = url.protocol === "http:" || url.protocol === "https:";
  if (!web || url.username || url.password || !url.hostname.includes(".")) return null;
  return { lien: url.href, hote: url.hostname };
}

/** « 640 Ko », « 2,4 Mo » */
export function tailleLue(octets: number): string {
  if (octets < 1024 * 1024) return `${Math.max(1, Math.round(octets / 1024))}\u00a0Ko`;
  return `${(octets / 1024 / 1024).toLocaleString("fr-FR", { maximumFractionDigits: 1 })}\u00a0Mo`;
}

/** One piece of a sending, in bytes: on a line of 20 KB/s a cut costs thirteen seconds at most. */
export const PIECE_MAX = 256 * 1024;
/** How many sendings of one person wait at once; opening one more forgets the oldest. */
export const ENVOIS_MAX = 10;
