import { z } from "zod";
import { type Decision, refuse } from "#kernel/decision.ts";
import { type FormInput, misread, type Parsed, parsed, readForm } from "#kernel/form-input.ts";
import type { FaitsFichiers } from "#portfolio/fichiers/load.ts";
import { adresseDe, type Fichier, lieuDe } from "#portfolio/fichiers/rules.ts";
import { texte } from "#portfolio/form.ts";
import { semaineDuLundi, semainesDe } from "#portfolio/semaines/rules.ts";

export const LEGENDE_MAX = 300;
export const NOM_MAX = 120;

const legende = () => texte(LEGENDE_MAX);
const nom = () => texte(NOM_MAX).refine((text) => text !== "", { error: "Donne un nom." });
const oui = z.string().transform((text) => text === "oui");
const lien = () =>
  texte(2_000).transform((text, ctx) => {
    const lue = adresseDe(text);
    if (lue) return lue.lien;
    ctx.addIssue({
      code: "custom",
      message: text
        ? "Cette adresse n’est pas complète (exemple : https://www.entreprise.fr)."
        : "Écris l’adresse internet.",
    });
    return z.NEVER;
  });

/** The anchor of a form, when it is a place of this portfolio. */
export function lireAncre(input: FormInput, faits: FaitsFichiers): Decision<string> {
  const ancre = input.text("ancre");
  const lieu = lieuDe(ancre);
  const trouvee =
    lieu?.genre === "annexes" ||
    (lieu?.genre === "semaine" &&
      semaineDuLundi(semainesDe(faits.periode, faits.sommaire.semaines), lieu.lundi) !== undefined) ||
    (lieu?.genre === "activite" && faits.activites.includes(lieu.activite));
  return trouvee
    ? { ok: true, value: ancre }
    : refuse("fichier-ancre", "Cette semaine ou cette activité n’est plus là : recharge la page.", "fichier");
}

const details = z.object({ legende: legende(), autorisation: oui });
export type Details = z.infer<typeof details>;

/** What is said of a file as it is added. */
export const lireDetails = (input: FormInput): Parsed<Details> => readForm(details, input);

export const lireAdresse = (input: FormInput) =>
  readForm(z.object({ lien: lien(), titre: texte(NOM_MAX), legendeLien: legende() }), input);

/** The fields of « Modifier »: an address has its own, a photo its authorisation. */
export function lireModification(input: FormInput, { genre, lien: avant }: Fichier) {
  if (genre === "lien") {
    const lu = readForm(z.object({ nom: nom(), legende: legende(), lien: lien() }), input);
    return lu.ok ? parsed({ ...lu.value, autorisation: false }) : lu;
  }
  const lu = readForm(z.object({ nom: nom(), legende: legende(), autorisation: oui }), input);
  return lu.ok ? parsed({ ...lu.value, lien: avant }) : lu;
}

/** A refusal shown at its field. */
export const auChamp = ({ field, message }: { field?: string; message: string }) =>
  misread({ [field ?? "fichier"]: message });
