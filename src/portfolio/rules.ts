import { type CivilDate, civilDateIn } from "#kernel/civil-date.ts";
import type { Conflict, FormState } from "#kernel/form.ts";
import { hour, longDate } from "#kernel/french.ts";
import { libelleTache, tachesDe } from "#referentiel/rules.ts";
import type { Referentiel } from "#referentiel/types.ts";

/** What the tabs count (S-43). */
export type Sommaire = {
  /** « Fragrance Plus », in the order of the stays; none while the fiche does not say it */
  entreprises: readonly string[];
  /** how many of the four questions about the company are answered */
  reponses: number;
  /** the learner has placed the pin of the map */
  repere: boolean;
  /** Mondays of the weeks in which something is written; a week saved empty is not counted */
  semaines: readonly string[];
  /** posts of the organigramme */
  postes: number;
  activites: number;
  commentaires: number;
  commentairesAFaire: number;
  /** files and addresses of the tab « Annexes » */
  annexes: number;
};

/** A text of the learner as its form holds it: what is stored, sent, compared and kept in the history. */
export type Contenu = Record<string, string | readonly string[]>;

/** A text as stored; version 0 is the text that nobody has written yet. */
export type Ecrit = { contenu: Contenu; version: number; modifieLe: Date | null };

const flat = (value: Contenu[string] | undefined): string =>
  value === undefined ? "" : typeof value === "string" ? value : value.join("\n");

const names = (a: Contenu, b: Contenu) => [...new Set([...Object.keys(a), ...Object.keys(b)])];

/** The fields in which two texts differ. */
export const differences = (a: Contenu, b: Contenu): string[] =>
  names(a, b).filter((name) => flat(a[name]) !== flat(b[name]));

/**
 * What a save becomes. The same words sent twice are not a conflict: a phone that did not hear the answer sends again.
 * @param version the one the person started from
 */
export function issueDe(stocke: Ecrit, envoye: Contenu, version: number): "inchange" | "perime" | "ecrire" {
  if (stocke.version > 0 && differences(stocke.contenu, envoye).length === 0) return "inchange";
  return stocke.version === version ? "ecrire" : "perime";
}

/** Fifteen minutes, in milliseconds: the saves of one sitting make one version of the history. */
export const SEANCE = 15 * 60_000;

/**
 * Whether what the text says now must be kept before it is replaced.
 * @param derniere the last version kept of this text: who replaced it and when
 */
export const gardeAvant = (
  derniere: { auteur: string; le: Date } | null,
  auteur: string,
  now: Date,
): boolean =>
  derniere === null || derniere.auteur !== auteur || now.getTime() - derniere.le.getTime() >= SEANCE;

/** « à 14 h 32 », « le 20 novembre 2026 à 14 h 32 » */
export function quand(instant: Date, today: CivilDate, fuseau: string): string {
  const day = civilDateIn(instant, fuseau);
  const at = `à ${hour(instant, fuseau)}`;
  return day === today ? at : `le ${longDate(day)} ${at}`;
}

/** Both texts of a stale save, field by field; only the learner writes, so the other is himself elsewhere. */
export const conflitDe = (
  stocke: Ecrit,
  envoye: Contenu,
  libelles: Readonly<Record<string, string>>,
  quand: string,
): Conflict => ({
  version: stocke.version,
  by: `Tu as déjà enregistré un autre texte ici ${quand}, dans un autre onglet ou sur un autre appareil.`,
  fields: differences(stocke.contenu, envoye).map((name) => ({
    name,
    label: libelles[name] ?? name,
    yours: flat(envoye[name]),
    theirs: flat(stocke.contenu[name]),
  })),
});

/** What a form shows of a stored text. */
export const formDe = (ecrit: Ecrit): FormState => ({ values: ecrit.contenu, errors: {} });

export type TacheAffichee = { code: string; intitule: string };

/**
 * The tasks a learner may tick: those of his fiche first, the référentiel's others after. A code ticked earlier that the
 * référentiel no longer knows stays offered, so that saving again does not lose it.
 */
export function tachesOffertes(
  ref: Referentiel,
  fiche: readonly string[],
  cochees: readonly string[] = [],
): { prevues: TacheAffichee[]; autres: TacheAffichee[] } {
  const shown = (code: string) => ({ code, intitule: libelleTache(ref, code) });
  const all = [...new Set([...tachesDe(ref).map((tache) => tache.code), ...cochees])];
  return {
    prevues: [...new Set(fiche)].map(shown),
    autres: all.filter((code) => !fiche.includes(code)).map(shown),
  };
}
