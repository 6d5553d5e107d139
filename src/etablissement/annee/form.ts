import {
  bornesRentree,
  champEnseignants,
  champNom,
  type FaitsAnnee,
  type Preparation,
  planAnnee,
} from "#etablissement/annee/rules.ts";
import { parseCivilDate, parseFrenchDate } from "#kernel/civil-date.ts";
import type { FormState } from "#kernel/form.ts";
import { type FormInput, misread, type Parsed, parsed } from "#kernel/form-input.ts";
import { listName, longDate } from "#kernel/french.ts";
import type { Referentiel } from "#referentiel/types.ts";

/** The preparation as the form shows it. */
export const valeurs = (preparation: Preparation): FormState["values"] => ({
  rentree: preparation.rentree,
  redouble: preparation.redoublent,
  part: preparation.partent,
  ...Object.fromEntries(Object.entries(preparation.noms).map(([id, nom]) => [champNom(id), nom])),
  ...Object.fromEntries(
    Object.entries(preparation.enseignants).map(([id, noms]) => [champEnseignants(id), noms]),
  ),
});

/** The choices sent; refused with what the dry run itself would refuse. Ids that are not of these classes are dropped. */
export function readPreparation(
  input: FormInput,
  faits: FaitsAnnee,
  referentiels: ReadonlyMap<string, Referentiel>,
): Parsed<Preparation> {
  const errors: Record<string, string> = {};
  const rentree = parseCivilDate(input.text("rentree")) ?? parseFrenchDate(input.text("rentree"));
  const { min, max } = bornesRentree(faits.annee);
  if (!rentree || rentree < min || rentree > max)
    errors.rentree = `Indiquez le jour de la rentrée, entre le ${longDate(min)} et le ${longDate(max)}.`;
  const known = new Set(faits.classes.flatMap((classe) => classe.apprenants.map((one) => one.id)));
  const among = (name: string) => [...new Set(input.texts(name))].filter((id) => known.has(id));
  const [redoublent, partent] = [among("redouble"), among("part")];
  const both = faits.classes
    .flatMap((classe) => classe.apprenants)
    .filter((one) => redoublent.includes(one.id) && partent.includes(one.id));
  if (both.length > 0)
    errors._ = `${both.map(listName).join(", ")} : « redouble » ou « part », pas les deux.`;
  const teachers = new Set(faits.enseignants.map((one) => one.id));
  const noms: Record<string, string> = {};
  const enseignants: Record<string, string[]> = {};
  for (const { id } of faits.classes) {
    const nom = input.text(champNom(id)).trim();
    if (nom.length > 60) errors[champNom(id)] = "Ce nom dépasse 60 caractères : raccourcissez-le.";
    if (nom) noms[id] = nom;
    enseignants[id] = input.texts(champEnseignants(id)).filter((one) => teachers.has(one));
  }
  const preparation = { rentree: rentree ?? min, noms, enseignants, redoublent, partent };
  const plan = planAnnee(faits, preparation, referentiels);
  const all = { ...plan.erreurs, ...errors };
  return Object.keys(all).length > 0 ? misread(all) : parsed(preparation);
}
