import { bilanExiste, type FaitsBilan, rencontreDe } from "#bilans/entreprise/rules.ts";
import { ecrire, lireDossier } from "#dossiers/rights.ts";
import type { Actor } from "#kernel/actor.ts";
import { all, allowed, type Decision, refuse } from "#kernel/decision.ts";
import { instantText } from "#kernel/french.ts";
import { verrouBilan } from "#verrous/rules.ts";

const evaluateurs = ecrire(
  ["enseignant", "tuteur", "maitre"],
  refuse("evaluateurs", "Ton bilan est rempli par ton enseignant et ton entreprise. Tu peux le lire."),
);

/** A learner reads a bilan once it is passed on to him; a reopened one says who changed it and when. */
function transmis(actor: Actor, faits: FaitsBilan): Decision {
  const { bilan } = faits;
  if (actor.role !== "apprenant" || !faits.statut.bilanEntreprise || bilan?.etat === "transmis")
    return allowed;
  return refuse(
    "bilan-non-transmis",
    bilan?.transmisLe
      ? `Ton bilan a été rouvert : modifié le ${instantText(bilan.modifieLe, actor.etablissement.fuseau)} par ${bilan.modifiePar}. Tu le reliras ici dès qu’il te sera transmis de nouveau.`
      : "Ton bilan n’est pas encore terminé. Tu le liras ici quand ton enseignant et ton entreprise te l’auront transmis.",
  );
}

/** Rights over the bilan entreprise (S-63, S-74): written by teacher and company, read by the learner. */
export const droitsBilanEntreprise = {
  lire: (actor: Actor, faits: FaitsBilan): Decision => all(lireDossier(actor, faits), transmis(actor, faits)),
  ecrire: (actor: Actor, faits: FaitsBilan): Decision =>
    all(
      evaluateurs(actor, faits),
      bilanExiste(faits.statut),
      verrouBilan(rencontreDe(faits), faits.dernierBilan),
    ),
  /** « J’ai pris connaissance » and the comment: the learner's own, on what he was given to read (B-21) */
  donnerAvis: (actor: Actor, faits: FaitsBilan): Decision =>
    all(
      lireDossier(actor, faits),
      actor.role === "apprenant"
        ? allowed
        : refuse("avis-apprenant", "Seul l’apprenant prend connaissance de son bilan et le commente."),
      bilanExiste(faits.statut),
      transmis(actor, faits),
    ),
};
