import type { Referentiel } from "#referentiel/types.ts";

/** What a period is born from: a level, its objectives and the tasks of the référentiel (S-02). */
export type Annexe = {
  id: string;
  titre: string;
  niveau: string;
  referentiel: string;
  objectifs: string[];
  /** codes, in the order of the référentiel */
  taches: string[];
  auteur: { id: string; nom: string; prenom: string };
  version: number;
  creeLe: Date;
  modifieLe: Date;
};

export type SaisieAnnexe = Pick<Annexe, "titre" | "niveau" | "objectifs" | "taches">;

export const OBJECTIFS_MAX = 20;
export const OBJECTIF_LONGUEUR_MAX = 300;

/** One objective a line: blank lines, bullets and repeats are dropped. */
export const lireObjectifs = (texte: string): string[] => [
  ...new Set(
    texte
      .split("\n")
      .map((line) => line.replace(/^\s*(?:[-–—•*·]\s+|\d{1,2}[.)]\s+)?/, "").trim())
      .filter((line) => line !== ""),
  ),
];

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
