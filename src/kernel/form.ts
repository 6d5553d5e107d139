/** What a form shows: the values typed (kept when refused) and one message per field in error. */
export type FormState = {
  values: Record<string, string | readonly string[] | undefined>;
  errors: Record<string, string>;
};

/** The hidden fields of every form: anti-forgery token and submission key (a double press has one effect). */
export type FormKeys = { token: string; key: string };

export const formOf = (values: FormState["values"] = {}): FormState => ({ values, errors: {} });

export const valueOf = (form: FormState, name: string): string => {
  const value = form.values[name];
  return typeof value === "string" ? value : (value?.[0] ?? "");
};

export const valuesOf = (form: FormState, name: string): readonly string[] => {
  const value = form.values[name];
  return value === undefined ? [] : typeof value === "string" ? [value] : value;
};
