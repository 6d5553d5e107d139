import { z } from "zod";

/** Whole years after which a kind of record may be purged, counted from the end of the learner's last school year. */
export type Conservation = { portfolios: number; evaluations: number; journaux: number };

/** What a school decides for itself; everything has a default, so that a school that settles nothing works. */
export type ReglagesEtablissement = {
  conservation: Conservation;
  /** pré-convention and attestation are made for apprentis too (off: their contract stands for both) */
  documentsApprentis: boolean;
  /** teachers may show a validated certificative grid to its learner, one by one */
  publierGrilles: boolean;
  /** titles under the signature boxes of the pré-convention, 3 to 5, in their order */
  signataires: string[];
  /** what the pré-convention says under the works that need a declaration for minors; "": nothing */
  mentionTravaux: string;
};

export const SIGNATAIRES_MIN = 3;
export const SIGNATAIRES_MAX = 5;
export const ANNEES_MIN = 1;
export const ANNEES_MAX = 50;

/** Signatories of the note de service of 2008, then those D.124-4 adds (`domain.md` §3). */
export const signatairesProposes = [
  "Chef d’établissement",
  "Représentant de l’entreprise",
  "Apprenant ou représentant légal",
  "Enseignant référent",
  "Tuteur",
];

export const MENTION_MAX = 600;
/** Since the decrees of 17-4-2015 it is a declaration, no longer an authorisation (`domain.md` §3). */
const mentionProposee =
  "Travaux réglementés : l’établissement et l’entreprise adressent chacun une déclaration de dérogation à l’inspection du travail avant d’y affecter un mineur (décrets 2015-443 et 2015-444 du 17 avril 2015).";

export const reglagesParDefaut: ReglagesEtablissement = {
  conservation: { portfolios: 2, evaluations: 5, journaux: 1 },
  documentsApprentis: false,
  publierGrilles: false,
  signataires: signatairesProposes.slice(0, SIGNATAIRES_MIN),
  mentionTravaux: mentionProposee,
};

const annees = (defaut: number) => z.number().int().min(ANNEES_MIN).max(ANNEES_MAX).catch(defaut);

const { conservation, documentsApprentis, publierGrilles, signataires, mentionTravaux } = reglagesParDefaut;
const stored = z.object({
  conservation: z
    .object({
      portfolios: annees(conservation.portfolios),
      evaluations: annees(conservation.evaluations),
      journaux: annees(conservation.journaux),
    })
    .catch(conservation),
  documentsApprentis: z.boolean().catch(documentsApprentis),
  publierGrilles: z.boolean().catch(publierGrilles),
  signataires: z
    .array(z.string().min(1))
    .min(SIGNATAIRES_MIN)
    .max(SIGNATAIRES_MAX)
    .catch([...signataires]),
  mentionTravaux: z.string().max(MENTION_MAX).catch(mentionTravaux),
});

/** The settings out of the column `etablissement.reglages`: what is absent or unreadable takes its default. */
export const readReglages = (json: unknown): ReglagesEtablissement =>
  stored.parse(json !== null && typeof json === "object" ? json : {});

export type Fuseau = { value: string; text: string };

/** The time zones of French schools: the mainland, then overseas from west to east. */
export const fuseaux: readonly Fuseau[] = [
  { value: "Europe/Paris", text: "France métropolitaine (Paris)" },
  { value: "Pacific/Tahiti", text: "Polynésie française : îles de la Société (Tahiti)" },
  { value: "Pacific/Marquesas", text: "Polynésie française : îles Marquises" },
  { value: "Pacific/Gambier", text: "Polynésie française : îles Gambier" },
  { value: "America/Guadeloupe", text: "Guadeloupe" },
  { value: "America/Martinique", text: "Martinique" },
  { value: "America/Marigot", text: "Saint-Martin" },
  { value: "America/St_Barthelemy", text: "Saint-Barthélemy" },
  { value: "America/Cayenne", text: "Guyane" },
  { value: "America/Miquelon", text: "Saint-Pierre-et-Miquelon" },
  { value: "Indian/Mayotte", text: "Mayotte" },
  { value: "Indian/Reunion", text: "La Réunion" },
  { value: "Pacific/Noumea", text: "Nouvelle-Calédonie" },
  { value: "Pacific/Wallis", text: "Wallis-et-Futuna" },
];
