import type { Child, PropsWithChildren } from "hono/jsx";
import { type FormKeys, type FormState, textOf } from "#kernel/form.ts";
import { ConflictNotice } from "#ui/conflict.tsx";
import { Icon } from "#ui/icon.tsx";

/** The id of a field: where the error summary and other pages' links (`#champ-titre`) land. */
export const fieldId = (name: string): string => `champ-${name}`;

/** The key under which `FormState.errors` keeps what concerns no single field. */
export const WHOLE_FORM = "_";

export const Hidden = ({ name, value }: { name: string; value: string | number }) => (
  <input type="hidden" name={name} value={String(value)} />
);

/** The hidden fields every mutation carries, for the small forms that are only a button. */
export const KeyFields = ({ keys, version }: { keys: FormKeys; version?: string | number }) => (
  <>
    <Hidden name="_token" value={keys.token} />
    <Hidden name="_key" value={keys.key} />
    {version === undefined ? null : <Hidden name="_version" value={version} />}
  </>
);

type ErrorSummaryProps = {
  errors: FormState["errors"];
  /** That of the form, when the page holds several. */
  id?: string;
  focused?: boolean;
};

/** What is wrong, first in the form, focused on load (autofocus: no script needed), each line a link to its field. */
export const ErrorSummary = ({ errors, id, focused = true }: ErrorSummaryProps) => {
  const lines = Object.entries(errors);
  if (lines.length === 0) return null;
  const title = id ? `erreurs-${id}` : "erreurs";
  return (
    <section class="errors" tabindex={-1} autofocus={focused} aria-labelledby={title}>
      <Icon name="circle-alert" />
      <div>
        <p class="errors-title" id={title}>
          {lines.length === 1 ? "Un point à corriger" : `${lines.length} points à corriger`}
        </p>
        <ul>
          {lines.map(([name, message]) => (
            <li>{name === WHOLE_FORM ? message : <a href={`#${fieldId(name)}`}>{message}</a>}</li>
          ))}
        </ul>
      </div>
    </section>
  );
};

type FormProps = {
  action: string;
  keys: FormKeys;
  form?: FormState;
  /** The version of the record the person is reading: a stale one gets 409. */
  version?: string | number;
  id?: string;
  /** Says that files are sent. */
  files?: boolean;
  method?: "post" | "get";
  class?: string;
  /** false: the error summary does not take focus (a page of examples). */
  focusErrors?: boolean;
  /** What names the form, when a page holds several. */
  label?: string;
  /** What an island reads of it (`data-…`). */
  data?: Record<string, string>;
  children?: Child;
};

/** The version the form goes on from: the other's when both texts are shown, else the one it was typed from, else the stored one. */
const startedFrom = ({ form, version }: FormProps) =>
  form?.conflict?.version ?? ((form && textOf(form, "_version")) || version);

/** A real form: anti-forgery token, submission key, version, and the error summary when there is something to correct. */
export const Form = (props: FormProps) => (
  <form
    method={props.method ?? "post"}
    action={props.action}
    id={props.id}
    class={props.class ?? "form"}
    enctype={props.files ? "multipart/form-data" : undefined}
    aria-label={props.label}
    {...Object.fromEntries(Object.entries(props.data ?? {}).map(([name, value]) => [`data-${name}`, value]))}
    novalidate
  >
    {props.method === "get" ? null : <KeyFields keys={props.keys} version={startedFrom(props)} />}
    {props.form?.conflict ? <ConflictNotice conflict={props.form.conflict} /> : null}
    {props.form ? (
      <ErrorSummary errors={props.form.errors} id={props.id} focused={props.focusErrors} />
    ) : null}
    {props.children}
  </form>
);

/**
 * What Enter presses in a form that also has buttons redrawing it (one more line, up, down): browsers take the first
 * button they meet. Stands before those; nobody sees it.
 */
export const DefaultSubmit = () => (
  <button type="submit" hidden>
    Valider
  </button>
);

/** The buttons at the end of a form, in a row; stacked on a phone. */
export const Actions = ({ children }: PropsWithChildren) => <div class="actions">{children}</div>;
