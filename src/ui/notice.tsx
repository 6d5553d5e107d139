import type { Child } from "hono/jsx";
import { Icon } from "#ui/icon.tsx";
import type { IconName } from "#ui/icon-sprite.ts";

export type NoticeKind = "info" | "success" | "warning" | "danger" | "locked";

const icons: Record<NoticeKind, IconName> = {
  info: "info",
  success: "circle-check",
  warning: "triangle-alert",
  danger: "circle-x",
  locked: "lock",
};

type NoticeProps = {
  kind: NoticeKind;
  title?: string;
  children: Child;
  /** What may be done about it, or who can help. */
  action?: Child;
};

/** A word of the page to its reader. « locked » tells what froze the record and who can help. */
export const Notice = ({ kind, title, children, action }: NoticeProps) => (
  <div class={`notice notice-${kind}`}>
    <Icon name={icons[kind]} />
    <div class="notice-text">
      {title ? <p class="notice-title">{title}</p> : null}
      <div>{children}</div>
      {action ? <div class="notice-action">{action}</div> : null}
    </div>
  </div>
);
