import { autoEvaluationOuverte } from "#bilans/autoevaluation/rules.ts";
import type { FaitsBilan } from "#bilans/entreprise/rules.ts";
import { ecrire, lireDossier } from "#dossiers/rights.ts";
import type { Actor } from "#kernel/actor.ts";
import { all, type Decision, refuse } from "#kernel/decision.ts";

const parLApprenant = ecrire(
  ["apprenant"],
  refuse("auto-evaluation", "L’auto-évaluation est écrite par l’apprenant. Vous pouvez la lire."),
);

/** Rights over the self-assessment (B-22): the learner's own, read by those who follow him. */
export const droitsAutoEvaluation = {
  lire: lireDossier,
  ecrire: (actor: Actor, faits: FaitsBilan): Decision =>
    all(parLApprenant(actor, faits), autoEvaluationOuverte(faits, actor.etablissement.fuseau)),
};
