import { z } from "zod";
import {
  type Concerne,
  type Evaluation,
  type LigneSaisie,
  ligneFigee,
  verifierLignes,
} from "#evaluations/etablissement/rules.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { choices, date, readVersion, requiredLine } from "#kernel/fields.ts";
import type { FormState } from "#kernel/form.ts";
import { type FormInput, misread, type Parsed, parsed, readForm } from "#kernel/form-input.ts";
import { competencesMobilisees } from "#referentiel/rules.ts";
import type { Referentiel } from "#referentiel/types.ts";

export type Parametres = { titre: string; date: CivilDate; competences: string[]; version: number };

/** Title, date and competences; competences already there stay offered even if the référentiel lost them. */
export function lireParametres(
  input: FormInput,
  ref: Referentiel,
  deja: readonly string[] = [],
): Parsed<Parametres> {
  const codes = [...competencesMobilisees(ref).map(({ code }) => code), ...deja];
  const schema = z.object({
    titre: requiredLine("Donnez un titre à l’évaluation."),
    date: date("Indiquez la date de l’évaluation."),
    competences: choices(codes).refine((given) => given.length > 0, {
      error: "Choisissez au moins une compétence.",
    }),
  });
  const read = readForm(schema, input);
  if (!read.ok) return read;
  const chosen = codes.filter(
    (code, index) => read.value.competences.includes(code) && codes.indexOf(code) === index,
  );
  return parsed({ ...read.value, competences: chosen, version: readVersion(input.text("_version")) });
}

export const champNiveau = (apprenant: string, code: string): string => `niveau.${apprenant}.${code}`;
export const champAbsent = (apprenant: string): string => `absent.${apprenant}`;

export type Saisie = { lignes: LigneSaisie[]; version: number };

/** The table: one row a learner that nothing froze, one level a competence, or « absent ». */
export function lireTableau(
  input: FormInput,
  evaluation: Evaluation,
  concernes: readonly Concerne[],
  ref: Referentiel,
): Parsed<Saisie> {
  const niveaux = new Set(["", ...ref.niveauxReussite.map(({ code }) => code)]);
  const errors: Record<string, string> = {};
  const lignes = concernes
    .filter((one) => !ligneFigee(one, evaluation.date))
    .map(({ id }): LigneSaisie => {
      const own: Record<string, string> = {};
      for (const code of evaluation.competences) {
        const name = champNiveau(id, code);
        const niveau = input.text(name);
        if (!niveaux.has(niveau)) errors[name] = "Ce choix n’est pas proposé : rechargez la page.";
        else if (niveau) own[code] = niveau;
      }
      return { apprenant: id, absent: input.text(champAbsent(id)) === "oui", niveaux: own };
    });
  Object.assign(errors, verifierLignes(lignes));
  return Object.keys(errors).length > 0
    ? misread(errors)
    : parsed({ lignes, version: readVersion(input.text("_version")) });
}

/** The table as it is stored. */
export const tableauAffiche = (concernes: readonly Concerne[]): FormState["values"] =>
  Object.fromEntries(
    concernes.flatMap(({ id, absent, niveaux }) => [
      ...Object.entries(niveaux).map(([code, niveau]) => [champNiveau(id, code), niveau] as const),
      ...(absent ? [[champAbsent(id), "oui"] as const] : []),
    ]),
  );
