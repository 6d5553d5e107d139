import { z } from "zod";
import { FONCTION_MAX, NOM_MAX, POSTES_MAX, type Poste, verifie } from "#portfolio/organigramme/rules.ts";

/*
 * A whole organigramme as a hidden field of a page: what that page shows, to tell what another device did since; what
 * stood before a removal, to put it back. It comes back from outside: checked like any other entry.
 */
const forme = z
  .array(
    z.tuple([
      z.string().min(1).max(40),
      z.string().max(40).nullable(),
      z.int(),
      z.string().trim().min(1).max(FONCTION_MAX),
      z.string().trim().max(NOM_MAX),
    ]),
  )
  .max(POSTES_MAX);

export const versTexte = (postes: readonly Poste[]): string =>
  JSON.stringify(postes.map(({ id, parent, rang, fonction, nom }) => [id, parent, rang, fonction, nom]));

/** @returns null for anything that is not an organigramme we could have written */
export function depuisTexte(texte: string): Poste[] | null {
  let lu: unknown;
  try {
    lu = JSON.parse(texte);
  } catch {
    return null;
  }
  const read = forme.safeParse(lu);
  if (!read.success) return null;
  const arbre = verifie(
    read.data.map(([id, parent, rang, fonction, nom]) => ({ id, parent, rang, fonction, nom })),
  );
  return arbre.ok ? arbre.value : null;
}

/** The same tree under new ids: those of a page could be anybody's. */
export function sousDeNouveauxIds(postes: readonly Poste[], nouveau: () => string): Poste[] {
  const ids = new Map(postes.map(({ id }) => [id, nouveau()]));
  return postes.map((poste) => ({
    ...poste,
    id: ids.get(poste.id)!,
    parent: poste.parent === null ? null : ids.get(poste.parent)!,
  }));
}
