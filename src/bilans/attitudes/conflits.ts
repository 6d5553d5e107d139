import { lignesDuFormulaire, valeursDe } from "#bilans/attitudes/form.ts";
import { conflitText, degreText, nomDe } from "#bilans/attitudes/words.ts";
import { type Cle, type Fusion, fusionner, reprendre, type Stockee } from "#bilans/lignes/rules.ts";
import type { Conflict, FormState } from "#kernel/form.ts";
import type { Referentiel } from "#referentiel/types.ts";

/** What the attitudes answer when somebody else saved other choices first: both, line by line. */
export const staleOf = (ref: Referentiel, conflits: Fusion["conflits"]): Conflict => ({
  version: Math.max(...conflits.map(({ stockee }) => stockee.version)),
  by: [...new Set(conflits.map(({ stockee }) => stockee.auteur))].join(", "),
  fields: conflits.map(({ cle, valeur, stockee }) => ({
    name: cle,
    label: nomDe(ref, cle),
    yours: degreText(ref, cle, valeur),
    theirs: degreText(ref, cle, stockee.valeur),
  })),
});

/** After a conflict, one's own choices where they were made, the others' everywhere else; both said on the line. */
export function encore(
  form: FormState,
  { ref, lignes: stockees }: { ref: Referentiel; lignes: ReadonlyMap<Cle, Stockee> },
  { now, fuseau }: { now: Date; fuseau: string },
): FormState {
  if (!form.conflict) return form;
  const lignes = lignesDuFormulaire(form, ref);
  const { conflits } = fusionner(stockees, lignes);
  return {
    ...form,
    values: valeursDe(reprendre(stockees, lignes)),
    errors: Object.fromEntries(
      conflits.map((conflit) => [conflit.cle, conflitText(ref, conflit, now, fuseau)]),
    ),
  };
}
