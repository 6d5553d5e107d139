import type { Actor } from "#kernel/actor.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import type { FormState } from "#kernel/form.ts";
import { type Ecrit, quand } from "#portfolio/rules.ts";
import { SaveState } from "#ui/save-state.tsx";

type SaveLineProps = {
  /** id of the form it speaks of */
  formulaire: string;
  ecrit: Ecrit;
  form: FormState;
  actor: Actor;
  today: CivilDate;
};

/** Where a text of the learner stands; with a script, it saves by itself. */
export const SaveLine = ({ formulaire, ecrit, form, actor, today }: SaveLineProps) => {
  const common = { form: formulaire, autosave: { personne: actor.habilitation, tutoie: true } };
  if (form.conflict)
    return <SaveState {...common} state="conflict" text="Un autre texte a été enregistré entre-temps" />;
  if (Object.keys(form.errors).length > 0)
    return <SaveState {...common} state="new" text="Pas enregistré : un point à corriger" />;
  if (!ecrit.modifieLe) return <SaveState {...common} state="new" text="Pas encore enregistré" />;
  const moment = quand(ecrit.modifieLe, today, actor.etablissement.fuseau);
  return <SaveState {...common} state="saved" text={`Enregistré ${moment}`} />;
};
