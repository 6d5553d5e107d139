import type { Child } from "hono/jsx";

export type Definition = {
  term: string;
  /** Nothing written yet: null or "". */
  value: Child;
  /** stands under the value, written or not (the advice about it) */
  apres?: Child;
};

type DefinitionsProps = {
  rows: readonly Definition[];
  /** What stands for an empty value. */
  empty?: string;
};

const isEmpty = (value: Child) => value === null || value === undefined || value === "" || value === false;

/** Label and value, for what is read and not edited. Line breaks of a text are kept. */
export const Definitions = ({ rows, empty = "Non renseigné" }: DefinitionsProps) => (
  <dl class="definitions">
    {rows.map(({ term, value, apres }) => (
      <div>
        <dt>{term}</dt>
        <dd>
          {isEmpty(value) ? <span class="definition-empty">{empty}</span> : value}
          {apres}
        </dd>
      </div>
    ))}
  </dl>
);
