import { z } from "zod";
import type { CivilDate } from "#kernel/civil-date.ts";
import { choice, choices, date, requiredLine } from "#kernel/fields.ts";
import { type FormInput, misread, type Parsed, parsed, readForm } from "#kernel/form-input.ts";
import type { ChoixReferent, Source } from "#periodes/duplication/rules.ts";
import type { Eleve } from "#periodes/duplication/store.ts";
import { datesEnOrdre, informations } from "#periodes/emission/form.ts";
import { type Candidat, verifierDates } from "#periodes/rules.ts";
import type { Referentiel } from "#referentiel/types.ts";

type Personne = { id: string };

/** The field that says who follows the learners of a class. */
export const champReferent = (classe: string): string => `referent-${classe}`;

/** The classes of some learners, each once, in order. */
export const classesDe = <C extends Candidat>(apprenants: readonly C[]): C["classe"][] => [
  ...new Map(apprenants.map(({ classe }) => [classe.id, classe])).values(),
];

export type SaisieCopie = {
  nom: string;
  statut: string;
  du: CivilDate;
  au: CivilDate;
  apprenants: string[];
  copierAnnexe: boolean;
  referents: ReadonlyMap<string, ChoixReferent>;
};

const choixDe = (value: string): ChoixReferent =>
  value === "comme" || value === "partage" ? value : { enseignant: value };

/** One period to prepare again: its informations, its learners, and a choice of référent for each class. */
export function lireCopie(
  input: FormInput,
  facts: {
    source: Source;
    ref: Referentiel;
    candidats: readonly Candidat[];
    enseignants: readonly Personne[];
  },
): Parsed<SaisieCopie> {
  const read = datesEnOrdre(
    readForm(
      z.object({
        ...informations(facts.ref, facts.source.niveau),
        apprenants: choices(
          facts.candidats.map((one) => one.id),
          "Un apprenant choisi n’est plus dans ces classes : rechargez la page.",
        ).min(1, { error: "Choisissez au moins un apprenant." }),
        annexe: choice(
          facts.source.annexe.archivee ? ["copier"] : ["garder", "copier"],
          "Gardez l’annexe ou copiez-la.",
        ),
      }),
      input,
    ),
  );
  const known = ["comme", "partage", ...facts.enseignants.map((one) => one.id)];
  const errors: Record<string, string> = {};
  const referents = new Map<string, ChoixReferent>();
  for (const classe of classesDe(facts.candidats)) {
    const value = input.text(champReferent(classe.id)) || "comme";
    if (known.includes(value)) referents.set(classe.id, choixDe(value));
    else errors[champReferent(classe.id)] = `Choisissez les professeurs référents de ${classe.nom}.`;
  }
  if (!read.ok || Object.keys(errors).length > 0)
    return misread({ ...(read.ok ? {} : read.errors), ...errors });
  const { annexe, ...informationsLues } = read.value;
  return parsed({ ...informationsLues, copierAnnexe: annexe === "copier", referents });
}

/** The fields of one line among several periods. */
export const champs = (source: string) => ({
  nom: `nom-${source}`,
  du: `du-${source}`,
  au: `au-${source}`,
  classes: `classes-${source}`,
});

export type LigneCopie = { source: Source; nom: string; du: CivilDate; au: CivilDate; classes: string[] };
export type SaisieCopies = { lignes: LigneCopie[]; copierAnnexes: boolean; referents: "comme" | "partage" };

/** The classes of the target year that a period may be prepared for. */
export const elevesPour = (
  eleves: readonly Eleve[],
  source: Pick<Source, "niveau" | "referentiel">,
): Eleve[] => eleves.filter((one) => one.niveau === source.niveau && one.referentiel === source.referentiel);

function lireLigne(input: FormInput, source: Source, eleves: readonly Eleve[]): Parsed<LigneCopie> {
  const names = champs(source.id);
  const rename = (errors: Record<string, string>) =>
    misread(
      Object.fromEntries(
        Object.entries(errors).map(([name, message]) => [names[name as keyof typeof names], message]),
      ),
    );
  const schema = z.object({
    nom: requiredLine("Donnez un nom à la période.", 80),
    du: date("Indiquez le premier jour de la période."),
    au: date("Indiquez le dernier jour de la période."),
    classes: choices(
      classesDe(elevesPour(eleves, source)).map((classe) => classe.id),
      "Une classe choisie n’est plus proposée : rechargez la page.",
    ).min(1, { error: `Choisissez au moins une classe pour « ${source.nom} ».` }),
  });
  const read = schema.safeParse({
    nom: input.text(names.nom),
    du: input.text(names.du),
    au: input.text(names.au),
    classes: input.texts(names.classes),
  });
  if (!read.success) {
    const errors: Record<string, string> = {};
    for (const issue of read.error.issues) errors[String(issue.path[0])] ??= issue.message;
    return rename(errors);
  }
  const dates = verifierDates(read.data.du, read.data.au);
  return dates.ok ? parsed({ source, ...read.data }) : rename({ [dates.field ?? "au"]: dates.message });
}

/** Several periods ticked, each with its name, dates and classes; what is not ticked is not read. */
export function lireCopies(
  input: FormInput,
  facts: { sources: readonly Source[]; eleves: readonly Eleve[] },
): Parsed<SaisieCopies> {
  const read = readForm(
    z.object({
      choix: choices(
        facts.sources.map((source) => source.id),
        "Une période cochée n’est plus proposée : rechargez la page.",
      ).min(1, { error: "Cochez au moins une période à préparer." }),
      annexes: choice(["garder", "copier"], "Gardez les annexes ou copiez-les."),
      referents: choice(["comme", "partage"], "Choisissez comment proposer les référents."),
    }),
    input,
  );
  if (!read.ok) return read;
  const errors: Record<string, string> = {};
  const lignes: LigneCopie[] = [];
  for (const source of facts.sources.filter(({ id }) => read.value.choix.includes(id))) {
    const ligne = lireLigne(input, source, facts.eleves);
    if (ligne.ok) lignes.push(ligne.value);
    else Object.assign(errors, ligne.errors);
  }
  if (Object.keys(errors).length > 0) return misread(errors);
  return parsed({
    lignes,
    copierAnnexes: read.value.annexes === "copier",
    referents: read.value.referents === "partage" ? "partage" : "comme",
  });
}
