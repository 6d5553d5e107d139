// biome-ignore-all lint/a11y/useSemanticElements: a popover of links is a named group, not a fieldset
import { html, raw } from "hono/html";
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

/** The words of an entry: bare when they stand alone. */
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

const FormEntry = ({ item }: { item: Extract<MenuItem, { action: string }> }) => (
  <form method="post" action={item.action}>
    <KeyFields keys={item.keys} version={item.version} />
    {Object.entries(item.fields ?? {}).map(([name, value]) => (
      <Hidden name={name} value={value} />
    ))}
    <button type="submit" class={item.danger ? "menu-item menu-danger" : "menu-item"}>
      {words(item)}
    </button>
  </form>
);

// Templates rather than elements from here on: a page of learners holds forty menus of seven entries, and a template
// is written in one go where each element is a node to make and to walk. `html` escapes what it is given.
const entry = (item: MenuItem) => {
  if ("href" in item)
    return html`<a class="menu-item${item.danger ? " menu-danger" : ""}" href="${item.href}"${item.download ? raw(" download") : ""}>${words(item)}</a>`;
  if ("reason" in item) return html`<span class="menu-item menu-off">${words(item)}</span>`;
  return <FormEntry item={item} />;
};

/** A button and the list it opens, by the browser alone (popover): links and small forms, Escape closes. */
export const Menu = ({ id, label, items, text, icon }: MenuProps) =>
  html`<div class="menu"><button type="button" class="${text ? "button button-secondary" : "menu-button"}" popovertarget="${id}"${text ? "" : html` aria-label="${label}"`}>${Icon({ name: icon ?? (text ? "chevron-down" : "ellipsis-vertical") })}${text ? <span>{text}</span> : ""}</button><div class="menu-sheet" id="${id}" popover="auto" role="group" aria-label="${label}"><p class="menu-title">${label}</p><ul>${items.map((item) => html`<li>${entry(item)}</li>`)}</ul><button type="button" class="menu-item menu-close" popovertarget="${id}" popovertargetaction="hide">${Icon({ name: "x" })}<span>Fermer</span></button></div></div>`;
