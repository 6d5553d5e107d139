import type { Child } from "hono/jsx";

type CardProps = {
  children?: Child;
  title?: Child;
  /** Beside the title, in grey (« 2 sur 3 »). */
  meta?: Child;
  /** Level of the heading (2 by default). */
  level?: 2 | 3;
  /** At the right of the title: buttons, a menu. */
  actions?: Child;
  id?: string;
  /** « current »: a petrol border; « exam »: violet; « you »: the yellow of « you, now ». */
  tone?: "current" | "exam" | "you";
  /** No padding: lists and tables reach the edges. */
  flush?: boolean;
};

/** A white card, with its heading. */
export const Card = ({ children, title, meta, level = 2, actions, id, tone, flush }: CardProps) => {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <section
      class={["card", tone ? `card-${tone}` : "", flush ? "card-flush" : ""].filter(Boolean).join(" ")}
      id={id}
    >
      {title ? (
        <div class="card-head">
          <Heading>
            {title}
            {meta ? <span class="card-meta"> {meta}</span> : null}
          </Heading>
          {actions}
        </div>
      ) : null}
      {children}
    </section>
  );
};
