import { html } from "hono/html";
import type { Child } from "hono/jsx";
import { Icon } from "#ui/icon.tsx";
import type { IconName } from "#ui/icon-sprite.ts";

export type ChipKind =
  | "neutral"
  | "todo"
  | "progress"
  | "success"
  | "warning"
  | "danger"
  | "exam"
  | "now"
  | "plain";

const icons: Record<ChipKind, IconName | undefined> = {
  neutral: undefined,
  todo: "circle-dashed",
  progress: "pencil",
  success: "check",
  warning: "clock",
  danger: "circle-alert",
  exam: "graduation-cap",
  now: "map-pin",
  plain: undefined,
};

type ChipProps = {
  kind: ChipKind;
  /** The state, in words. */
  children: Child;
  /** What it is the state of, in bold before it (« Bilan »). */
  label?: string;
  icon?: IconName;
};

/**
 * A state: always words, an icon where the state matters, colour only as support. A template, not elements: a page of
 * learners holds a hundred and forty of them.
 */
export const Chip = ({ kind, children, label, icon }: ChipProps) => {
  const drawn = icon ?? icons[kind];
  return html`<span class="chip chip-${kind}">${drawn ? Icon({ name: drawn }) : ""}<span>${label ? html`<b>${label} </b>` : ""}${children}</span></span>`;
};

/** Chips side by side. */
export const Chips = ({ children }: { children?: Child }) => <div class="chips">{children}</div>;
