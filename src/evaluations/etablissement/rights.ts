import { evaluationLibre, type FaitsEvaluation, suitApprenant } from "#evaluations/etablissement/rules.ts";
import type { Actor } from "#kernel/actor.ts";
import { all, allowed, type Decision, refuse } from "#kernel/decision.ts";

const enseignants = refuse(
  "evaluations-enseignants",
  "Les évaluations d’une classe sont saisies par ses enseignants. L’apprenant et son entreprise lisent les siennes sur le tableau de bord.",
);
const autrui = refuse("evaluation-autrui", "Cette évaluation ne concerne pas un apprenant que vous suivez.");

const delaClasse = (actor: Actor, { classe }: { classe: { id: string } }): Decision => {
  if (actor.role !== "enseignant") return enseignants;
  return actor.classes.includes(classe.id)
    ? allowed
    : refuse(
        "pas-ma-classe",
        "Seuls les enseignants de la classe y saisissent des évaluations. Vous pouvez les lire.",
      );
};

/** Évaluations en établissement: written by the teachers of the class, read by whom they concern. */
export const droitsEvaluations = {
  lister: (actor: Actor): Decision => (actor.role === "enseignant" ? allowed : enseignants),
  lire: (actor: Actor, faits: FaitsEvaluation): Decision => {
    const concerne = (id: string) => faits.concernes.some((one) => one.id === id);
    switch (actor.role) {
      case "enseignant":
        return allowed;
      case "apprenant":
        return concerne(actor.apprenant)
          ? allowed
          : refuse("evaluation-autrui", "Cette évaluation n’est pas une des tiennes.");
      case "tuteur":
        return faits.concernes.some((one) => suitApprenant(actor, one)) ? allowed : autrui;
      case "maitre":
        return actor.apprenants.some(concerne) ? allowed : autrui;
      case "administrateur":
        return refuse(
          "administrateur",
          "L’administrateur gère les comptes et les classes ; il ne lit pas les évaluations.",
        );
    }
  },
  creer: delaClasse,
  /** levels, row by row: a row that a bilan intermédiaire froze stays as it is */
  saisir: (actor: Actor, faits: FaitsEvaluation): Decision => delaClasse(actor, faits),
  /** title, date, competences; and deleting */
  modifier: (actor: Actor, faits: FaitsEvaluation): Decision =>
    all(delaClasse(actor, faits), evaluationLibre(faits)),
};
