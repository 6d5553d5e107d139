import type { FormState } from "#kernel/form.ts";
import { CheckboxGroup, type Choice } from "#ui/choices.tsx";
import { fieldId } from "#ui/form.tsx";

type GroupedChoicesProps = {
  form: FormState;
  /** One name for all the boxes. */
  name: string;
  groups: readonly { code: string; title: string; choices: readonly Choice[] }[];
  /** Short choices (names): each group runs over several columns instead of standing beside the others. */
  short?: boolean;
};

/** Boxes of one name under several headings: the tasks under their activity, the learners under their class. */
export const GroupedChoices = ({ form, name, groups, short }: GroupedChoicesProps) => {
  const { [name]: _, ...errors } = form.errors;
  const withoutError = { ...form, errors };
  return (
    <div class={short ? "stack choices-short" : "grid grid-wide"}>
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
    </div>
  );
};
