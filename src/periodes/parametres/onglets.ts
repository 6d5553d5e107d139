import { count } from "#kernel/french.ts";
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

/** Where each tab stands, in the words shown under its name. */
export function etatOnglet(
  facts: Pick<Periode, "conditions" | "dossiers" | "objectifs" | "taches">,
  onglet: Onglet,
): string {
  switch (onglet) {
    case "informations": {
      const { horaires, concertation, modalitesEvaluation } = facts.conditions;
      const whole = Object.keys(horaires).length > 0 && concertation !== "" && modalitesEvaluation !== "";
      return whole ? "complet" : "conditions à compléter";
    }
    case "apprenants":
      return facts.dossiers > 0 ? count(facts.dossiers, "apprenant") : "à choisir";
    case "objectifs":
      return facts.objectifs.length > 0 ? count(facts.objectifs.length, "objectif") : "à écrire";
    case "activites":
      return facts.taches.length > 0 ? count(facts.taches.length, "tâche") : "à choisir";
  }
}
