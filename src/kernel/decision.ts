/**
 * The answer of every right and every rule: yes with a value, or no with what a person can read.
 * Exceptions are for defects only.
 */
export type Refusal = {
  ok: false;
  /** stable word for tests and logs, e.g. "verrou-bilan" */
  code: string;
  /** the French sentence shown */
  message: string;
  /** the form field it belongs to, when there is one */
  field?: string;
};
export type Decision<T = void> = { ok: true; value: T } | Refusal;

export const accept = <T>(value: T): Decision<T> => ({ ok: true, value });
export const allowed: Decision = { ok: true, value: undefined };
export const refuse = (code: string, message: string, field?: string): Refusal =>
  field === undefined ? { ok: false, code, message } : { ok: false, code, message, field };

/** The first refusal of several decisions, or `allowed`. */
export const all = (...decisions: Decision[]): Decision => decisions.find((d) => !d.ok) ?? allowed;
