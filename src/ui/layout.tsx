import type { Child } from "hono/jsx";

/** A 320 px column beside the page's body; above it on a phone. */
export const Columns = ({
  side,
  sideLabel,
  children,
}: {
  side: Child;
  sideLabel: string;
  children?: Child;
}) => (
  <div class="columns">
    <aside class="columns-side" aria-label={sideLabel}>
      {side}
    </aside>
    <div class="columns-body">{children}</div>
  </div>
);

/** One thing under another, evenly: close (`tight`), or far apart (`wide`, the parts of a long page). */
export const Stack = ({ children, tight, wide }: { children?: Child; tight?: boolean; wide?: boolean }) => (
  <div class={tight ? "stack stack-tight" : wide ? "stack stack-wide" : "stack"}>{children}</div>
);

/** Side by side, wrapping. */
export const Line = ({ children, spread }: { children?: Child; spread?: boolean }) => (
  <div class={spread ? "line line-spread" : "line"}>{children}</div>
);

/** As many equal columns as fit. */
export const Grid = ({ children, wide }: { children?: Child; wide?: boolean }) => (
  <div class={wide ? "grid grid-wide" : "grid"}>{children}</div>
);

type FoldProps = {
  summary: Child;
  open?: boolean;
  /** In small letters, beside what it explains. */
  quiet?: boolean;
  children?: Child;
};

/** What may stay folded: a native `<details>`. */
export const Fold = ({ summary, open, quiet, children }: FoldProps) => (
  <details class={quiet ? "fold fold-quiet" : "fold"} open={open}>
    <summary>{summary}</summary>
    <div class="fold-body">{children}</div>
  </details>
);
