import { textOf } from "#kernel/form.ts";
import { FieldFrame, type FieldProps, wire } from "#ui/field-frame.tsx";

type Width = "short" | "medium" | "full";

type TextFieldProps = FieldProps & {
  type?: "text" | "email" | "tel" | "url" | "password" | "number" | "time";
  autocomplete?: string;
  inputmode?: "text" | "decimal" | "numeric" | "tel" | "email" | "url";
  maxlength?: number;
  min?: number | string;
  max?: number | string;
  step?: number | string;
  /** Names and codes: no correction by the phone's keyboard. */
  verbatim?: boolean;
  /** Unit after the box (« h », « km »). */
  unit?: string;
  /** Values proposed by the browser itself (`<datalist>`). */
  suggestions?: readonly string[];
  width?: Width;
};

const VERBATIM: Record<string, string> = { spellcheck: "false", autocapitalize: "none" };

/** One line of text. A password is never sent back to the page. */
export const TextField = (props: TextFieldProps) => {
  const { id, aria } = wire(props);
  const type = props.type ?? "text";
  return (
    <FieldFrame props={props}>
      <span class={`field-box field-${props.width ?? "full"}`}>
        <input
          {...aria}
          id={id}
          name={props.name}
          type={type}
          class="input"
          value={type === "password" ? undefined : textOf(props.form, props.name)}
          autocomplete={props.autocomplete}
          inputmode={props.inputmode}
          maxlength={props.maxlength}
          min={props.min}
          max={props.max}
          step={props.step}
          {...(props.verbatim ? VERBATIM : {})}
          list={props.suggestions ? `${id}-liste` : undefined}
          required={props.required}
          readonly={Boolean(props.locked)}
        />
        {props.unit ? <span class="field-unit">{props.unit}</span> : null}
      </span>
      {props.suggestions ? (
        <datalist id={`${id}-liste`}>
          {props.suggestions.map((value) => (
            <option value={value} />
          ))}
        </datalist>
      ) : null}
    </FieldFrame>
  );
};

type TextAreaProps = FieldProps & {
  rows?: number;
  maxlength?: number;
  lang?: string;
  /** Takes the focus when the page opens: the line just added. */
  autofocus?: boolean;
};

/** Several lines; grows with its content where the browser can. */
export const TextArea = (props: TextAreaProps) => {
  const { id, aria } = wire(props);
  return (
    <FieldFrame props={props}>
      <textarea
        {...aria}
        id={id}
        name={props.name}
        class="input textarea"
        rows={props.rows ?? 4}
        maxlength={props.maxlength}
        lang={props.lang}
        autofocus={props.autofocus}
        required={props.required}
        readonly={Boolean(props.locked)}
      >
        {/* A leading line break is eaten by the HTML parser: give it one to eat. */}
        {`\n${textOf(props.form, props.name)}`}
      </textarea>
    </FieldFrame>
  );
};

export type Option = { value: string; text: string; disabled?: boolean };
export type OptionGroup = { group: string; options: readonly Option[] };

type SelectFieldProps = FieldProps & {
  options: readonly (Option | OptionGroup)[];
  /** Text of a first, empty choice (« Choisissez un statut »). */
  empty?: string;
  width?: Width;
};

export const SelectField = (props: SelectFieldProps) => {
  const { id, aria } = wire(props);
  const value = textOf(props.form, props.name);
  const option = (one: Option) => (
    <option value={one.value} selected={one.value === value} disabled={one.disabled}>
      {one.text}
    </option>
  );
  return (
    <FieldFrame props={props}>
      <span class={`field-box field-${props.width ?? "medium"}`}>
        <select
          {...aria}
          id={id}
          name={props.name}
          class="input select"
          required={props.required}
          disabled={Boolean(props.locked)}
        >
          {props.empty === undefined ? null : <option value="">{props.empty}</option>}
          {props.options.map((one) =>
            "group" in one ? <optgroup label={one.group}>{one.options.map(option)}</optgroup> : option(one),
          )}
        </select>
      </span>
    </FieldFrame>
  );
};

type DateFieldProps = FieldProps & { min?: string; max?: string; autocomplete?: string };

/** A civil date; its value is "2026-11-23" whatever the browser shows. */
export const DateField = (props: DateFieldProps) => {
  const { id, aria } = wire(props);
  return (
    <FieldFrame props={props}>
      <input
        {...aria}
        id={id}
        name={props.name}
        type="date"
        class="input field-short"
        value={textOf(props.form, props.name)}
        min={props.min}
        max={props.max}
        autocomplete={props.autocomplete}
        required={props.required}
        readonly={Boolean(props.locked)}
      />
    </FieldFrame>
  );
};

type FileFieldProps = FieldProps & {
  /** MIME types or extensions, as in HTML. */
  accept?: string;
  multiple?: boolean;
  /** Opens the back camera of a phone. */
  camera?: boolean;
};

export const FileField = (props: FileFieldProps) => {
  const { id, aria } = wire(props);
  return (
    <FieldFrame props={props}>
      <input
        {...aria}
        id={id}
        name={props.name}
        type="file"
        class="input file"
        accept={props.accept}
        multiple={props.multiple}
        capture={props.camera ? "environment" : undefined}
        required={props.required}
        disabled={Boolean(props.locked)}
      />
    </FieldFrame>
  );
};
