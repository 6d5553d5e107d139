import { attitudesExistent, type FaitsAttitudes } from "#bilans/attitudes/rules.ts";
import { ecrire, lireDossier } from "#dossiers/rights.ts";
import type { Actor } from "#kernel/actor.ts";
import { all, allowed, type Decision, refuse } from "#kernel/decision.ts";
import { instantText } from "#kernel/french.ts";

const evaluateurs = ecrire(
  ["enseignant", "tuteur", "maitre"],
  refuse("evaluateurs", "Tes attitudes professionnelles sont évaluées par ton entreprise et ton enseignant."),
);

/** A learner reads it once it is passed on to him; a reopened one says who changed it and when. */
function transmis(actor: Actor, { bilan }: FaitsAttitudes): Decision {
  if (actor.role !== "apprenant" || bilan?.etat === "transmis") return allowed;
  return refuse(
    "bilan-non-transmis",
    bilan?.transmisLe
      ? `Ton bilan des attitudes a été rouvert : modifié le ${instantText(bilan.modifieLe, actor.etablissement.fuseau)} par ${bilan.modifiePar}. Tu le reliras ici dès qu’il te sera transmis de nouveau.`
      : "Ton bilan des attitudes n’est pas encore terminé. Tu le liras ici quand il te sera transmis.",
  );
}

/** Rights over the bilan des attitudes (S-62): the company fills it, the teacher completes it, the learner reads it. */
export const droitsAttitudes = {
  lire: (actor: Actor, faits: FaitsAttitudes): Decision =>
    all(lireDossier(actor, faits), attitudesExistent(faits.statut), transmis(actor, faits)),
  ecrire: (actor: Actor, faits: FaitsAttitudes): Decision =>
    all(evaluateurs(actor, faits), attitudesExistent(faits.statut)),
};
