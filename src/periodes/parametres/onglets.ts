import type { CandidatDossier, Periode } from "#periodes/rules.ts";
import type { Referentiel } from "#referentiel/types.ts";

/** The four tabs of « Modifier les paramètres de la période » (S-07). */
export const onglets = {
  informations: "Informations",
  apprenants: "Choix des apprenants",
  objectifs: "Objectifs",
  activites: "Activités",
} as const;

export type Onglet = keyof typeof onglets;

export const isOnglet = (text: string): text is Onglet => Object.hasOwn(onglets, text);

/** `candidats` is filled for the tab « Choix des apprenants » only. */
export type FaitsParametres = Periode & { onglet: Onglet; ref: Referentiel; candidats: CandidatDossier[] };
