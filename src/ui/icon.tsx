import type { IconName } from "#ui/icon-sprite.ts";

/** Where the sprite is served; fixed so that no page has to carry it. */
export const SPRITE = "/static/icones.svg";

/** A drawing beside words: hidden from screen readers, since the words are always there. */
export const Icon = ({ name }: { name: IconName }) => (
  <svg class="icon" aria-hidden="true" focusable="false">
    <use href={`${SPRITE}#${name}`} />
  </svg>
);

/** The mark of Passerelle. */
export const Mark = () => (
  <svg class="mark" aria-hidden="true" focusable="false">
    <use href={`${SPRITE}#passerelle`} />
  </svg>
);
