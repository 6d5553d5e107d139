import type { FormState } from "#kernel/form.ts";
import { TextField } from "#ui/fields.tsx";

/** Last name, first name, address of a person who will activate an account by mail. */
export const PersonneFields = ({ form }: { form: FormState }) => (
  <>
    <TextField form={form} name="nom" label="Nom" autocomplete="off" verbatim required />
    <TextField form={form} name="prenom" label="Prénom" autocomplete="off" verbatim required />
    <TextField
      form={form}
      name="courriel"
      type="email"
      label="Courriel"
      inputmode="email"
      autocomplete="off"
      verbatim
      required
    />
  </>
);
