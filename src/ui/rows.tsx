import type { Child } from "hono/jsx";

/** A list of lines of one height, edge to edge in a flush card. */
export const Rows = ({ children, label }: { children?: Child; label?: string }) => (
  <ul class="rows" aria-label={label}>
    {children}
  </ul>
);

type RowProps = {
  /** An icon or an avatar. */
  mark?: Child;
  title: Child;
  /** Makes the title a link. */
  href?: string;
  detail?: Child;
  /** Chips: two by two at the right, under the title on a phone. */
  chips?: Child;
  /** A link or a button. */
  action?: Child;
  menu?: Child;
  id?: string;
};

/** One line: who, where, in what state, what one may do. */
export const RowItem = ({ mark, title, href, detail, chips, action, menu, id }: RowProps) => (
  <li class="row" id={id}>
    {mark}
    <div class="row-text">
      <p class="row-title">{href ? <a href={href}>{title}</a> : title}</p>
      {detail ? <p class="row-detail">{detail}</p> : null}
    </div>
    {chips ? <div class="row-chips">{chips}</div> : null}
    {action ? <div class="row-action">{action}</div> : null}
    {menu}
  </li>
);
