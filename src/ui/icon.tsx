import { raw } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";
import type { IconName } from "#ui/icon-sprite.ts";

/** Where the sprite is served; fixed so that no page has to carry it. */
export const SPRITE = "/static/icones.svg";

const drawn = new Map<IconName, HtmlEscapedString>();

/**
 * A drawing beside words: hidden from screen readers, since the words are always there. Written once per name: a list of
 * thirty-five learners holds three hundred of them.
 */
export const Icon = ({ name }: { name: IconName }): HtmlEscapedString => {
  const known = drawn.get(name);
  if (known) return known;
  const icon = raw(`<svg class="icon" aria-hidden="true"><use href="${SPRITE}#${name}"/></svg>`);
  drawn.set(name, icon);
  return icon;
};

/** The mark of Passerelle. */
export const Mark = () => (
  <svg class="mark" aria-hidden="true">
    <use href={`${SPRITE}#passerelle`} />
  </svg>
);
