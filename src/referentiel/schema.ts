import { z } from "zod";
import { CODES_NIVEAU_REUSSITE, type ReglagesReferentiel } from "#referentiel/types.ts";

/**
 * The shape of the files of `referentiels/` (its README describes the fields). Fields that the application
 * does not read (sources, savoirs, pfmp…) are left alone.
 */
const texte = z.string().refine((text) => text.trim() !== "", "ne doit pas être vide");
const code = texte.max(20, "dépasse 20 caractères");
const verification = z.string().default("infere");

const tache = z.object({ code, intitule: texte, verification });

const statutPeriode = z.object({
  code,
  intitule: texte,
  niveaux: z.array(code).optional(),
  bilanAttitudes: z.boolean(),
  bilanEntreprise: z.boolean(),
  grilleCertificative: z.boolean(),
  nourritTableauDeBord: z.union([z.literal(false), z.literal("attitudes"), z.literal("tout")]),
  choixApprenants: z.boolean(),
});

const attitude = z.object({ code, intitule: texte });
const echelon = z.object({ code, intitule: texte, horsCalcul: z.boolean() });
const engagement = z.object({ code, intitule: texte });
const codeNiveau = z.enum(CODES_NIVEAU_REUSSITE);
const couleur = z
  .string()
  .regex(/^(#[0-9a-fA-F]{6}|[a-z][a-z0-9-]*)$/, "doit être un nom de couleur ou #rrvvbb");

export const fichierReferentiel = z.object({
  code: code.regex(/^[a-z0-9-]+$/, "ne contient que des minuscules, des chiffres et des tirets"),
  version: texte.max(40).optional(),
  sigle: texte,
  diplome: texte,
  specialite: texte,
  avertissement: z.string().nullish(),
  texteReference: z.object({ intitule: texte, publication: z.string().nullish() }).nullish(),
  niveauxClasse: z
    .array(z.object({ code, intitule: texte, abrege: texte.optional() }))
    .min(1, "doit contenir au moins un niveau"),
  activites: z.array(tache.extend({ bloc: z.string().nullish(), taches: z.array(tache).default([]) })),
  groupesCompetences: z.array(tache).default([]),
  competences: z
    .array(
      tache.extend({
        groupe: code.nullable().default(null),
        bloc: z.string().nullish(),
        mobilisee: z.boolean().default(true),
        competencesDetaillees: z
          .array(
            z.object({ code: code.optional(), intitule: texte, sousElements: z.array(texte).default([]) }),
          )
          .default([]),
      }),
    )
    .min(1, "doit contenir au moins une compétence"),
  attitudesProfessionnelles: z
    .object({
      items: z.array(z.object({ code: code.optional(), intitule: texte })).default([]),
      echelle: z.array(echelon).default([]),
    })
    .default({ items: [], echelle: [] }),
  niveauxReussite: z
    .object({
      niveaux: z
        .array(
          z.object({
            code: codeNiveau,
            intitule: texte.nullish(),
            couleur: z.string().nullish(),
            compteDansLaSynthese: z.boolean().nullish(),
          }),
        )
        .default([]),
    })
    .default({ niveaux: [] }),
  engagement: z.object({ niveaux: z.array(engagement).default([]) }).nullish(),
  matriceTachesCompetences: z
    .array(
      z.object({ tache: code, competence: code, poids: z.number().positive("doit être positif").default(1) }),
    )
    .default([]),
  epreuves: z
    .array(
      z.object({
        code,
        intitule: texte.nullish(),
        competencesEvaluees: z.array(code).default([]),
        lieuEntreprise: z.boolean().nullish(),
      }),
    )
    .default([]),
  periodes: z
    .object({
      statuts: z
        .array(
          z.object({
            code,
            intitule: texte.nullish(),
            niveaux: z.array(code).nullish(),
            bilanAttitudes: z.boolean().nullish(),
            bilanEntreprise: z.boolean().nullish(),
            grilleCertificative: z.boolean().nullish(),
            nourritTableauDeBord: statutPeriode.shape.nourritTableauDeBord.nullish(),
            choixApprenants: z.boolean().nullish(),
          }),
        )
        .default([]),
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
        degreLsl: z.number().int().min(1).max(4).nullable(),
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
      }),
    )
    .optional(),
  engagement: z.array(engagement).optional(),
  attitudes: z.array(attitude).min(1, "doit contenir au moins une attitude").optional(),
  echelleAttitudes: z.array(echelon).min(2, "doit contenir au moins deux échelons").optional(),
  statutsPeriode: z.array(statutPeriode).optional(),
  enMotsSimples: z.record(z.string(), texte).optional(),
});
