import { baseName, baseText, readBase, type Source, sourceOf, sourceOfForm } from "#bilans/lignes/form.ts";
import {
  type Cle,
  estCase,
  type Mode,
  type Soumise,
  type Stockee,
  valeurCompetence,
  valeurVide,
} from "#bilans/lignes/rules.ts";
import { parseCivilDate, parseFrenchDate } from "#kernel/civil-date.ts";
import type { FormState } from "#kernel/form.ts";
import { type FormInput, misread, type Parsed, parsed } from "#kernel/form-input.ts";
import type { Referentiel } from "#referentiel/types.ts";

/**
 * A grid of competences as a form, for the lines (`cles`) that this grid has. Each line has a field of its name (a
 * competence also has `mode.<code>`) and a hidden field `base.<name>` = "version:value" it was drawn from.
 */

/** In characters. */
const LONGUEUR: Record<string, number> = { commentaire: 6_000, presence: 120 };

const modeName = (cle: Cle) => cle.replace(/^competence\./, "mode.");

/** What was chosen on one line; a group of radios that was not sent at all was not touched. */
function readValue(source: Source, cle: Cle, base: string): string {
  if (estCase(cle)) return source.has(cle) || source.has(baseName(cle)) ? source.text(cle) : base;
  if (!source.has(cle)) return base;
  const text = source.text(cle).trim();
  if (!cle.startsWith("competence.")) return cle === "dateRencontre" ? (parseFrenchDate(text) ?? text) : text;
  const mode: Mode = source.text(modeName(cle)) === "detaillee" ? "detaillee" : "globale";
  return valeurCompetence(mode, text);
}

const readLignes = (source: Source, cles: readonly Cle[]): Soumise[] =>
  cles.map((cle) => {
    const base = readBase(cle, source.text(baseName(cle)));
    return { cle, valeur: readValue(source, cle, base.valeur), base };
  });

/** The lines of a form that was sent and kept (see `FormState`). */
export const lignesDuFormulaire = (form: FormState, cles: readonly Cle[]): Soumise[] =>
  readLignes(sourceOfForm(form), cles);

/** Reads the grid; codes that the référentiel does not know are refused. */
export function readGrille(
  input: FormInput,
  ref: Referentiel,
  cles: readonly Cle[],
): Parsed<{ lignes: Soumise[] }> {
  const lignes = readLignes(sourceOf(input), cles);
  const niveaux = new Set(["", ...ref.niveauxReussite.map((niveau) => niveau.code)]);
  const etoiles = new Set(["", ...ref.engagement.map((degre) => degre.code)]);
  const errors: Record<string, string> = {};
  for (const { cle, valeur, base } of lignes) {
    if (valeur === base.valeur) continue;
    if (cle === "dateRencontre") {
      if (valeur && !parseCivilDate(valeur)) errors[cle] = "Cette date n’existe pas (exemple : 23/11/2026).";
    } else if (LONGUEUR[cle] !== undefined) {
      if ([...valeur].length > LONGUEUR[cle])
        errors[cle] = `Ce texte dépasse ${LONGUEUR[cle]} caractères : raccourcissez-le.`;
    } else if (!isOffered(cle, valeur, niveaux, etoiles))
      errors[cle] = "Ce choix n’est pas proposé : rechargez la page.";
  }
  return Object.keys(errors).length > 0 ? misread(errors) : parsed({ lignes });
}

function isOffered(
  cle: Cle,
  valeur: string,
  niveaux: ReadonlySet<string>,
  etoiles: ReadonlySet<string>,
): boolean {
  if (estCase(cle)) return valeur === "" || valeur === "oui";
  if (cle === "engagement") return etoiles.has(valeur);
  return niveaux.has(cle.startsWith("competence.") ? (valeur.split(":")[1] ?? "") : valeur);
}

/** The fields of the form for lines shown with a value and drawn from a base. */
export function valeursDe(lignes: readonly Soumise[]): FormState["values"] {
  const values: FormState["values"] = {};
  for (const { cle, valeur, base } of lignes) {
    values[baseName(cle)] = baseText(base);
    if (cle.startsWith("competence.")) {
      const [mode, niveau] = valeur.split(":");
      values[cle] = niveau;
      if (mode === "detaillee") values[modeName(cle)] = mode;
    } else if (valeur || !estCase(cle)) values[cle] = valeur;
  }
  return values;
}

/**
 * The grid as it opens: what is stored; and where nobody wrote anything yet, what is proposed, which is written only
 * when somebody saves.
 */
export function lignesAffichees(
  cles: readonly Cle[],
  stockees: ReadonlyMap<Cle, Stockee>,
  propositions: ReadonlyMap<Cle, string>,
): Soumise[] {
  return cles.map((cle) => {
    const stockee = stockees.get(cle);
    const valeur = stockee?.valeur ?? valeurVide(cle);
    return {
      cle,
      // a bilan begun without its date still proposes the last day
      valeur:
        valeur !== valeurVide(cle) || (stockee && cle !== "dateRencontre")
          ? valeur
          : (propositions.get(cle) ?? valeur),
      base: { version: stockee?.version ?? 0, valeur },
    };
  });
}
