import type { FormInput } from "#kernel/form-input.ts";

/** Reads the numbered fields of a table of settings, and notes the French message of each one in error. */
export class Lecture {
  readonly errors: Record<string, string> = {};
  readonly #input: FormInput;
  constructor(input: FormInput) {
    this.#input = input;
  }
  text(name: string, { max, missing }: { max: number; missing?: string }): string {
    const text = this.#input.text(name).replace(/\s+/g, " ").trim();
    if (text.length > max) this.refuse(name, `Ce texte dépasse ${max} caractères : raccourcissez-le.`);
    else if (missing && text === "") this.refuse(name, missing);
    return text;
  }
  raw(name: string): string {
    return this.#input.text(name).trim();
  }
  all(name: string): string[] {
    return this.#input.texts(name);
  }
  ticked(name: string): boolean {
    return this.#input.text(name) === "oui";
  }
  refuse(name: string, message: string): void {
    this.errors[name] ??= message;
  }
  get faulty(): boolean {
    return Object.keys(this.errors).length > 0;
  }
}
