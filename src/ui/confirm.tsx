import type { Child } from "hono/jsx";
import type { FormKeys, FormState } from "#kernel/form.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { TextField } from "#ui/fields.tsx";
import { Actions, Form } from "#ui/form.tsx";
import { Icon } from "#ui/icon.tsx";

type ConfirmProps = {
  /** « Supprimer la période ? » */
  title: string;
  /** What will be lost, counted. */
  children: Child;
  action: string;
  keys: FormKeys;
  /** Field `confirmation`; other fields may stand in `fields`. */
  form: FormState;
  version?: string | number;
  /** The word to type; without it, one press confirms. */
  word?: string;
  /** The verb of the button. */
  submit: string;
  cancel: { href: string; text: string };
  /** A reason to give, a choice to make. */
  fields?: Child;
};

/** The page before an act that cannot be taken back. */
export const Confirm = (props: ConfirmProps) => (
  <section class="card confirm">
    <div class="confirm-head">
      <Icon name="triangle-alert" />
      <h2>{props.title}</h2>
    </div>
    <div class="confirm-text">{props.children}</div>
    <Form action={props.action} keys={props.keys} form={props.form} version={props.version}>
      {props.fields}
      {props.word ? (
        <TextField
          form={props.form}
          name="confirmation"
          label={`Tapez ${props.word} pour confirmer`}
          required
          verbatim
          autocomplete="off"
          width="medium"
        />
      ) : null}
      <Actions>
        <Button kind="danger">{props.submit}</Button>
        <LinkButton href={props.cancel.href} kind="quiet">
          {props.cancel.text}
        </LinkButton>
      </Actions>
    </Form>
  </section>
);
