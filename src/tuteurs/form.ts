import { z } from "zod";
import { mail, requiredLine, version } from "#kernel/fields.ts";
import { type FormInput, misread, type Parsed, parsed, readForm } from "#kernel/form-input.ts";
import { isId } from "#kernel/id.ts";

const identite = z.object({
  nom: requiredLine("Indiquez le nom du tuteur.", 100),
  prenom: requiredLine("Indiquez le prénom du tuteur.", 100),
  courriel: mail("Indiquez le courriel du tuteur."),
});
const schema = identite.extend({ _version: version() });

export type IdentiteTuteur = { nom: string; prenom: string; courriel: string };

/** « Identité du tuteur »: the three fields are mandatory (S-34). */
export function lireInvitation(input: FormInput): Parsed<{ version: number; tuteur: IdentiteTuteur }> {
  const read = readForm(schema, input);
  if (!read.ok) return read;
  const { _version, ...tuteur } = read.value;
  return parsed({ version: _version, tuteur });
}

/** A tutor named by a fiche, as an invitation wants him; null while something is missing or badly written. */
export const identiteComplete = (tuteur: IdentiteTuteur): IdentiteTuteur | null =>
  identite.safeParse(tuteur).data ?? null;

/** One tutor ticked: the version of the stay says which name and address were reviewed. */
export type Coche = { accueil: string; version: number };

export const ecrireCoche = ({ accueil, version }: Coche): string => `${accueil}.${version}`;

/** The lines ticked on the review screen, each once. */
export function lireCoches(input: FormInput): Parsed<Coche[]> {
  const values = [...new Set(input.texts("tuteurs"))].filter((value) => value !== "");
  if (values.length === 0) return misread({ tuteurs: "Cochez au moins un tuteur." });
  const coches = values.map((value) => {
    const [accueil = "", version = ""] = value.split(".");
    return { accueil, version: /^\d{1,9}$/.test(version) ? Number(version) : Number.NaN };
  });
  const wrong = coches.some(({ accueil, version }) => !isId(accueil) || Number.isNaN(version));
  return wrong ? misread({ tuteurs: "Un choix n’est plus proposé : rechargez la page." }) : parsed(coches);
}
