import type { Conditions } from "#annexes/rules/conditions.ts";
import { allowed, type Decision, refuse } from "#kernel/decision.ts";
import type { Referentiel } from "#referentiel/types.ts";

/** What a period is born from: a level, its objectives and the tasks of the référentiel (S-02). */
export type Annexe = {
  id: string;
  titre: string;
  niveau: string;
  referentiel: string;
  referentielVersion: string;
  objectifs: string[];
  /** codes, in the order of the référentiel */
  taches: string[];
  conditions: Conditions;
  auteur: { id: string; nom: string; prenom: string };
  version: number;
  creeLe: Date;
  modifieLe: Date;
  /** put aside: read, but no longer issued nor changed until it is restored */
  archiveeLe: Date | null;
};

export type SaisieAnnexe = Pick<Annexe, "titre" | "niveau" | "objectifs" | "taches" | "conditions">;

/** No period is issued from an annexe put aside (S-02). */
export const emissionPossible = (annexe: { archiveeLe: Date | null }): Decision =>
  annexe.archiveeLe
    ? refuse("annexe-archivee", "Cette annexe est archivée : restaurez-la pour en émettre une période.")
    : allowed;

/** The référentiels of the school's classes (all of them while it has no class), MSPC first, then by name. */
export function referentielsProposes(
  referentiels: ReadonlyMap<string, Referentiel>,
  codesDesClasses: readonly string[],
): Referentiel[] {
  const known = codesDesClasses.flatMap((code) => referentiels.get(code) ?? []);
  return (known.length > 0 ? known : [...referentiels.values()]).toSorted(
    (a, b) => Number(b.code === "mspc") - Number(a.code === "mspc") || a.sigle.localeCompare(b.sigle, "fr"),
  );
}
