import type { CivilDate } from "#kernel/civil-date.ts";
import { niveauxQuiComptent } from "#referentiel/rules.ts";
import type { Referentiel } from "#referentiel/types.ts";
import {
  competencesEvaluees,
  type EvaluationDatee,
  enOrdre,
  niveauxComptes,
} from "#tableau-de-bord/rules.ts";

/** Beyond six, a radar is no longer read (design/interface.md); below three it is no surface. */
export const AXES_MAX = 6;
export const AXES_MIN = 3;

/** A level on an axis; `rang` from 1, the lowest level that counts. */
export type Etat = { niveau: string; rang: number; le: CivilDate; evaluation: string };

/** One competence: an axis is never an average of several. */
export type Axe = { competence: string; premier: Etat; dernier: Etat; niveaux: number };

/** The competences that have a level, in the order of the référentiel, with the first and the last one. */
export function axesPossibles(ref: Referentiel, evaluations: readonly EvaluationDatee[]): Axe[] {
  const ordered = enOrdre(evaluations);
  const ranks = new Map(niveauxQuiComptent(ref).map(({ code }, index) => [code, index + 1]));
  return competencesEvaluees(ref, ordered).flatMap((competence): Axe[] => {
    const levels = niveauxComptes(ref, ordered, competence).map(
      ({ niveau, date, evaluation }): Etat => ({
        niveau,
        rang: ranks.get(niveau) ?? 0,
        le: date,
        evaluation,
      }),
    );
    const [premier] = levels;
    const dernier = levels.at(-1);
    return premier && dernier ? [{ competence, premier, dernier, niveaux: levels.length }] : [];
  });
}

export type Choix = {
  axes: Axe[];
  /** why these: all there are, those asked for, or those evaluated most often */
  par: "tous" | "demande" | "plus-evaluees";
};

/**
 * At most six axes: those asked for that exist, else all, else the six evaluated most often, where there is a progress
 * to see (at equality, the order of the référentiel).
 */
export function axesRetenus(possibles: readonly Axe[], demandes: readonly string[]): Choix {
  const asked = possibles.filter(({ competence }) => demandes.includes(competence)).slice(0, AXES_MAX);
  if (asked.length > 0) return { axes: asked, par: "demande" };
  if (possibles.length <= AXES_MAX) return { axes: [...possibles], par: "tous" };
  const most = new Set(possibles.toSorted((a, b) => b.niveaux - a.niveaux).slice(0, AXES_MAX));
  return { axes: possibles.filter((axe) => most.has(axe)), par: "plus-evaluees" };
}

/** « C1.4 de 3 à 4, C1.5 3 » */
const enMots = (axes: readonly Axe[]): string =>
  axes
    .map(({ competence, premier, dernier, niveaux }) =>
      niveaux === 1
        ? `${competence} ${dernier.niveau}`
        : `${competence} de ${premier.niveau} à ${dernier.niveau}`,
    )
    .join(", ");

/** The whole in one sentence: what the drawing is for who does not see it, on the screen and on paper. */
export const titreRadar = (axes: readonly Axe[]): string =>
  `Radar du premier et du dernier niveau : ${enMots(axes)}.`;

/** Why these axes, in words. */
export const pourquoi = ({ par }: Choix, possibles: number): string => {
  switch (par) {
    case "tous":
      return "Un axe par compétence évaluée : rien n’est moyenné.";
    case "demande":
      return `Un axe par compétence choisie, ${AXES_MAX} au plus : rien n’est moyenné.`;
    case "plus-evaluees":
      return `Un radar ne se lit plus au-delà de ${AXES_MAX} axes : sur ${possibles} compétences évaluées, voici les ${AXES_MAX} qui l’ont été le plus souvent. Rien n’est moyenné.`;
  }
};

export type Point = readonly [x: number, y: number];

/** The point of an axis at a rank, from the top and clockwise; the centre is rank 0, below the lowest level. */
export function pointDe(
  { centre, rayon }: { centre: Point; rayon: number },
  axe: { index: number; sur: number },
  { rang, rangs }: { rang: number; rangs: number },
): Point {
  const angle = (2 * Math.PI * axe.index) / axe.sur - Math.PI / 2;
  const loin = (rayon * rang) / rangs;
  return [arrondi(centre[0] + loin * Math.cos(angle)), arrondi(centre[1] + loin * Math.sin(angle))];
}

const arrondi = (value: number): number => Math.round(value * 10) / 10;
