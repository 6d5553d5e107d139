import type { Actor } from "#kernel/actor.ts";
import { allowed, type Decision, refuse } from "#kernel/decision.ts";

/** The learner whose dashboard it is, and his dossiers. */
export type FaitsTableau = { apprenant: { id: string }; dossiers: readonly string[] };

/** The dashboard concerns the learner, his teachers and his company (S-78). */
export const droitsTableauDeBord = {
  lire: (actor: Actor, faits: FaitsTableau): Decision => {
    switch (actor.role) {
      case "enseignant":
        return allowed;
      case "apprenant":
        return actor.apprenant === faits.apprenant.id
          ? allowed
          : refuse("tableau-autrui", "Ce tableau de bord est celui d’un autre apprenant.");
      case "tuteur":
        return faits.dossiers.some((dossier) => actor.dossiers.includes(dossier))
          ? allowed
          : refuse("tableau-autrui", "Votre accès ne porte que sur les apprenants que vous accueillez.");
      case "maitre":
        return actor.apprenants.includes(faits.apprenant.id)
          ? allowed
          : refuse("tableau-autrui", "Votre accès ne porte que sur vos apprentis, pendant leur contrat.");
      case "administrateur":
        return refuse(
          "administrateur",
          "L’administrateur gère les comptes et les classes ; il ne lit pas les évaluations.",
        );
    }
  },
  /** the levels of a whole class, side by side: teachers only, every teacher of the school */
  lireClasse: (actor: Actor): Decision =>
    actor.role === "enseignant"
      ? allowed
      : refuse("enseignants", "Les niveaux d’une classe entière se lisent entre enseignants."),
};

/** The bilans and portfolios one may open from here: a tutor sees those of the stays he is invited for. */
export const ouvertsPour = (actor: Actor, dossiers: readonly string[]): Set<string> =>
  new Set(actor.role === "tuteur" ? dossiers.filter((one) => actor.dossiers.includes(one)) : dossiers);
