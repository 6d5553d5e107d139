import type { Actor } from "#kernel/actor.ts";
import { listName } from "#kernel/french.ts";

type Voisin = { dossier: string; nom: string; prenom: string };

/** The dossiers before and after one, in the order of its period's list. */
export type Voisins = {
  precedent: Voisin | null;
  suivant: Voisin | null;
  /** from 1 */
  rang: number;
  total: number;
};

/** A link to the same page of the neighbour. */
type Vers = { href: string; texte: string } | null;

export type BarreVoisins = { precedent: Vers; suivant: Vers; rang: number; total: number };

/**
 * The bar « ← précédent · 3 sur 35 · suivant → » of a page of a dossier: teachers only, who go through a class.
 * @param page address of the same document, same tab, for another dossier
 * @returns undefined when the reader has no list to go through
 */
export function barreVoisins(
  actor: Actor,
  { voisins }: { voisins: Voisins },
  page: (dossier: string) => string,
): BarreVoisins | undefined {
  if (actor.role !== "enseignant" || voisins.total < 2) return undefined;
  const vers = (voisin: Voisin | null): Vers =>
    voisin && { href: page(voisin.dossier), texte: listName(voisin) };
  return {
    precedent: vers(voisins.precedent),
    suivant: vers(voisins.suivant),
    rang: voisins.rang,
    total: voisins.total,
  };
}
