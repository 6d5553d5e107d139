import { Hidden } from "#ui/form.tsx";
import { Icon } from "#ui/icon.tsx";

type SearchProps = {
  action: string;
  value: string;
  label: string;
  /** `q` by default. */
  name?: string;
  placeholder?: string;
  /** What the address must keep (niveau, periode). */
  keep?: Record<string, string>;
};

/** A GET form: its answer is a page with an address. */
export const Search = ({ action, value, label, name = "q", placeholder, keep }: SearchProps) => (
  // biome-ignore lint/a11y/useSemanticElements: <search> is younger than the browsers we serve
  <form class="search" role="search" method="get" action={action}>
    {Object.entries(keep ?? {}).map(([key, kept]) => (
      <Hidden name={key} value={kept} />
    ))}
    <label class="sr-only" for={`chercher-${name}`}>
      {label}
    </label>
    <input
      type="search"
      class="input"
      id={`chercher-${name}`}
      name={name}
      value={value}
      placeholder={placeholder ?? label}
      enterkeyhint="search"
    />
    <button type="submit" class="search-button">
      <Icon name="search" />
      <span class="sr-only">Chercher</span>
    </button>
  </form>
);
