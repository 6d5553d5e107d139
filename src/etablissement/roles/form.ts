import { z } from "zod";
import type { Personne } from "#etablissement/roles/rules.ts";
import { versionDe } from "#etablissement/rules.ts";
import { mail, requiredLine, version } from "#kernel/fields.ts";
import type { Conflict } from "#kernel/form.ts";
import { type FormInput, readForm } from "#kernel/form-input.ts";

/** The three fields that name a person who will sign in by mail. */
export const champsPersonne = {
  nom: requiredLine("Indiquez le nom.", 100),
  prenom: requiredLine("Indiquez le prénom.", 100),
  courriel: mail("Indiquez le courriel : le lien d’activation y est envoyé."),
};

export const readPersonne = (input: FormInput) =>
  readForm(z.object({ ...champsPersonne, _version: version() }), input);

export const versionDePersonne = ({ nom, prenom, courriel }: Personne): number =>
  versionDe([nom, prenom, courriel]);

/** What another administrator wrote of this person meanwhile, beside what was typed. */
export const conflitPersonne = (stored: Personne, typed: Personne): Conflict => ({
  version: versionDePersonne(stored),
  by: "Un autre administrateur a corrigé cette personne pendant votre saisie.",
  fields: (
    [
      ["nom", "Nom"],
      ["prenom", "Prénom"],
      ["courriel", "Courriel"],
    ] as const
  )
    .map(([name, label]) => ({ name, label, yours: typed[name], theirs: stored[name] }))
    .filter(({ yours, theirs }) => yours !== theirs),
});
