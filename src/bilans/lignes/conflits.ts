import { type Cle, type Fusion, fusionner, reprendre, type Stockee } from "#bilans/lignes/rules.ts";
import { lignesDuFormulaire, valeursDe } from "#bilans/lignes/saisie.ts";
import { conflitText, type Lecture, nomDe, valeurText } from "#bilans/lignes/words.ts";
import type { Conflict, FormState } from "#kernel/form.ts";
import type { Referentiel } from "#referentiel/types.ts";

/** What a grid answers when somebody else saved other choices first: both, line by line. */
export const staleOf = (ref: Referentiel, conflits: Fusion["conflits"]): Conflict => ({
  version: Math.max(...conflits.map(({ stockee }) => stockee.version)),
  by: [...new Set(conflits.map(({ stockee }) => stockee.auteur))].join(", "),
  fields: conflits.map(({ cle, valeur, stockee }) => ({
    name: cle,
    label: nomDe(cle),
    yours: valeurText(ref, cle, valeur),
    theirs: valeurText(ref, cle, stockee.valeur),
  })),
});

/** The form sent back: as it was typed, or after a conflict with both choices on the lines disputed. */
export function encore(
  form: FormState,
  grille: { ref: Referentiel; lignes: ReadonlyMap<Cle, Stockee>; cles: readonly Cle[] },
  lecture: Lecture,
): FormState {
  if (!form.conflict) return form;
  const { ref } = grille;
  const lignes = lignesDuFormulaire(form, grille.cles);
  const { conflits } = fusionner(grille.lignes, lignes);
  return {
    ...form,
    values: valeursDe(reprendre(grille.lignes, lignes)),
    errors: Object.fromEntries(conflits.map((conflit) => [conflit.cle, conflitText(ref, conflit, lecture)])),
  };
}
