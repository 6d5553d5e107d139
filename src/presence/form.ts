import { z } from "zod";
import type { CivilDate } from "#kernel/civil-date.ts";
import { choice, date, readVersion, version } from "#kernel/fields.ts";
import { type FormState, formOf, textOf } from "#kernel/form.ts";
import {
  type FormInput,
  GESTE,
  isGeste,
  misread,
  type Parsed,
  parsed,
  readForm,
  redraw,
} from "#kernel/form-input.ts";
import { weekDay } from "#kernel/french.ts";
import { type JourPrevu, type Note, type Notes, notesPossibles, semainesDe } from "#presence/rules.ts";

export const champJour = (jour: CivilDate) => `jour-${jour}`;

/** The list as the form shows it; "" is a day done. */
export const formulairePresence = (jours: readonly JourPrevu[], notes: Notes): FormState =>
  formOf(Object.fromEntries(jours.map(({ jour }) => [champJour(jour), notes.get(jour) ?? ""])));

export type SaisiePresence = {
  version: number;
  notes: Map<CivilDate, Note>;
  /** pressed « Confirmer les absences » */
  confirmer: boolean;
};

/** The notes once saved: a day the form does not name stays as it is. */
export function lirePresence(
  input: FormInput,
  { jours, notes }: { jours: readonly JourPrevu[]; notes: Notes },
): Parsed<SaisiePresence> {
  if (isGeste(input)) return redraw;
  const named = new Set(input.names());
  const saved = new Map(notes);
  const errors: Record<string, string> = {};
  for (const prevu of jours) {
    const name = champJour(prevu.jour);
    if (!named.has(name)) continue;
    const given = input.text(name);
    const note = notesPossibles(prevu).find((one) => one === given);
    if (note) saved.set(prevu.jour, note);
    else if (given === "") saved.delete(prevu.jour);
    else errors[name] = `Choisissez dans la liste pour le ${weekDay(prevu.jour)}.`;
  }
  if (Object.keys(errors).length > 0) return misread(errors);
  return parsed({
    version: readVersion(input.text("_version")),
    notes: saved,
    confirmer: input.text("decision") === "confirmer",
  });
}

/** « Semaine non travaillée »: the value of that press. */
export const gesteSemaine = (lundi: CivilDate) => `semaine:${lundi}`;

/** The form to draw again after that press: the whole week is not worked, or is again. */
export function apresGeste(form: FormState, jours: readonly JourPrevu[]): FormState {
  const pressed = textOf(form, GESTE);
  const week = semainesDe(jours).find(({ lundi }) => pressed === gesteSemaine(lundi));
  if (!week) return form;
  const names = week.jours.map(({ jour }) => champJour(jour));
  const off = names.every((name) => textOf(form, name) === "non-travaille");
  return {
    ...form,
    values: {
      ...form.values,
      ...Object.fromEntries(names.map((name) => [name, off ? "" : "non-travaille"])),
    },
  };
}

const rupture = z.object({
  depuis: date("Indiquez à partir de quel jour."),
  decision: choice(["arret", "retour"], "Choisissez l’un des deux boutons."),
  _version: version(),
});

/** « N’est plus venu à partir du… », or has come back. */
export function lireRupture(
  input: FormInput,
): Parsed<{ depuis: CivilDate; retour: boolean; version: number }> {
  const read = readForm(rupture, input);
  if (!read.ok) return read;
  const { depuis, decision, _version } = read.value;
  return parsed({ depuis, retour: decision === "retour", version: _version });
}

/** The day proposed to say that somebody came no more: today, within the days planned. */
export function jourPropose(jours: readonly JourPrevu[], today: CivilDate): CivilDate {
  const dans = jours.find(({ jour }) => jour >= today) ?? jours.at(-1);
  return dans?.jour ?? today;
}
