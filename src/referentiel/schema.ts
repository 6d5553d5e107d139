import { z } from "zod";
import { CODES_NIVEAU_REUSSITE, type ReglagesReferentiel } from "#referentiel/types.ts";

/** What PostgreSQL cannot keep (NUL, half a surrogate pair), and what no label holds. */
const lisible = (text: string) => text.isWellFormed() && !/[^\P{Cc}\n\t]/u.test(text);
const libre = z
  .string()
  .max(4_000, "dépasse 4 000 caractères")
  .refine(lisible, "contient des caractères illisibles");
const texte = libre.refine((text) => text.trim() !== "", "ne doit pas être vide");
/** A code names fields of forms and keys of records: nothing that a browser or a language gives a meaning to. */
const code = texte
  .max(20, "dépasse 20 caractères")
  .regex(
    /^[\p{L}\p{N}][\p{L}\p{N} .#/-]*$/u,
    "ne contient que des lettres, des chiffres, des espaces et . # / -",
  )
  .refine((text) => !(text in {}), "est un mot réservé");
const verification = libre.default("infere");
/** More than any diploma has; a file beyond it is not a référentiel. */
const liste = <T extends z.ZodType>(item: T, max = 200) => z.array(item).max(max, `dépasse ${max} éléments`);

const tache = z.object({ code, intitule: texte, verification });

const statutPeriode = z.object({
  code,
  intitule: texte,
  niveaux: liste(code).optional(),
  bilanAttitudes: z.boolean(),
  bilanEntreprise: z.boolean(),
  grilleCertificative: z.boolean(),
  nourritTableauDeBord: z.union([z.literal(false), z.literal("attitudes"), z.literal("tout")]),
  choixApprenants: z.boolean(),
});

const attitude = z.object({ code, intitule: texte });
const echelon = z.object({ code, intitule: texte, horsCalcul: z.boolean() });
const engagement = z.object({ code, intitule: texte });
/** Degree of LSL Pro. */
const degreLsl = z.number().int().min(1).max(4).nullable();
const codeNiveau = z.enum(CODES_NIVEAU_REUSSITE);
const couleur = z
  .string()
  .regex(/^(#[0-9a-fA-F]{6}|[a-z][a-z0-9-]*)$/, "doit être un nom de couleur ou #rrvvbb");

/**
 * The shape of the files of `referentiels/` (its README describes the fields). Fields that the application
 * does not read (sources, savoirs, pfmp…) are left alone.
 */
export const fichierReferentiel = z.object({
  code: code.regex(/^[a-z0-9-]+$/, "ne contient que des minuscules, des chiffres et des tirets"),
  // « + » begins what the school’s settings add to a version
  version: texte
    .max(40, "dépasse 40 caractères")
    .regex(/^[\p{L}\p{N} ._-]+$/u, "ne contient que des lettres, des chiffres, des espaces et . _ -")
    .optional(),
  sigle: texte,
  diplome: texte,
  specialite: texte,
  avertissement: libre.nullish(),
  texteReference: z.object({ intitule: texte, publication: libre.nullish() }).nullish(),
  niveauxClasse: liste(z.object({ code, intitule: texte, abrege: texte.optional() })).min(
    1,
    "doit contenir au moins un niveau",
  ),
  activites: liste(tache.extend({ bloc: libre.nullish(), taches: liste(tache).default([]) })),
  groupesCompetences: liste(tache).default([]),
  competences: liste(
    tache.extend({
      groupe: code.nullable().default(null),
      bloc: libre.nullish(),
      mobilisee: z.boolean().default(true),
      competencesDetaillees: liste(
        z.object({ code: code.optional(), intitule: texte, sousElements: liste(texte).default([]) }),
      ).default([]),
    }),
  ).min(1, "doit contenir au moins une compétence"),
  attitudesProfessionnelles: z
    .object({
      items: liste(z.object({ code: code.optional(), intitule: texte })).default([]),
      echelle: liste(echelon).default([]),
    })
    .default({ items: [], echelle: [] }),
  niveauxReussite: z
    .object({
      niveaux: liste(
        z.object({
          code: codeNiveau,
          intitule: texte.nullish(),
          couleur: libre.nullish(),
          compteDansLaSynthese: z.boolean().nullish(),
        }),
      ).default([]),
    })
    .default({ niveaux: [] }),
  engagement: z.object({ niveaux: liste(engagement).default([]) }).nullish(),
  matriceTachesCompetences: liste(
    z.object({ tache: code, competence: code, poids: z.number().positive("doit être positif").default(1) }),
    3_000,
  ).default([]),
  epreuves: liste(
    z.object({
      code,
      intitule: texte.nullish(),
      competencesEvaluees: liste(code).default([]),
      lieuEntreprise: z.boolean().nullish(),
    }),
  ).default([]),
  periodes: z
    .object({
      statuts: liste(
        z.object({
          code,
          intitule: texte.nullish(),
          niveaux: liste(code).nullish(),
          bilanAttitudes: z.boolean().nullish(),
          bilanEntreprise: z.boolean().nullish(),
          grilleCertificative: z.boolean().nullish(),
          nourritTableauDeBord: statutPeriode.shape.nourritTableauDeBord.nullish(),
          choixApprenants: z.boolean().nullish(),
        }),
      ).default([]),
    })
    .default({ statuts: [] }),
});
export type FichierReferentiel = z.output<typeof fichierReferentiel>;

export const fichierDefauts = z.object({
  niveauxClasse: z.array(z.object({ code, intitule: texte, abrege: texte })).min(1),
  niveauxReussite: z
    .array(
      z.object({
        code: codeNiveau,
        intitule: texte,
        enMotsSimples: texte,
        couleur,
        compteDansLaSynthese: z.boolean(),
        degreLsl,
      }),
    )
    .length(CODES_NIVEAU_REUSSITE.length, "doit contenir les six niveaux"),
  attitudes: z.array(attitude).min(1),
  echelleAttitudes: z.array(echelon).min(2),
  engagement: z.array(engagement).min(1),
  statutsPeriode: z.array(statutPeriode).min(1),
  statutOrdinaire: statutPeriode.omit({ code: true, intitule: true, niveaux: true }),
  statutCertificatif: statutPeriode.omit({ code: true, niveaux: true }),
  /** by référentiel code, then by competence code */
  enMotsSimples: z.record(z.string(), z.record(z.string(), texte)),
});
export type Defauts = z.output<typeof fichierDefauts>;

/** The school's settings, read from the database or from a form. */
export const reglagesReferentiel: z.ZodType<ReglagesReferentiel> = z.object({
  niveauxReussite: z
    .array(
      z.object({
        code: codeNiveau,
        intitule: texte.optional(),
        enMotsSimples: texte.nullable().optional(),
        couleur: couleur.optional(),
        degreLsl: degreLsl.optional(),
      }),
    )
    .optional(),
  engagement: z.array(engagement).optional(),
  attitudes: z.array(attitude).min(1, "doit contenir au moins une attitude").optional(),
  echelleAttitudes: z.array(echelon).min(2, "doit contenir au moins deux échelons").optional(),
  statutsPeriode: z.array(statutPeriode).optional(),
  enMotsSimples: z.record(z.string(), texte).optional(),
});
