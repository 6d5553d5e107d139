import { baseText } from "#bilans/lignes/form.ts";
import type { Bilan, Cle, Stockee } from "#bilans/lignes/rules.ts";
import { changementText, signature, valeurText } from "#bilans/lignes/words.ts";
import type { Referentiel } from "#referentiel/types.ts";

/*
 * Several evaluators see each other's choices come in: a page asks now and then what changed since its revision. The island
 * `direct` reads what is written here.
 */

type Lu = { bilan: Bilan | null; lignes: ReadonlyMap<Cle, Stockee> };

/** What a page was drawn from, in one word: another word, and something was written or passed on since. */
export function revisionDe({ bilan, lignes }: Lu): string {
  const versions = [...lignes.values()].reduce((sum, { version }) => sum + version, 0);
  return `${bilan?.etat ?? "vide"}.${bilan?.transmisLe?.getTime() ?? 0}.${versions}`;
}

/** One line as the others left it, with the words to say so. */
export type LigneDirecte = {
  cle: Cle;
  /** "version:value", as the hidden field of the line holds it */
  base: string;
  qui: string;
  /** « Karim Benali vient de choisir 4 (Satisfaisant) pour C2.1 » */
  phrase: string;
  /** the value alone: « 4 (Satisfaisant) » */
  mots: string;
  /** « Karim Benali, à 14 h 32 »; empty when nothing is chosen */
  par: string;
};

export type Direct = {
  revision: string;
  /** who passed the bilan on, while it stands so */
  transmisPar: string | null;
  lignes: LigneDirecte[];
};

/** Every line written so far; the page knows which versions it has. */
export const directDe = (ref: Referentiel, lu: Lu, now: Date, fuseau: string): Direct => ({
  revision: revisionDe(lu),
  transmisPar: lu.bilan?.etat === "transmis" ? (lu.bilan.transmisPar ?? "") : null,
  lignes: [...lu.lignes].map(([cle, stockee]) => ({
    cle,
    base: baseText(stockee),
    qui: stockee.auteur,
    phrase: changementText(ref, cle, stockee),
    mots: valeurText(ref, cle, stockee.valeur),
    par: signature(stockee, now, fuseau) ?? "",
  })),
});
