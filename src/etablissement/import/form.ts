import { z } from "zod";
import { anneesPossibles, type ReglageClasse, readReglage } from "#etablissement/classes/form.ts";
import { cleDeDivision } from "#etablissement/import/divisions.ts";
import { lireListe } from "#etablissement/import/lire.ts";
import type { Choix, PlanImport } from "#etablissement/import/plan.ts";
import { fichierIllisible, type Lecture } from "#etablissement/import/rules.ts";
import { referentielDevine } from "#etablissement/rules.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { choice } from "#kernel/fields.ts";
import type { FormState } from "#kernel/form.ts";
import { type FormInput, misread, type Parsed, parsed, readForm } from "#kernel/form-input.ts";
import type { Referentiel } from "#referentiel/types.ts";

/** The file sent: read at once, so that what cannot be read is said at the field. */
export async function readFichier(
  input: FormInput,
  today: CivilDate,
): Promise<Parsed<{ fichier: string; lecture: Lecture }>> {
  const year = readForm(
    z.object({
      annee: choice(
        anneesPossibles(today).map((one) => one.value),
        "Choisissez l’année scolaire.",
      ),
    }),
    input,
  );
  const file = input.file("fichier");
  if (!file)
    return misread({
      fichier: "Choisissez le fichier de la liste des élèves.",
      ...(year.ok ? {} : year.errors),
    });
  const resultat = lireListe(new Uint8Array(await file.arrayBuffer()));
  const illisible = fichierIllisible(resultat);
  if (illisible) return misread({ fichier: illisible.message, ...(year.ok ? {} : year.errors) });
  if (!year.ok) return year;
  return parsed({
    fichier: file.name.slice(0, 200) || "liste",
    lecture: { annee: Number(year.value.annee), resultat },
  });
}

/** The fields of the dry run: one question per namesake, two selects per class to create, one box per pupil gone. */
export const champHomonyme = (numero: number) => `homonyme-${numero}`;
export const champsClasse = (nom: string) => ({
  niveau: `niveau-${cleDeDivision(nom)}`,
  referentiel: `referentiel-${cleDeDivision(nom)}`,
});
/** A namesake's line left for later. */
export const LAISSER = "laisser";

export type Decisions = { choix: Choix; reglages: ReadonlyMap<string, ReglageClasse>; partis: string[] };

/** What the dry run proposes before anybody has answered. */
export function propositions(
  plan: PlanImport,
  referentiels: ReadonlyMap<string, Referentiel>,
): FormState["values"] {
  return Object.fromEntries(
    plan.classesACreer.flatMap(({ nom, niveau }) => {
      const champs = champsClasse(nom);
      return [
        [champs.niveau, niveau ?? ""],
        [champs.referentiel, referentielDevine(nom, referentiels) ?? ""],
      ];
    }),
  );
}

/** The administrator's answers; every namesake and every class to create needs one. */
export function readDecisions(
  input: FormInput,
  plan: PlanImport,
  referentiels: ReadonlyMap<string, Referentiel>,
): Parsed<Decisions> {
  const errors: Record<string, string> = {};
  const choix: Record<number, string> = {};
  for (const { ligne, candidats } of plan.homonymes) {
    const answer = input.text(champHomonyme(ligne.numero));
    const known = ["nouveau", LAISSER, ...candidats.map((one) => one.id)];
    if (!known.includes(answer))
      errors[champHomonyme(ligne.numero)] = `Ligne ${ligne.numero} : dites s’il s’agit de la même personne.`;
    else if (answer !== LAISSER) choix[ligne.numero] = answer;
  }
  const reglages = new Map<string, ReglageClasse>();
  for (const { nom } of plan.classesACreer) {
    const read = readReglage(input, referentiels, champsClasse(nom));
    if (read.ok) reglages.set(nom, read.value);
    else for (const [name, message] of Object.entries(read.errors)) errors[name] = `${nom} : ${message}`;
  }
  if (Object.keys(errors).length > 0) return misread(errors);
  const absents = new Set(plan.absents.map((one) => one.id));
  return parsed({ choix, reglages, partis: input.texts("parti").filter((id) => absents.has(id)) });
}
