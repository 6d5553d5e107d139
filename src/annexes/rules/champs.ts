import { OBJECTIF_LONGUEUR_MAX, OBJECTIFS_MAX } from "#annexes/rules/objectifs.ts";
import { lireObjectifs } from "#annexes/rules.ts";
import { choices, prose } from "#kernel/fields.ts";
import { tachesDe } from "#referentiel/rules.ts";
import type { Referentiel } from "#referentiel/types.ts";

/** Objectives typed one a line in a text area. */
export const objectifs = () =>
  prose(OBJECTIFS_MAX * OBJECTIF_LONGUEUR_MAX)
    .transform(lireObjectifs)
    .refine((list) => list.length > 0, { error: "Indiquez au moins un objectif de formation." })
    .refine((list) => list.length <= OBJECTIFS_MAX, {
      error: `Gardez au plus ${OBJECTIFS_MAX} objectifs.`,
    })
    .refine((list) => list.every((line) => line.length <= OBJECTIF_LONGUEUR_MAX), {
      error: `Un objectif tient en ${OBJECTIF_LONGUEUR_MAX} caractères : raccourcissez le plus long.`,
    });

/** Tasks ticked in the référentiel. */
export const taches = (ref: Referentiel) =>
  choices(tachesDe(ref).map((tache) => tache.code)).min(1, { error: "Cochez au moins une tâche." });
