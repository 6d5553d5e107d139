import { clesDesAttitudes } from "#bilans/attitudes/rules.ts";
import { baseName, baseText, readBase, type Source, sourceOf, sourceOfForm } from "#bilans/lignes/form.ts";
import { type Cle, type Soumise, type Stockee, valeurVide } from "#bilans/lignes/rules.ts";
import type { FormState } from "#kernel/form.ts";
import { type FormInput, misread, type Parsed, parsed } from "#kernel/form-input.ts";
import type { Referentiel } from "#referentiel/types.ts";

const COMMENTAIRE_MAX = 3_000;

type Echelle = Pick<Referentiel, "attitudes" | "echelleAttitudes">;

const readLignes = (source: Source, ref: Echelle): Soumise[] =>
  clesDesAttitudes(ref).map((cle) => {
    const base = readBase(cle, source.text(baseName(cle)));
    // radios left alone are not sent: nothing was chosen, and nothing was there
    return { cle, valeur: source.has(cle) ? source.text(cle).trim() : base.valeur, base };
  });

export const lignesDuFormulaire = (form: FormState, ref: Echelle): Soumise[] =>
  readLignes(sourceOfForm(form), ref);

/** Reads the form; a degree that the scale does not know is refused. */
export function lireAttitudes(input: FormInput, ref: Echelle): Parsed<Soumise[]> {
  const lignes = readLignes(sourceOf(input), ref);
  const degres = new Set(["", ...ref.echelleAttitudes.map((echelon) => echelon.code)]);
  const errors: Record<string, string> = {};
  for (const { cle, valeur, base } of lignes) {
    if (valeur === base.valeur) continue;
    if (cle === "commentaire") {
      if ([...valeur].length > COMMENTAIRE_MAX)
        errors[cle] = `Ce texte dépasse ${COMMENTAIRE_MAX} caractères : raccourcissez-le.`;
    } else if (!degres.has(valeur)) errors[cle] = "Ce choix n’est pas proposé : rechargez la page.";
  }
  return Object.keys(errors).length > 0 ? misread(errors) : parsed(lignes);
}

/** The fields of the form for lines shown with a value and drawn from a base. */
export const valeursDe = (lignes: readonly Soumise[]): FormState["values"] =>
  Object.fromEntries(
    lignes.flatMap(({ cle, valeur, base }) => [
      [cle, valeur],
      [baseName(cle), baseText(base)],
    ]),
  );

/** The form as it opens: what is stored. */
export const lignesAffichees = (ref: Echelle, stockees: ReadonlyMap<Cle, Stockee>): Soumise[] =>
  clesDesAttitudes(ref).map((cle) => {
    const stockee = stockees.get(cle);
    const valeur = stockee?.valeur ?? valeurVide(cle);
    return { cle, valeur, base: { version: stockee?.version ?? 0, valeur } };
  });
