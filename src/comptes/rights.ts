import type { Actor } from "#kernel/actor.ts";
import { allowed, type Decision, refuse } from "#kernel/decision.ts";

const administratorOnly = refuse(
  "administrateur",
  "Seul l’administrateur de l’établissement peut faire cela.",
);

/** Rights over accounts: one's own, and those the administrator or the teacher of a class gives access to. */
export const droitsComptes = {
  /** one's own account: choice of the role */
  sien: (_: Actor): Decision => allowed,
  /** one's own password; a tuteur de stage has none */
  motDePasse: (actor: Actor): Decision =>
    actor.role === "tuteur"
      ? refuse(
          "sans-mot-de-passe",
          "Vous entrez par le lien reçu par courriel : aucun mot de passe n’est nécessaire.",
        )
      : allowed,
  /** a second factor for one's own account: required of administrators, offered to teachers */
  secondFacteur: (actor: Actor): Decision =>
    actor.role === "administrateur" || actor.role === "enseignant"
      ? allowed
      : refuse(
          "second-facteur",
          "Le second facteur protège les comptes de l’établissement ; le vôtre n’en a pas besoin.",
        ),
  /** take it away again: where it is a choice */
  retirerSecondFacteur: (actor: Actor): Decision =>
    actor.role === "enseignant"
      ? allowed
      : refuse(
          "second-facteur-requis",
          "Le second facteur est obligatoire pour un administrateur : il ne se retire pas d’ici.",
        ),
  /** classes, imports, teachers, maîtres d'apprentissage */
  administrer: (actor: Actor): Decision => (actor.role === "administrateur" ? allowed : administratorOnly),
  /** read a class list: logins, and who has come already */
  lireClasse: (actor: Actor): Decision =>
    actor.role === "enseignant" || actor.role === "administrateur"
      ? allowed
      : refuse("classe", "Les listes de classe sont réservées à l’équipe pédagogique."),
  /** print new one-time codes: the administrator, and the teachers of the class ("reset by a teacher in one press") */
  donnerCoupon: (actor: Actor, facts: { classe: string }): Decision => {
    if (actor.role === "administrateur") return allowed;
    if (actor.role === "enseignant" && actor.classes.includes(facts.classe)) return allowed;
    return refuse(
      "coupon",
      "Seuls les enseignants de la classe et l’administrateur donnent un nouveau code d’accès.",
    );
  },
};
