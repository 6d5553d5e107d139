import type { Conseil } from "#portfolio/commentaires/rules.ts";
import type { Contenu, Ecrit } from "#portfolio/rules.ts";

/** A row of the history: what the text said, and who began to replace it when. */
export type Gardee = {
  version: number;
  contenu: Contenu;
  le: Date;
  par: { nom: string; prenom: string };
};

/** What a text said between two sittings. */
export type Etat = {
  version: number;
  contenu: Contenu;
  /** when the sitting that wrote it began, and whose it was; null for the first one, which nothing dates */
  ecrit: { le: Date; par: { nom: string; prenom: string } } | null;
  /** comments made while it stood: the next state was written after them */
  conseils: Conseil[];
};

/**
 * The states of a text, the first one first, the present one last.
 * @param gardees the rows of its history, by version
 * @param conseils those about it
 */
export function etatsDe(gardees: readonly Gardee[], courant: Ecrit, conseils: readonly Conseil[]): Etat[] {
  const textes = [...gardees, courant];
  return textes.map(({ version, contenu }, index) => {
    const avant = gardees[index - 1];
    const apres = gardees[index];
    return {
      version,
      contenu,
      ecrit: avant ? { le: avant.le, par: avant.par } : null,
      conseils: conseils.filter(({ le }) => (!avant || le >= avant.le) && (!apres || le < apres.le)),
    };
  });
}

const flat = (value: Contenu[string] | undefined): string =>
  value === undefined ? "" : typeof value === "string" ? value : value.join(", ");

/** A field of a text, before and after. */
export type Champ = { nom: string; libelle: string; avant: string; apres: string };

/** The fields of two states, in the order of the form's words; those empty in both are left out. */
export const champsDe = (
  avant: Contenu,
  apres: Contenu,
  libelles: Readonly<Record<string, string>>,
): Champ[] =>
  Object.entries(libelles)
    .map(([nom, libelle]) => ({ nom, libelle, avant: flat(avant[nom]), apres: flat(apres[nom]) }))
    .filter((champ) => champ.avant !== "" || champ.apres !== "");
