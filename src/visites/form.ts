import { z } from "zod";
import type { CivilDate } from "#kernel/civil-date.ts";
import { choice, date, prose, version } from "#kernel/fields.ts";
import { type FormState, formOf } from "#kernel/form.ts";
import { type FormInput, misread, type Parsed, parsed, readForm } from "#kernel/form-input.ts";
import { codesFormes, type Forme, type Personne, type Visite } from "#visites/rules.ts";

const clock = z
  .string()
  .trim()
  .refine((text) => text === "" || /^([01]?\d|2[0-3])(:| ?h ?)[0-5]\d$/.test(text), {
    error: "Cette heure n’existe pas (exemple : 14:30).",
  })
  .transform((text) => (text === "" ? null : text.replace(/ ?h ?/, ":").padStart(5, "0")));

const rendezvous = (enseignants: readonly Personne[]) => ({
  date: date("Indiquez le jour de la visite."),
  heure: clock,
  forme: choice(codesFormes, "Choisissez comment la visite se fait."),
  visiteur: choice(
    enseignants.map((one) => one.id),
    "Choisissez qui fait la visite.",
  ),
});

export type SaisieVisite = { date: CivilDate; heure: string | null; forme: Forme; visiteur: string };
export type SaisieCompteRendu = SaisieVisite & { compteRendu: string; etat: Visite["etat"]; version: number };

export function lireVisite(input: FormInput, enseignants: readonly Personne[]): Parsed<SaisieVisite> {
  const read = readForm(z.object(rendezvous(enseignants)), input);
  return read.ok ? parsed({ ...read.value, forme: read.value.forme as Forme }) : read;
}

/** The whole visit; the button pressed says what becomes of it. A report is asked of a visit that took place. */
export function lireCompteRendu(
  input: FormInput,
  enseignants: readonly Personne[],
  today: CivilDate,
): Parsed<SaisieCompteRendu> {
  const read = readForm(
    z.object({ ...rendezvous(enseignants), compteRendu: prose(3000), _version: version() }),
    input,
  );
  if (!read.ok) return read;
  const { _version, forme, ...rest } = read.value;
  const etat = input.text("decision") === "faite" ? "faite" : "prevue";
  if (etat === "faite" && rest.date > today)
    return misread({ date: "Cette visite n’a pas encore eu lieu : corrigez sa date, ou attendez ce jour." });
  return parsed({ ...rest, forme: forme as Forme, etat, version: _version });
}

export const formulaireVisite = (visite: Visite): FormState =>
  formOf({
    date: visite.date,
    heure: visite.heure ?? "",
    forme: visite.forme,
    visiteur: visite.visiteur.id,
    compteRendu: visite.compteRendu,
  });
