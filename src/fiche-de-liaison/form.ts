import { z } from "zod";
import type { Lieu } from "#fiche-de-liaison/rules.ts";
import { lireObjectifs } from "#fiche-de-liaison/rules.ts";
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
import { type FormInput, misread, type Parsed, parsed, readForm } from "#kernel/form-input.ts";
import { isSiret } from "#kernel/siret.ts";

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

export type SaisieLieu = { version: number; lieu: Lieu };

/** @param garde what the fiche holds, for an apprenti: his form does not ask for a tutor, what is kept stays */
export function lireLieu(input: FormInput, garde: Lieu | null): Parsed<SaisieLieu> {
  const company = readForm(entreprise, input);
  const tutor = garde ? parsed(garde) : readForm(tuteur, input);
  if (!company.ok || !tutor.ok)
    return misread({ ...(company.ok ? {} : company.errors), ...(tutor.ok ? {} : tutor.errors) });
  const { _version, ...valeurs } = company.value;
  return parsed({ version: _version, lieu: { ...tutor.value, ...valeurs } });
}

export type SaisieObjectifs = { version: number; objectifs: string[] };

const MAX_OBJECTIFS = 30;
const MAX_LIGNE = 300;

/** One objective a line (S-26). */
export function lireFormObjectifs(input: FormInput): Parsed<SaisieObjectifs> {
  const objectifs = lireObjectifs(input.text("objectifs"));
  const wrong = (message: string) => misread({ objectifs: message });
  if (objectifs.length === 0) return wrong("Il faut au moins un objectif, un par ligne.");
  if (objectifs.length > MAX_OBJECTIFS)
    return wrong(`Il y a plus de ${MAX_OBJECTIFS} objectifs : regroupez-les.`);
  if (objectifs.some((objectif) => objectif.length > MAX_LIGNE))
    return wrong(`Un objectif dépasse ${MAX_LIGNE} caractères : raccourcissez-le.`);
  return parsed({ version: readVersion(input.text("_version")), objectifs });
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
