import type { FormState } from "#kernel/form.ts";
import { CheckboxGroup, type Choice } from "#ui/choices.tsx";
import { fieldId } from "#ui/form.tsx";
import { Grid } from "#ui/layout.tsx";

type GroupedChoicesProps = {
  form: FormState;
  /** One name for all the boxes. */
  name: string;
  groups: readonly { code: string; title: string; choices: readonly Choice[] }[];
};

/** Boxes of one name under several headings: the tasks under their activity, the learners under their class. */
export const GroupedChoices = ({ form, name, groups }: GroupedChoicesProps) => {
  const { [name]: _, ...errors } = form.errors;
  const withoutError = { ...form, errors };
  return (
    <Grid wide>
      {groups.map((group, index) => (
        // the first group carries the error, and is where the summary's link lands
        <CheckboxGroup
          form={index === 0 ? form : withoutError}
          name={name}
          id={index === 0 ? undefined : `${fieldId(name)}-${group.code}`}
          label={group.title}
          choices={group.choices}
        />
      ))}
    </Grid>
  );
};
