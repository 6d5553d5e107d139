import { type EvaluationLue, loadEvaluation } from "#evaluations/etablissement/store.ts";
import type { Referentiel } from "#referentiel/types.ts";
import { type AvecReferentiel, type Referentiels, referentielDe } from "#referentiel/versions.ts";
import type { Work } from "#web/act.ts";

/** The référentiel of the class, at the version its year began with. */
export function refDe(referentiels: Referentiels, classe: AvecReferentiel): Referentiel {
  const ref = referentielDe(referentiels, classe);
  if (!ref) throw new Error(`no référentiel ${classe.referentiel}`);
  return ref;
}

type Sur = Pick<Work, "tx" | "deps"> & { params: { evaluation: string } };
/** An evaluation, with what its rights are decided on and the référentiel it is read with. */
export type Lue = EvaluationLue & {
  classe: { id: string };
  date: EvaluationLue["evaluation"]["date"];
  ref: Referentiel;
};

/** Null when it is not one of this school. `hold`: true in an act that writes. */
export async function loadLue({ tx, deps, params }: Sur, hold = false): Promise<Lue | null> {
  const lue = await loadEvaluation(tx, params.evaluation, hold);
  if (!lue) return null;
  const { classe, date } = lue.evaluation;
  return { ...lue, classe, date, ref: refDe(deps.referentiels, classe) };
}
