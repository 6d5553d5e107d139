import { crc32 } from "node:zlib";
import type { Compte } from "#comptes/store/identites.ts";
import { type CivilDate, civil, civilDateIn, schoolYearOf } from "#kernel/civil-date.ts";
import { longDate } from "#kernel/french.ts";
import { abregeNiveauClasse } from "#referentiel/rules.ts";
import type { Referentiel } from "#referentiel/types.ts";

export type Statut = "scolaire" | "apprenti";
export const statutText: Record<Statut, string> = { scolaire: "Scolaire", apprenti: "Apprenti" };

/**
 * The version of a record that keeps none: a number drawn from its values, so that a page made from other values is
 * stale. At most nine digits, never 0.
 */
export const versionDe = (values: readonly (string | null)[]): number =>
  (crc32(JSON.stringify(values)) % 999_999_998) + 1;

/** The year shown: the one asked for in the address when it reads as a year, else the one of today. */
export function anneeDemandee(text: string | null, today: CivilDate): number {
  const asked = Number(text);
  return Number.isInteger(asked) && asked >= 2000 && asked < 2100 ? asked : schoolYearOf(today);
}

/** The first day of an enrolment written today: a class of a year to come begins with it, on 1 September. */
export function premierJour(annee: number, today: CivilDate): CivilDate {
  const rentree = civil(`${annee}-09-01`);
  return today < rentree ? rentree : today;
}

/** « Code d’accès : à imprimer », « imprimé le 23 novembre 2026 », or « compte activé ». */
export function etatCompteText(compte: Compte, fuseau: string): string {
  if (compte.etat === "active") return "compte activé";
  if (compte.etat === "sans-code") return "à imprimer";
  return compte.codeRemisLe ? `imprimé le ${longDate(civilDateIn(compte.codeRemisLe, fuseau))}` : "imprimé";
}

/** A class as lists show it. */
export type Classe = {
  id: string;
  nom: string;
  annee: number;
  niveau: string;
  referentiel: string;
  apprenants: number;
  enseignants: string[];
};

/** A learner of a class: what everybody who reads class lists may see. */
export type ApprenantDeClasse = {
  id: string;
  nom: string;
  prenom: string;
  statut: Statut;
  identite: string | null;
  compte: Compte;
};

export type Choix = { value: string; text: string };

/** The class levels known by the référentiels, each once, in their order. */
export function choixNiveaux(referentiels: ReadonlyMap<string, Referentiel>): Choix[] {
  const levels = new Map<string, string>();
  for (const ref of referentiels.values())
    for (const niveau of ref.niveauxClasse)
      if (!levels.has(niveau.code)) levels.set(niveau.code, niveau.intitule);
  return [...levels].map(([value, text]) => ({ value, text }));
}

/** « MSPC : Maintenance des systèmes de production connectés » */
export const choixReferentiels = (referentiels: ReadonlyMap<string, Referentiel>): Choix[] =>
  [...referentiels.values()].map((ref) => ({
    value: ref.code,
    text: `${ref.sigle}\u00a0: ${ref.specialite.replaceAll("'", "’")}`,
  }));

/** The référentiel that a class's name tells (« 1 MELEC » → melec), else the only one, else none. */
export function referentielDevine(
  nom: string,
  referentiels: ReadonlyMap<string, Referentiel>,
): string | undefined {
  const all = [...referentiels.values()];
  const named = all.find((ref) => nom.toUpperCase().includes(ref.sigle.toUpperCase()));
  return named?.code ?? (all.length === 1 ? all[0]?.code : undefined);
}

/** « 1re · MSPC »: the level and the diploma of a class, in the words of its référentiel. */
export function niveauEtDiplome(
  classe: { niveau: string; referentiel: string },
  referentiels: ReadonlyMap<string, Referentiel>,
): string {
  const ref = referentiels.get(classe.referentiel);
  return ref ? `${abregeNiveauClasse(ref, classe.niveau)} · ${ref.sigle}` : classe.niveau;
}
