import type { FormState } from "#kernel/form.ts";
import { textsOf } from "#kernel/form.ts";
import type { TacheAffichee } from "#portfolio/rules.ts";
import { CheckboxGroup } from "#ui/choices.tsx";
import { Fold, Stack } from "#ui/layout.tsx";

/** A task as a box to tick. */
export const choixDeTache = (tache: TacheAffichee) => ({
  value: tache.code,
  text: (
    <>
      <b>{tache.code}</b> {tache.intitule}
    </>
  ),
});

type TachesFieldProps = {
  form: FormState;
  label: string;
  hint?: string;
  prevues: readonly TacheAffichee[];
  autres: readonly TacheAffichee[];
};

/** The tasks to tick (B-01): those of the fiche, and the référentiel's others folded unless one of them is ticked. */
export const TachesField = ({ form, label, hint, prevues, autres }: TachesFieldProps) => {
  const cochees = textsOf(form, "taches");
  const ailleurs = autres.filter((tache) => cochees.includes(tache.code)).length;
  const others = (
    <CheckboxGroup
      form={{ ...form, errors: {} }}
      id="champ-taches-autres"
      name="taches"
      label="Autres tâches du référentiel"
      hideLabel
      choices={autres.map(choixDeTache)}
    />
  );
  return (
    <Stack tight>
      {prevues.length > 0 ? (
        <CheckboxGroup
          form={form}
          name="taches"
          label={label}
          hint={hint}
          choices={prevues.map(choixDeTache)}
        />
      ) : null}
      {autres.length > 0 ? (
        <Fold
          summary={prevues.length > 0 ? `Autres tâches (${autres.length})` : label}
          open={ailleurs > 0 || prevues.length === 0}
        >
          {others}
        </Fold>
      ) : null}
    </Stack>
  );
};

/** The tasks ticked, as they are read. */
export const TachesLues = ({ taches, vide }: { taches: readonly TacheAffichee[]; vide: string }) =>
  taches.length === 0 ? (
    <p class="definition-empty">{vide}</p>
  ) : (
    <ul class="taches">
      {taches.map((tache) => (
        <li>
          <b>{tache.code}</b> {tache.intitule}
        </li>
      ))}
    </ul>
  );
