/** What a form shows: the values typed (kept when refused) and one message per field in error. */
export type FormState = {
  values: Record<string, string | readonly string[] | undefined>;
  errors: Record<string, string>;
  /** the page was stale: somebody saved first; both texts are shown and the person chooses (409) */
  conflict?: Conflict;
};

/** Somebody else saved between the page and its form. `version` is theirs: saving again from it is informed. */
export type Conflict = {
  version: number;
  /** who saved, and when, in words */
  by: string;
  fields: { name: string; label: string; yours: string; theirs: string }[];
};

/** The hidden fields of every form: anti-forgery token and submission key (a double press has one effect). */
export type FormKeys = { token: string; key: string };

export const formOf = (values: FormState["values"] = {}): FormState => ({ values, errors: {} });

export const textOf = (form: FormState, name: string): string => {
  const value = form.values[name];
  return typeof value === "string" ? value : (value?.[0] ?? "");
};

export const textsOf = (form: FormState, name: string): readonly string[] => {
  const value = form.values[name];
  return value === undefined ? [] : typeof value === "string" ? [value] : value;
};
