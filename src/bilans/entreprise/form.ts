import { CHAMPS_DU_BILAN, type Cle, cleDe } from "#bilans/lignes/rules.ts";
import { competencesMobilisees, tachesDe } from "#referentiel/rules.ts";
import type { Referentiel } from "#referentiel/types.ts";

/** Every line of the grid of a référentiel, in its order. */
export const clesDe = (ref: Referentiel): Cle[] => [
  ...CHAMPS_DU_BILAN,
  ...tachesDe(ref).map((tache) => cleDe("tache", tache.code)),
  ...competencesMobilisees(ref).flatMap((competence) => [
    cleDe("competence", competence.code),
    ...competence.details.map((detail) => cleDe("detail", detail.code)),
  ]),
  "engagement",
];
