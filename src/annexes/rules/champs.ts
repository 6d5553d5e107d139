import { choices } from "#kernel/fields.ts";
import { tachesDe } from "#referentiel/rules.ts";
import type { Referentiel } from "#referentiel/types.ts";

/** Tasks ticked in the référentiel. */
export const taches = (ref: Referentiel) =>
  choices(tachesDe(ref).map((tache) => tache.code)).min(1, { error: "Cochez au moins une tâche." });
