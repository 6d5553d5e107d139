import type { ApprentiOffert } from "#etablissement/maitres/store.ts";
import type { FormState } from "#kernel/form.ts";
import { listName } from "#kernel/french.ts";
import { DateField, SelectField, TextField } from "#ui/fields.tsx";

export const ApprentiField = ({ form, apprentis }: { form: FormState; apprentis: ApprentiOffert[] }) => (
  <SelectField
    form={form}
    name="apprenti"
    label="Apprenti"
    empty="Choisissez un apprenti"
    options={apprentis.map((one) => ({ value: one.id, text: `${listName(one)} (${one.classe})` }))}
    required
  />
);

export const EntrepriseField = ({ form }: { form: FormState }) => (
  <TextField form={form} name="entreprise" label="Entreprise" autocomplete="off" required />
);

export const DatesFields = ({ form }: { form: FormState }) => (
  <>
    <DateField form={form} name="du" label="Contrat : premier jour" required />
    <DateField form={form} name="au" label="Contrat : dernier jour" required />
  </>
);
