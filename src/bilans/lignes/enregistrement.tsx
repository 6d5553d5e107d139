import { quand } from "#bilans/lignes/words.ts";
import type { FormState } from "#kernel/form.ts";
import { Button } from "#ui/button.tsx";
import { Notice } from "#ui/notice.tsx";
import { SaveState } from "#ui/save-state.tsx";

type EtatProps = {
  /** the form it speaks of */
  id: string;
  /** what that form shows; a conflict says so */
  form: FormState;
  /** null: nothing was written yet */
  modifieLe: Date | null;
  /** saves by the button only: what was passed on is never reopened by a slip of the finger */
  boutonSeul?: boolean;
  /** drafts are kept under this id on his device */
  personne: string;
  /** he is a learner */
  tutoie?: boolean;
  now: Date;
  fuseau: string;
};

/** In sight at the top of a form filled line by line: where it stands, and the button that saves it. */
export const EtatEnregistre = ({ id, form, modifieLe, now, fuseau, ...rest }: EtatProps) => {
  const { boutonSeul, personne, tutoie = false } = rest;
  const enregistre = modifieLe ? `Enregistré ${quand(modifieLe, now, fuseau)}` : "Pas encore enregistré";
  return (
    <>
      <SaveState
        form={id}
        autosave={boutonSeul ? undefined : { personne, tutoie }}
        state={form.conflict ? "conflict" : modifieLe ? "saved" : "new"}
        text={form.conflict ? "Rien n’a été enregistré" : enregistre}
      />
      <Button form={id} kind="secondary">
        Enregistrer
      </Button>
    </>
  );
};

/** The learner has the same grid open elsewhere. */
export const SurUnAutreEcran = () => (
  <Notice kind="warning" title="Tu as déjà enregistré autre chose sur un autre écran">
    Rien n’a été enregistré et rien n’est perdu : tes choix sont ci-dessous, avec les autres. Garde ou change
    les tiens, puis enregistre de nouveau.
  </Notice>
);

/** Somebody saved at the same time. @param quoi « ce bilan », « cette grille » */
export const EnMemeTemps = ({ quoi }: { quoi: string }) => (
  <Notice kind="warning" title={`Quelqu’un a enregistré ${quoi} en même temps que vous`}>
    Rien n’a été enregistré et rien n’est perdu : vos choix sont ci-dessous, avec ceux de l’autre personne.
    Gardez ou changez les vôtres, puis enregistrez de nouveau.
  </Notice>
);
