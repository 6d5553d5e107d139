import type { Actor } from "#kernel/actor.ts";
import { all, allowed, type Decision, refuse } from "#kernel/decision.ts";

const teachersOnly = refuse("annexe", "Les annexes pédagogiques sont préparées par les enseignants.");

/** `classes`: the classes of the annexe's level and diploma. */
type Faits = { auteur: { id: string }; classes: readonly string[]; archiveeLe: Date | null };

const enseignant = (actor: Actor): Decision => (actor.role === "enseignant" ? allowed : teachersOnly);

/** Its author, and the teachers of a class of its level. */
const prepare = (actor: Actor, faits: Faits): Decision => {
  if (actor.role !== "enseignant") return teachersOnly;
  if (actor.habilitation === faits.auteur.id) return allowed;
  if (faits.classes.some((classe) => actor.classes.includes(classe))) return allowed;
  return refuse(
    "annexe-autrui",
    "Seuls son auteur et les enseignants des classes de ce niveau modifient cette annexe. Vous pouvez la lire, la dupliquer et en émettre une période.",
  );
};

export const droitsAnnexes = {
  lire: (actor: Actor): Decision => enseignant(actor),
  creer: (actor: Actor): Decision => enseignant(actor),
  modifier: (actor: Actor, faits: Faits): Decision =>
    all(
      prepare(actor, faits),
      faits.archiveeLe
        ? refuse("annexe-archivee", "Cette annexe est archivée : restaurez-la pour la modifier.")
        : allowed,
    ),
  dupliquer: (actor: Actor): Decision => enseignant(actor),
  /** put aside, and bring back */
  archiver: prepare,
};
