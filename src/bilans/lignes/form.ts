import { type Cle, type Fusion, type Soumise, valeurVide } from "#bilans/lignes/rules.ts";
import { type FormState, textOf } from "#kernel/form.ts";
import type { FormInput } from "#kernel/form-input.ts";

/*
 * Each line of the form has a field of its name and a hidden field `base.<name>` = "version:value" it was drawn from, so
 * that each line is saved on its own.
 */

/** Where the fields are read from: what a browser posted, or what a refused form keeps. */
export type Source = { has(name: string): boolean; text(name: string): string };

export const sourceOf = (input: FormInput): Source => {
  const names = new Set(input.names());
  return { has: (name) => names.has(name), text: (name) => input.text(name) };
};
export const sourceOfForm = (form: FormState): Source => ({
  has: (name) => form.values[name] !== undefined,
  text: (name) => textOf(form, name),
});

export const baseName = (cle: Cle): string => `base.${cle}`;
export const baseText = (base: Soumise["base"]): string => `${base.version}:${base.valeur}`;

/** What the lines just written are drawn from from now on, for a page that goes on. */
export const basesDe = (ecrites: Fusion["ecrire"]): Record<string, string> =>
  Object.fromEntries(ecrites.map((ligne) => [baseName(ligne.cle), baseText(ligne)]));

/** "3:globale:4" → version 3, value "globale:4"; a form that carries no base started from nothing. */
export function readBase(cle: Cle, text: string): Soumise["base"] {
  const found = /^(\d{1,9}):([\s\S]*)$/.exec(text);
  return found
    ? { version: Number(found[1]), valeur: (found[2] ?? "").trim() }
    : { version: 0, valeur: valeurVide(cle) };
}
