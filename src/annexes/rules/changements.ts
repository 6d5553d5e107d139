import type { Conditions } from "#annexes/rules/conditions.ts";
import { horairesEnTexte } from "#annexes/rules/horaires.ts";

/** One field, before and after, as the journal keeps it and a person reads it. */
export type Changement = { name: string; label: string; avant: string; apres: string };

/** What changed in a list of objectives or of codes of tasks; `ordre` when only the order did. */
export type ChangementDeListe = { ajoutes: string[]; retires: string[]; ordre: boolean };

export function changementDeListe(avant: readonly string[], apres: readonly string[]): ChangementDeListe {
  const ajoutes = apres.filter((one) => !avant.includes(one));
  const retires = avant.filter((one) => !apres.includes(one));
  const same = avant.length === apres.length && avant.every((one, index) => one === apres[index]);
  return { ajoutes, retires, ordre: !same && ajoutes.length === 0 && retires.length === 0 };
}

/** The conditions in words, in the order of the pré-convention: hours in a sentence, "" when nothing is given. */
export const conditionsEnMots = (
  conditions: Conditions,
): { name: keyof Conditions; label: string; texte: string }[] => [
  { name: "horaires", label: "Horaires journaliers", texte: horairesEnTexte(conditions.horaires) },
  { name: "concertation", label: "Modalités de concertation", texte: conditions.concertation },
  {
    name: "travauxReglementes",
    label: "Travaux, équipements et produits soumis à dérogation",
    texte: conditions.travauxReglementes,
  },
  { name: "modalitesEvaluation", label: "Modalités d’évaluation", texte: conditions.modalitesEvaluation },
];

/** The conditions that differ, in words. */
export function differencesConditions(avant: Conditions, apres: Conditions): Changement[] {
  const after = conditionsEnMots(apres);
  return conditionsEnMots(avant).flatMap(({ name, label, texte }, index) => {
    const next = after[index]?.texte ?? "";
    return texte === next ? [] : [{ name, label, avant: texte, apres: next }];
  });
}
