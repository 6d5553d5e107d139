import type { Poste } from "#portfolio/organigramme/rules.ts";

/** Posts one under the other, each followed by those it leads, set in by a step; from the pile's top left corner. */
export type Pile = {
  largeur: number;
  hauteur: number;
  /** `rail`: where the upright line stands that leads to this post */
  poses: { poste: Poste; x: number; y: number; rail: number }[];
};

const PAS = 22;
const RAIL = 9;
const ENTRE = 10;

export function poserPile(
  tetes: readonly Poste[],
  sous: ReadonlyMap<string | null, readonly Poste[]>,
  tailleDe: (id: string) => { largeur: number; hauteur: number },
): Pile {
  const pile: Pile = { largeur: 0, hauteur: 0, poses: [] };
  const pose = (postes: readonly Poste[], marge: number) => {
    for (const poste of postes) {
      const { largeur, hauteur } = tailleDe(poste.id);
      pile.poses.push({ poste, x: marge + PAS, y: pile.hauteur, rail: marge + RAIL });
      pile.hauteur += hauteur + ENTRE;
      pile.largeur = Math.max(pile.largeur, marge + PAS + largeur);
      pose(sous.get(poste.id) ?? [], marge + PAS);
    }
  };
  pose(tetes, 0);
  pile.hauteur -= ENTRE;
  return pile;
}
