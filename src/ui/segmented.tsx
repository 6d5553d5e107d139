import type { Child } from "hono/jsx";

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
