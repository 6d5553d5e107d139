// biome-ignore-all lint/a11y/useSemanticElements: a popover of links is a named group, not a fieldset
import type { Child } from "hono/jsx";
import type { FormKeys } from "#kernel/form.ts";
import { Hidden, KeyFields } from "#ui/form.tsx";
import { Icon } from "#ui/icon.tsx";
import type { IconName } from "#ui/icon-sprite.ts";

type Entry = { text: string; icon?: IconName; danger?: boolean };

export type MenuItem =
  | (Entry & { href: string; download?: boolean })
  | (Entry & { action: string; keys: FormKeys; fields?: Record<string, string>; version?: string | number })
  /** An entry one may not use, with the reason (B-33). */
  | (Entry & { reason: string });

type MenuProps = {
  /** Unique in the page. */
  id: string;
  /** « Actions pour ACCARDO Aline ». Shown as words when `text` is given. */
  label: string;
  items: readonly MenuItem[];
  /** Words on the button instead of « ⋮ ». */
  text?: Child;
  icon?: IconName;
};

/** The words of an entry: bare when they stand alone, since a list of learners holds two hundred of them. */
const words = (item: MenuItem): Child =>
  item.icon || "reason" in item ? (
    <>
      {item.icon ? <Icon name={item.icon} /> : null}
      <span>
        {item.text}
        {"reason" in item ? <span class="menu-reason">{item.reason}</span> : null}
      </span>
    </>
  ) : (
    item.text
  );

const MenuEntry = ({ item }: { item: MenuItem }) => {
  const look = item.danger ? "menu-item menu-danger" : "menu-item";
  if ("href" in item)
    return (
      <a class={look} href={item.href} download={item.download}>
        {words(item)}
      </a>
    );
  if ("reason" in item) return <span class="menu-item menu-off">{words(item)}</span>;
  return (
    <form method="post" action={item.action}>
      <KeyFields keys={item.keys} version={item.version} />
      {Object.entries(item.fields ?? {}).map(([name, value]) => (
        <Hidden name={name} value={value} />
      ))}
      <button type="submit" class={look}>
        {words(item)}
      </button>
    </form>
  );
};

/** A button and the list it opens, by the browser alone (popover): links and small forms, Escape closes. */
export const Menu = ({ id, label, items, text, icon }: MenuProps) => (
  <div class="menu">
    <button
      type="button"
      class={text ? "button button-secondary" : "menu-button"}
      popovertarget={id}
      aria-label={text ? undefined : label}
    >
      <Icon name={icon ?? (text ? "chevron-down" : "ellipsis-vertical")} />
      {text ? <span>{text}</span> : null}
    </button>
    <div class="menu-sheet" id={id} popover="auto" role="group" aria-label={label}>
      <p class="menu-title">{label}</p>
      <ul>
        {items.map((item) => (
          <li>
            <MenuEntry item={item} />
          </li>
        ))}
      </ul>
      <button type="button" class="menu-item menu-close" popovertarget={id} popovertargetaction="hide">
        <Icon name="x" />
        <span>Fermer</span>
      </button>
    </div>
  </div>
);
