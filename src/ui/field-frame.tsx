import type { Child } from "hono/jsx";
import type { FormState } from "#kernel/form.ts";
import { fieldId } from "#ui/form.tsx";
import { Icon } from "#ui/icon.tsx";

/** What every field takes. */
export type FieldProps = {
  form: FormState;
  name: string;
  label: string;
  /** One sentence under the label. */
  hint?: Child;
  required?: boolean;
  /** Why the value cannot be changed; the field is then read-only (or disabled) and says so. */
  locked?: string;
  /** Overrides `champ-<name>`, when a page shows the same field twice. */
  id?: string;
  /** The label is read aloud only (grids, where a header already shows it). */
  hideLabel?: boolean;
};

/** Ids and ARIA attributes that tie a control to its label, hint, reason and error. */
export function wire(props: FieldProps) {
  const id = props.id ?? fieldId(props.name);
  const error = props.form.errors[props.name];
  const describedBy = [
    props.hint ? `${id}-aide` : "",
    props.locked ? `${id}-motif` : "",
    error ? `${id}-erreur` : "",
  ]
    .filter(Boolean)
    .join(" ");
  return {
    id,
    error,
    aria: {
      "aria-describedby": describedBy || undefined,
      "aria-invalid": error ? ("true" as const) : undefined,
    },
  };
}

export const Mandatory = ({ when }: { when: boolean | undefined }) =>
  when ? <span class="field-required"> (obligatoire)</span> : null;

/** Hint, reason of a lock and error, in that order. */
export const FieldNotes = ({ props, part }: { props: FieldProps; part: "before" | "after" }) => {
  const { id, error } = wire(props);
  if (part === "before")
    return props.hint ? (
      <p class="field-hint" id={`${id}-aide`}>
        {props.hint}
      </p>
    ) : null;
  return (
    <>
      {error ? (
        <p class="field-error" id={`${id}-erreur`}>
          <Icon name="circle-alert" />
          <span>{error}</span>
        </p>
      ) : null}
      {props.locked ? (
        <p class="field-locked" id={`${id}-motif`}>
          <Icon name="lock" />
          <span>{props.locked}</span>
        </p>
      ) : null}
    </>
  );
};

/** Label above, control, notes below. */
export const FieldFrame = ({ props, children }: { props: FieldProps; children: Child }) => (
  <div class={props.form.errors[props.name] ? "field field-wrong" : "field"}>
    <label class={props.hideLabel ? "sr-only" : "field-label"} for={wire(props).id}>
      {props.label}
      <Mandatory when={props.required} />
    </label>
    <FieldNotes props={props} part="before" />
    {children}
    <FieldNotes props={props} part="after" />
  </div>
);

/** The same for a group of controls: a fieldset whose legend is the label. */
export const GroupFrame = ({ props, children }: { props: FieldProps; children: Child }) => {
  const { aria } = wire(props);
  return (
    <fieldset
      class={props.form.errors[props.name] ? "field field-wrong" : "field"}
      aria-describedby={aria["aria-describedby"]}
    >
      <legend class={props.hideLabel ? "sr-only" : "field-label"}>
        {props.label}
        <Mandatory when={props.required} />
      </legend>
      <FieldNotes props={props} part="before" />
      {children}
      <FieldNotes props={props} part="after" />
    </fieldset>
  );
};
