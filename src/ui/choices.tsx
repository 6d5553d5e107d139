import type { Child } from "hono/jsx";
import { textOf, textsOf } from "#kernel/form.ts";
import { FieldNotes, type FieldProps, GroupFrame, Mandatory, wire } from "#ui/field-frame.tsx";

export type Choice = {
  value: string;
  text: Child;
  hint?: Child;
  /** Why this one cannot be chosen; shown beside it. */
  locked?: string;
};

type BoxProps = {
  type: "checkbox" | "radio";
  id: string;
  name: string;
  choice: Choice;
  checked: boolean;
  disabled: boolean;
  aria?: { "aria-describedby"?: string; "aria-invalid"?: "true" };
  required?: boolean;
};

const Box = ({ type, id, name, choice, checked, disabled, aria, required }: BoxProps) => {
  const note = choice.hint ?? choice.locked;
  return (
    <div class="choice">
      <input
        {...aria}
        type={type}
        id={id}
        name={name}
        value={choice.value}
        checked={checked}
        disabled={disabled || Boolean(choice.locked)}
        required={required}
        aria-describedby={note ? `${id}-note` : aria?.["aria-describedby"]}
      />
      <label for={id}>{choice.text}</label>
      {note ? (
        <p class="choice-note" id={`${id}-note`}>
          {note}
        </p>
      ) : null}
    </div>
  );
};

type CheckboxFieldProps = FieldProps & { value?: string };

/** One box to tick; `value` is what is sent when it is (« oui »). */
export const CheckboxField = (props: CheckboxFieldProps) => {
  const { id, aria } = wire(props);
  const value = props.value ?? "oui";
  return (
    <div class={props.form.errors[props.name] ? "field field-wrong" : "field"}>
      <div class="choice">
        <input
          {...aria}
          type="checkbox"
          id={id}
          name={props.name}
          value={value}
          checked={textsOf(props.form, props.name).includes(value)}
          disabled={Boolean(props.locked)}
          required={props.required}
        />
        <label for={id}>
          {props.label}
          <Mandatory when={props.required} />
        </label>
      </div>
      <FieldNotes props={props} part="before" />
      <FieldNotes props={props} part="after" />
    </div>
  );
};

type GroupProps = FieldProps & {
  choices: readonly Choice[];
  /** Side by side where there is room. */
  inline?: boolean;
};

const Group = (props: GroupProps & { type: "checkbox" | "radio"; checked: readonly string[] }) => {
  const { id, aria } = wire(props);
  return (
    <GroupFrame props={props}>
      <div class={props.inline ? "choices choices-inline" : "choices"}>
        {props.choices.map((choice, index) => (
          <Box
            type={props.type}
            id={index === 0 ? id : `${id}-${index + 1}`}
            name={props.name}
            choice={choice}
            checked={props.checked.includes(choice.value)}
            disabled={Boolean(props.locked)}
            aria={{ "aria-invalid": aria["aria-invalid"] }}
            required={props.type === "radio" ? props.required : undefined}
          />
        ))}
      </div>
    </GroupFrame>
  );
};

/** Several boxes of one name. */
export const CheckboxGroup = (props: GroupProps) => (
  <Group {...props} type="checkbox" checked={textsOf(props.form, props.name)} />
);

/** One choice among several. */
export const RadioGroup = (props: GroupProps) => (
  <Group {...props} type="radio" checked={[textOf(props.form, props.name)]} />
);
