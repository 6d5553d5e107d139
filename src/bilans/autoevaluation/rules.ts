import { bilanExiste, type FaitsBilan, rencontreDe } from "#bilans/entreprise/rules.ts";
import { type Cle, cleDe, lireCompetence, type Stockee } from "#bilans/lignes/rules.ts";
import { all, allowed, type Decision, refuse } from "#kernel/decision.ts";
import { instantText } from "#kernel/french.ts";
import { competencesMobilisees } from "#referentiel/rules.ts";
import type { Referentiel } from "#referentiel/types.ts";
import { verrouBilan } from "#verrous/rules.ts";

/** The lines of the learner's own grid (B-22): the same competences and details, and the engagement. */
export const clesAuto = (ref: Referentiel): Cle[] => [
  ...competencesMobilisees(ref).flatMap((competence) => [
    cleDe("competence", competence.code),
    ...competence.details.map((detail) => cleDe("detail", detail.code)),
  ]),
  "engagement",
];

/**
 * He says what he thinks of himself before he reads what the others say: until the bilan is first passed on to him, or
 * frozen. What is passed on and reopened stays closed to him.
 */
export function autoEvaluationOuverte(faits: FaitsBilan, fuseau: string): Decision {
  const { bilan } = faits;
  return all(
    bilanExiste(faits.statut),
    verrouBilan(rencontreDe(faits), faits.dernierBilan, true),
    bilan?.transmisLe
      ? refuse(
          "auto-evaluation-close",
          `Ton bilan t’a été transmis le ${instantText(bilan.transmisLe, fuseau)} : ton auto-évaluation ne change plus.`,
        )
      : allowed,
  );
}

/** How many competences have a level, or NE. */
export const competencesEvaluees = (lignes: ReadonlyMap<Cle, Stockee>): number =>
  [...lignes].filter(([cle, { valeur }]) => cle.startsWith("competence.") && lireCompetence(valeur).niveau)
    .length;
