import { Icon } from "#ui/icon.tsx";
import type { IconName } from "#ui/icon-sprite.ts";

export type Tab = {
  href: string;
  text: string;
  current: boolean;
  /** A figure, and what is read in its place: `{ value: "3/4", words: "3 semaines racontées sur 4" }`. */
  counter?: { value: number | string; words: string };
  /** « complet », « à faire »… read after the name. */
  state?: { text: string; icon: IconName };
  /** The same in words everybody sees, under the name (« 35 apprenants », « complet »). */
  detail?: string;
};

/** Links, one of which is the page we are on. Each is a page of its own; no script. */
export const Tabs = ({ label, tabs }: { label: string; tabs: readonly Tab[] }) => (
  <nav class="tabs" aria-label={label}>
    <ul>
      {tabs.map((tab) => (
        <li>
          <a href={tab.href} aria-current={tab.current ? "page" : undefined}>
            <span>{tab.text}</span>
            {tab.counter ? (
              <span class="tab-counter">
                <span aria-hidden="true">{tab.counter.value}</span>
                <span class="sr-only"> {tab.counter.words}</span>
              </span>
            ) : null}
            {tab.state ? (
              <span class="tab-state">
                <Icon name={tab.state.icon} />
                <span class="sr-only">{tab.state.text}</span>
              </span>
            ) : null}
            {tab.detail ? <span class="tab-detail">{tab.detail}</span> : null}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);
