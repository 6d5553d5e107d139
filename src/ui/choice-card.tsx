import type { Child } from "hono/jsx";

type ChoiceCardProps = {
  href: string;
  current: boolean;
  title: Child;
  /** Dates, place: one line of grey text. */
  detail?: Child;
  /** Chips and a progress bar. */
  children?: Child;
  menu?: Child;
};

/** A card of a list one chooses from (the periods): the title is the link, the whole card is its target. */
export const ChoiceCard = ({ href, current, title, detail, children, menu }: ChoiceCardProps) => (
  <article class={current ? "card choice-card card-current" : "card choice-card"}>
    <div class="choice-card-head">
      <h3>
        <a href={href} aria-current={current ? "true" : undefined}>
          {title}
        </a>
      </h3>
      {menu}
    </div>
    {detail ? <p class="meta">{detail}</p> : null}
    {children}
  </article>
);
