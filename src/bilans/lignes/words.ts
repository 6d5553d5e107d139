import type { Stockee } from "#bilans/lignes/rules.ts";
import { civilDateIn } from "#kernel/civil-date.ts";
import { hour, instantText } from "#kernel/french.ts";

/** « à 14 h 32 » today, « le 20 nov. à 14 h 32 » before. */
export const quand = (le: Date, now: Date, fuseau: string): string =>
  civilDateIn(le, fuseau) === civilDateIn(now, fuseau)
    ? `à ${hour(le, fuseau)}`
    : `le ${instantText(le, fuseau)}`;

/** « Karim Benali, à 14 h 32 »: who wrote a line last (B-20). */
export const signature = (stockee: Stockee | undefined, now: Date, fuseau: string): string | null =>
  stockee && stockee.valeur !== "" ? `${stockee.auteur}, ${quand(stockee.le, now, fuseau)}` : null;
