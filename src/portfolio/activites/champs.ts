/**
 * What a maintenance activity tells (S-54, S-55): the fields of the MSPC family's portfolio, in the order of the form
 * (`portfolio.champsActivite` of referentiels/mspc.json). One table for the form, its checks, the page and the documents.
 */
export type ChampActivite = {
  /** key in `activite.champs`; never renamed, records hold it */
  name: string;
  label: string;
  kind: "date" | "ligne" | "texte";
  hint: string | null;
  /** characters */
  max: number;
  /** beginnings of sentences (B-06) */
  amorces?: readonly string[];
};

export type PartieActivite = { titre: string; champs: readonly ChampActivite[] };

const LIGNE = 200;
const TEXTE = 6_000;

export const partiesActivite: readonly PartieActivite[] = [
  {
    titre: "Bon de travail",
    champs: [
      { name: "date", label: "Date", kind: "date", hint: null, max: LIGNE },
      {
        name: "secteur",
        label: "Secteur",
        kind: "ligne",
        hint: "L’atelier, la ligne ou la zone où se trouve la machine.",
        max: LIGNE,
      },
      {
        name: "demandeur",
        label: "Demandeur",
        kind: "ligne",
        hint: "La personne ou le service qui demande l’intervention.",
        max: LIGNE,
      },
      {
        name: "machine",
        label: "Machine",
        kind: "ligne",
        hint: "Son nom, sa marque et son modèle.",
        max: LIGNE,
      },
      {
        name: "nature",
        label: "Nature du travail à réaliser",
        kind: "texte",
        hint: "Qu’est-ce qu’on t’a demandé de faire ?",
        max: TEXTE,
        amorces: ["On m’a demandé de…", "La machine devait…", "Il fallait…"],
      },
      {
        name: "fournitures",
        label: "Fournitures",
        kind: "texte",
        hint: "Pièces, outils, consommables : un par ligne.",
        max: TEXTE,
        amorces: ["Pièces de rechange…", "Outillage…", "Équipements de protection…"],
      },
      {
        name: "documentation",
        label: "Documentation",
        kind: "texte",
        hint: "Schémas, notices, modes opératoires que tu as utilisés.",
        max: TEXTE,
        amorces: [
          "J’ai utilisé le schéma…",
          "J’ai suivi la notice…",
          "J’ai cherché dans le dossier technique…",
        ],
      },
    ],
  },
  {
    titre: "Rapport d’intervention",
    champs: [
      {
        name: "defauts",
        label: "Défauts constatés",
        kind: "texte",
        hint: "Qu’est-ce qui n’allait pas ? Qu’as-tu vu, entendu, mesuré ?",
        max: TEXTE,
        amorces: ["La machine s’arrêtait quand…", "J’ai constaté que…", "J’ai mesuré…"],
      },
      {
        name: "causes",
        label: "Cause(s)",
        kind: "texte",
        hint: "Pourquoi est-ce arrivé ?",
        max: TEXTE,
        amorces: ["Le défaut venait de…", "La pièce était usée car…", "J’ai vérifié en…"],
      },
      {
        name: "reparations",
        label: "Réparations effectuées",
        kind: "texte",
        hint: "Ce que tu as fait, dans l’ordre, jusqu’aux essais.",
        max: TEXTE,
        amorces: ["D’abord, j’ai consigné…", "Ensuite, j’ai démonté…", "J’ai remplacé…", "Aux essais,…"],
      },
      {
        name: "duree",
        label: "Durée de l’intervention",
        kind: "ligne",
        hint: "Par exemple 30 min, 1 h 15.",
        max: LIGNE,
      },
    ],
  },
];

export const champsActivite: readonly ChampActivite[] = partiesActivite.flatMap((partie) => partie.champs);

/** How the activity was done (S-54). */
export const conditions = [
  { code: "autonomie", intitule: "En autonomie" },
  { code: "accompagne", intitule: "Accompagné" },
] as const;

export type Condition = (typeof conditions)[number]["code"];

export const TITRE_MAX = 200;
