import type { Child, PropsWithChildren } from "hono/jsx";
import type { FormKeys, FormState } from "#kernel/form.ts";
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

/** What is wrong, first in the form, focused on load (autofocus: no script needed), each line a link to its field. */
export const ErrorSummary = ({ errors, id }: { errors: FormState["errors"]; id?: string }) => {
  const lines = Object.entries(errors);
  if (lines.length === 0) return null;
  const title = id ? `erreurs-${id}` : "erreurs";
  return (
    <div class="errors" tabindex={-1} autofocus aria-labelledby={title}>
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
    </div>
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
  /** What names the form, when a page holds several. */
  label?: string;
  children?: Child;
};

/** A real form: anti-forgery token, submission key, version, and the error summary when there is something to correct. */
export const Form = ({
  action,
  keys,
  form,
  version,
  id,
  files,
  method,
  label,
  children,
  ...rest
}: FormProps) => (
  <form
    method={method ?? "post"}
    action={action}
    id={id}
    class={rest.class ?? "form"}
    enctype={files ? "multipart/form-data" : undefined}
    aria-label={label}
    novalidate
  >
    {method === "get" ? null : <KeyFields keys={keys} version={version} />}
    {form ? <ErrorSummary errors={form.errors} id={id} /> : null}
    {children}
  </form>
);

/** The buttons at the end of a form, in a row; stacked on a phone. */
export const Actions = ({ children }: PropsWithChildren) => <div class="actions">{children}</div>;
