import type { Cle, Conflit } from "#bilans/lignes/rules.ts";
import { quand } from "#bilans/lignes/words.ts";
import { libelleAttitude } from "#referentiel/rules.ts";
import type { Referentiel } from "#referentiel/types.ts";

/** What a line is called: « Autonomie », « Commentaire ». */
export const nomDe = (ref: Referentiel, cle: Cle): string =>
  cle === "commentaire" ? "Commentaire" : libelleAttitude(ref, cle.replace(/^attitude\./, ""));

/** A value in words. */
export function degreText(ref: Referentiel, cle: Cle, valeur: string): string {
  if (valeur === "") return "rien";
  if (cle === "commentaire") return `« ${valeur} »`;
  const found = ref.echelleAttitudes.find((echelon) => echelon.code === valeur)?.intitule ?? valeur;
  return `« ${found} »`;
}

/** « Julien Boisseau a choisi « Bien » à 14 h 32 ; vous aviez choisi « Convenable ». » */
export function conflitText(
  ref: Referentiel,
  { cle, valeur, stockee }: Conflit,
  now: Date,
  fuseau: string,
): string {
  const [theirs, yours] =
    cle === "commentaire" ? ["a écrit", "vous aviez écrit"] : ["a choisi", "vous aviez choisi"];
  return `${stockee.auteur} ${theirs} ${degreText(ref, cle, stockee.valeur)} ${quand(stockee.le, now, fuseau)} ; ${yours} ${degreText(ref, cle, valeur)}.`;
}
