import type { DossierLu } from "#dossiers/rules.ts";

/** What the learner says of one attitude: a strong point, or a point to improve (S-60). */
export const CHOIX = ["fort", "progres"] as const;
export type Choix = (typeof CHOIX)[number];

/** The learner's own balance at the end of a period. */
export type BilanPersonnel = {
  id: string;
  /** by code of attitude; one left aside is absent */
  points: ReadonlyMap<string, Choix>;
  /** for the next period */
  perspectives: string;
  version: number;
  modifieLe: Date;
  /** said finished by the learner; he may still change it */
  termine: boolean;
};

export type FaitsPersonnel = DossierLu & { bilan: BilanPersonnel | null };

/** The attitudes said to be of one kind, in the order of the référentiel. */
export const pointsDe = <A extends { code: string }>(
  attitudes: readonly A[],
  bilan: Pick<BilanPersonnel, "points"> | null,
  choix: Choix,
): A[] => attitudes.filter(({ code }) => bilan?.points.get(code) === choix);
