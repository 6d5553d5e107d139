import { z } from "zod";
import { type CivilDate, schoolYearOf } from "#kernel/civil-date.ts";
import { choice, requiredLine } from "#kernel/fields.ts";
import { type FormInput, misread, type Parsed, parsed, readForm } from "#kernel/form-input.ts";
import { schoolYear } from "#kernel/french.ts";
import type { Referentiel } from "#referentiel/types.ts";

export type ReglageClasse = { niveau: string; referentiel: Referentiel };
export type ClasseNouvelle = ReglageClasse & { nom: string; annee: number };

/** This school year and the next: classes are made for the one that runs or the one being prepared. */
export const anneesPossibles = (today: CivilDate) =>
  [schoolYearOf(today), schoolYearOf(today) + 1].map((annee) => ({
    value: String(annee),
    text: schoolYear(annee),
  }));

/**
 * The level and the référentiel of a class; the version kept is the school's current one.
 * @param names the two fields, when a page holds several classes
 */
export function readReglage(
  input: FormInput,
  referentiels: ReadonlyMap<string, Referentiel>,
  names = { niveau: "niveau", referentiel: "referentiel" },
): Parsed<ReglageClasse> {
  const referentiel = referentiels.get(input.text(names.referentiel));
  const niveau = input.text(names.niveau);
  const errors: Record<string, string> = {};
  if (!referentiel) errors[names.referentiel] = "Choisissez le référentiel suivi par la classe.";
  if (!niveau) errors[names.niveau] = "Choisissez le niveau de la classe.";
  else if (referentiel && !referentiel.niveauxClasse.some(({ code }) => code === niveau))
    errors[names.niveau] = `Ce niveau n’existe pas dans le référentiel ${referentiel.sigle}.`;
  if (!referentiel || Object.keys(errors).length > 0) return misread(errors);
  return parsed({ niveau, referentiel });
}

export function readClasseNouvelle(
  input: FormInput,
  { referentiels, today }: { referentiels: ReadonlyMap<string, Referentiel>; today: CivilDate },
): Parsed<ClasseNouvelle> {
  const years = anneesPossibles(today).map((one) => one.value);
  const named = readForm(
    z.object({
      nom: requiredLine("Indiquez le nom de la classe (exemple : 1 MSPC).", 60),
      annee: choice(years, "Choisissez l’année scolaire."),
    }),
    input,
  );
  const reglage = readReglage(input, referentiels);
  if (!named.ok || !reglage.ok)
    return misread({ ...(named.ok ? {} : named.errors), ...(reglage.ok ? {} : reglage.errors) });
  return parsed({ ...reglage.value, nom: named.value.nom, annee: Number(named.value.annee) });
}
