import type { Child } from "hono/jsx";
import { Icon } from "#ui/icon.tsx";
import type { IconName } from "#ui/icon-sprite.ts";

/** Nothing yet: one sentence and one action. */
export const Empty = ({ children, action, icon }: { children: Child; action?: Child; icon?: IconName }) => (
  <div class="empty">
    <span class="empty-icon">
      <Icon name={icon ?? "notebook-pen"} />
    </span>
    <p>{children}</p>
    {action}
  </div>
);
