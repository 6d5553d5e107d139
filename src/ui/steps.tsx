import type { Child } from "hono/jsx";
import { Icon } from "#ui/icon.tsx";

export type Step = {
  href: string;
  /** « Semaine 3 » */
  name: string;
  /** « 23–27 nov. » */
  dates: Child;
  done: boolean;
  /** The one the page shows. */
  current: boolean;
  /** The one today falls in. */
  now: boolean;
  /** « racontée », « pas encore racontée », « à venir »: the state in words. */
  state: string;
};

/** Numbered links along a line: the weeks of a period, or the steps of a long form. */
export const Steps = ({ label, steps }: { label: string; steps: readonly Step[] }) => (
  <nav class="steps" aria-label={label}>
    <ol>
      {steps.map((step, index) => (
        <li
          class={
            [step.done ? "step-done" : "", step.now ? "step-now" : ""].filter(Boolean).join(" ") || undefined
          }
        >
          <a href={step.href} aria-current={step.current ? "step" : undefined}>
            <span class="step-mark">
              <span class="sr-only">{step.name}, </span>
              <span aria-hidden="true">{step.done ? <Icon name="check" /> : index + 1}</span>
            </span>
            <span class="step-dates">{step.dates}</span>
            <span class="step-state">
              <span class="sr-only">, </span>
              {step.now ? "en ce moment, " : ""}
              {step.state}
            </span>
          </a>
        </li>
      ))}
    </ol>
  </nav>
);
