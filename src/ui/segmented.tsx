import type { Child } from "hono/jsx";
import type { FormKeys } from "#kernel/form.ts";
import { Hidden, KeyFields } from "#ui/form.tsx";

export type Segment = { href: string; text: Child; current: boolean };

/** A switch between two or three views of the same thing (2de, 1re, Tle). */
export const Segmented = ({ label, segments }: { label: string; segments: readonly Segment[] }) => (
  <nav class="segmented" aria-label={label}>
    <ul>
      {segments.map((segment) => (
        <li>
          <a href={segment.href} aria-current={segment.current ? "true" : undefined}>
            {segment.text}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);

export type Filter = { href: string; text: string; count: number; current: boolean };

/** Filters of a list, each with the number of lines it leaves. */
export const Filters = ({ label, filters }: { label: string; filters: readonly Filter[] }) => (
  <nav class="filters" aria-label={label}>
    <ul>
      {filters.map((filter) => (
        <li>
          <a href={filter.href} aria-current={filter.current ? "true" : undefined}>
            {filter.text} <b>{filter.count}</b>
          </a>
        </li>
      ))}
    </ul>
  </nav>
);

/** A choice that is posted because it is remembered: where to, and what the address must keep. */
export type Posted = {
  label: string;
  action: string;
  keys: FormKeys;
  /** the field each button fills */
  name: string;
  keep: Readonly<Record<string, string>>;
};

type PostedChoice = { value: string; text: Child; count?: number; current: boolean };

const PostedChoices = ({
  label,
  action,
  keys,
  name,
  keep,
  choices,
  look,
}: Posted & { choices: readonly PostedChoice[]; look: "segmented" | "filters" }) => (
  <form method="post" action={action} class={look} aria-label={label}>
    <KeyFields keys={keys} />
    {Object.entries(keep).map(([kept, value]) => (
      <Hidden name={kept} value={value} />
    ))}
    <ul>
      {choices.map((choice) => (
        <li>
          <button
            type="submit"
            name={name}
            value={choice.value}
            aria-current={choice.current ? "true" : undefined}
          >
            {choice.text}
            {choice.count === undefined ? null : (
              <>
                {" "}
                <b>{choice.count}</b>
              </>
            )}
          </button>
        </li>
      ))}
    </ul>
  </form>
);

/** The same switch, whose choice is remembered. */
export const SegmentedForm = (props: Posted & { choices: readonly PostedChoice[] }) => (
  <PostedChoices {...props} look="segmented" />
);

/** The same filters, remembered. */
export const FiltersForm = (props: Posted & { choices: readonly (PostedChoice & { count: number })[] }) => (
  <PostedChoices {...props} look="filters" />
);
