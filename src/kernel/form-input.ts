import { createHash } from "node:crypto";
import { z } from "zod";
import type { FormState } from "#kernel/form.ts";
import { normalise } from "#kernel/normalise.ts";

/** What a browser posted, normalised once. Names starting with « _ » belong to the house. */
export class FormInput {
  readonly #data: FormData;
  constructor(data: FormData) {
    this.#data = data;
  }
  text(name: string): string {
    const value = this.#data.get(name);
    return typeof value === "string" ? normalise(value) : "";
  }
  texts(name: string): string[] {
    return this.#data.getAll(name).flatMap((v) => (typeof v === "string" ? [normalise(v)] : []));
  }
  file(name: string): File | null {
    const value = this.#data.get(name);
    return value instanceof File && value.size > 0 ? value : null;
  }
  names(): string[] {
    return [...new Set(this.#data.keys())];
  }
  /**
   * A digest of what was typed, the house's own fields apart: the same page sent again with other words (after « back »)
   * is another submission, never taken for a second press.
   */
  digest(): string {
    const hash = createHash("sha256");
    for (const [name, value] of this.#data)
      if (!name.startsWith("_"))
        hash.update(JSON.stringify([name, value instanceof File ? [value.name, value.size] : value]));
    return hash.digest("base64url").slice(0, 22);
  }
  /** Every value typed, to be shown again when the form is refused; and the version it was typed from. */
  values(): FormState["values"] {
    return Object.fromEntries(
      this.names()
        .filter((name) => !name.startsWith("_") || name === "_version")
        .map((name) => {
          const all = this.texts(name);
          return [name, all.length > 1 ? all : all[0]];
        }),
    );
  }
}

export type Parsed<I> = { ok: true; value: I } | { ok: false; errors: Record<string, string> };

export const parsed = <I>(value: I): Parsed<I> => ({ ok: true, value });
export const misread = (errors: Record<string, string>): Parsed<never> => ({ ok: false, errors });

/** A press that only changes the form itself (one more line, up, down): drawn again with what was typed, nothing written. */
export const redraw = misread({});
/** The name of those buttons. */
export const GESTE = "geste";
export const isGeste = (input: FormInput): boolean => input.text(GESTE) !== "";

/**
 * Reads a form by a schema; arrays of the schema are read as repeated fields.
 * @returns the value, or the first French message of each field in error
 */
export function readForm<S extends z.ZodObject>(schema: S, input: FormInput): Parsed<z.infer<S>> {
  const raw = Object.fromEntries(
    Object.entries(schema.shape).map(([name, field]) => [
      name,
      field instanceof z.ZodArray ? input.texts(name) : input.text(name),
    ]),
  );
  const result = schema.safeParse(raw);
  if (result.success) return parsed(result.data);
  const errors: Record<string, string> = {};
  for (const issue of result.error.issues) errors[String(issue.path[0] ?? "")] ??= issue.message;
  return misread(errors);
}
