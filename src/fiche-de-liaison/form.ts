import { z } from "zod";
import { lireObjectifsSaisis } from "#annexes/objectifs/form.ts";
import type { Lieu } from "#fiche-de-liaison/rules.ts";
import { parseCivilDate, parseFrenchDate } from "#kernel/civil-date.ts";
import {
  choices,
  line,
  optionalMail,
  postcode,
  readVersion,
  requiredLine,
  telephone,
  version,
} from "#kernel/fields.ts";
import { formOf } from "#kernel/form.ts";
import {
  type FormInput,
  isGeste,
  misread,
  type Parsed,
  parsed,
  readForm,
  redraw,
} from "#kernel/form-input.ts";
import { isSiret } from "#kernel/siret.ts";
import type { Referentiel } from "#referentiel/types.ts";

const siret = () =>
  z
    .string()
    .transform((text) => text.replace(/[\s.\u00a0]/g, ""))
    .refine((text) => text === "" || isSiret(text), {
      error: "Ce SIRET n’existe pas : il a quatorze chiffres (il est facultatif).",
    });

const entreprise = z.object({
  _version: version(),
  entreprise: requiredLine("La raison sociale de l’entreprise est à indiquer."),
  adresse: line(),
  codePostal: postcode(),
  ville: line(100),
  secteur: line(),
  telephone: telephone(),
  siret: siret(),
});

const tuteur = z.object({
  tuteurNom: line(100),
  tuteurPrenom: line(100),
  tuteurTelephone: telephone(),
  tuteurCourriel: optionalMail(),
});

/** A day of a stay as "2026-11-23"; "" for the period's own. */
const jour = () =>
  z
    .string()
    .trim()
    .transform((text, ctx): string => {
      const found = text === "" ? "" : (parseCivilDate(text) ?? parseFrenchDate(text));
      if (found !== undefined) return found;
      ctx.addIssue({ code: "custom", message: "Cette date n’existe pas (exemple : 23/11/2026)." });
      return z.NEVER;
    });

const jours = z.object({ du: jour(), au: jour() });

export type SaisieLieu = { version: number; lieu: Lieu };

/**
 * Reads the company, and what the form asks beside it; what it does not ask stays as the fiche holds it.
 * @param demande the tutor is not asked of an apprenti, the days only when there are two companies
 */
export function lireLieu(
  input: FormInput,
  garde: Lieu,
  demande: { tuteur: boolean; jours: boolean },
): Parsed<SaisieLieu> {
  const company = readForm(entreprise, input);
  const tutor = demande.tuteur ? readForm(tuteur, input) : parsed({});
  const days = demande.jours ? readForm(jours, input) : parsed({});
  if (!company.ok || !tutor.ok || !days.ok)
    return misread({
      ...(company.ok ? {} : company.errors),
      ...(days.ok ? {} : days.errors),
      ...(tutor.ok ? {} : tutor.errors),
    });
  const { _version, ...valeurs } = company.value;
  return parsed({ version: _version, lieu: { ...garde, ...tutor.value, ...days.value, ...valeurs } });
}

/** The first day in a second company, "" when an apprenti gives none. */
export const lireDeuxieme = (input: FormInput) =>
  readForm(z.object({ _version: version(), aPartirDu: jour() }), input);

export type SaisieObjectifs = { version: number; objectifs: string[] };

/** The rows of the list of objectives, each with the competences it cites (S-26). */
export function lireFormObjectifs(input: FormInput, referentiel: Referentiel): Parsed<SaisieObjectifs> {
  if (isGeste(input)) return redraw;
  const read = lireObjectifsSaisis(formOf(input.values()), referentiel);
  return read.ok ? parsed({ version: readVersion(input.text("_version")), objectifs: read.value }) : read;
}

export type SaisieActivites = { version: number; taches: string[] };

/** The tasks ticked, in the order of the référentiel; `codes` are those it offers and those already kept. */
export function lireFormActivites(input: FormInput, codes: readonly string[]): Parsed<SaisieActivites> {
  const read = readForm(z.object({ _version: version(), taches: choices(codes) }), input);
  if (!read.ok) return read;
  const cochees = new Set(read.value.taches);
  if (cochees.size === 0) return misread({ taches: "Il faut au moins une activité." });
  return parsed({ version: read.value._version, taches: codes.filter((code) => cochees.has(code)) });
}

/** What a teacher decides of a learner's proposal; `proposition` is the one he was shown. */
export type SaisieDecision = { version: number; proposition: string; acceptee: boolean };

export function lireDecision(input: FormInput): Parsed<SaisieDecision> {
  const decision = input.text("decision");
  if (decision !== "accepter" && decision !== "ecarter")
    return misread({ decision: "Choisissez d’accepter ou d’écarter la proposition." });
  const acceptee = decision === "accepter";
  return parsed({
    version: readVersion(input.text("_version")),
    proposition: input.text("proposition"),
    acceptee,
  });
}
