import type { Child } from "hono/jsx";
import { Icon } from "#ui/icon.tsx";
import type { IconName } from "#ui/icon-sprite.ts";

export type ButtonKind = "primary" | "secondary" | "quiet" | "danger";

type ButtonProps = {
  children: Child;
  kind?: ButtonKind;
  icon?: IconName;
  type?: "submit" | "button";
  name?: string;
  value?: string;
  /** The id of the form it belongs to, when it stands outside. */
  form?: string;
  formaction?: string;
  id?: string;
  /** Why it cannot be pressed: the button is disabled and the reason stands beside it. */
  locked?: string;
  /** Being done: announced busy, not pressable again. */
  pending?: boolean;
  /** Completes the words for who does not see the row they stand in (« de ACCARDO Aline »). */
  about?: string;
};

export const Button = ({
  children,
  kind = "primary",
  icon,
  locked,
  pending,
  about,
  ...rest
}: ButtonProps) => {
  const button = (
    <button
      type={rest.type ?? "submit"}
      class={`button button-${kind}`}
      name={rest.name}
      value={rest.value}
      form={rest.form}
      formaction={rest.formaction}
      id={rest.id}
      disabled={Boolean(locked)}
      aria-disabled={pending ? "true" : undefined}
      aria-busy={pending ? "true" : undefined}
    >
      {icon ? <Icon name={icon} /> : null}
      <span>
        {children}
        {about ? <span class="sr-only"> {about}</span> : null}
      </span>
    </button>
  );
  if (!locked) return button;
  return (
    <div class="button-locked">
      {button}
      <p class="field-locked">
        <Icon name="lock" />
        <span>{locked}</span>
      </p>
    </div>
  );
};

type LinkButtonProps = {
  href: string;
  children: Child;
  kind?: ButtonKind;
  icon?: IconName;
  /** The answer is a file. */
  download?: boolean;
  /** Opens elsewhere: said in the words. */
  newTab?: boolean;
  about?: string;
};

/** A link that looks like a button: it reads, it never changes anything. */
export const LinkButton = ({
  href,
  children,
  kind = "secondary",
  icon,
  download,
  newTab,
  about,
}: LinkButtonProps) => (
  <a
    class={`button button-${kind}`}
    href={href}
    download={download}
    target={newTab ? "_blank" : undefined}
    rel={newTab ? "noopener noreferrer" : undefined}
  >
    {icon ? <Icon name={icon} /> : null}
    <span>
      {children}
      {about ? <span class="sr-only"> {about}</span> : null}
      {newTab ? <span class="sr-only"> (nouvel onglet)</span> : null}
    </span>
  </a>
);
