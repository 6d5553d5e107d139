import type { Child } from "hono/jsx";
import { fieldId } from "#ui/form.tsx";

/** One level of a scale. `color` is a CSS colour that contrasts 4.5:1 with white (checked where the scale is imported). */
export type Niveau = { code: string; text: string; color: string };

/**
 * The card of a level. Colours are data of the scale: they travel as an SVG presentation attribute,
 * since the content security policy forbids `style=`.
 */
const LevelCard = ({ niveau }: { niveau: Niveau }) => (
  <svg class="niveau-carte" viewBox="0 0 48 56" color={niveau.color} aria-hidden="true" focusable="false">
    <rect x="1.5" y="1.5" width="45" height="53" rx="9" />
    <text x="24" y="29" text-anchor="middle" dominant-baseline="central">
      {niveau.code}
    </text>
  </svg>
);

type EventailProps = {
  /** The field's name; nothing chosen sends "". */
  name: string;
  /** What is evaluated, read as the group's name. */
  legend: Child;
  /** The legend is read aloud only (a heading already shows it). */
  hideLegend?: boolean;
  levels: readonly Niveau[];
  /** The code chosen, or "" / null. */
  value: string | null;
  disabled?: boolean;
  describedBy?: string;
  /** Flat cards, for the criteria of a detailed evaluation. */
  flat?: boolean;
  error?: string;
  /** `champ-<name>` by default. */
  id?: string;
};

/** Where a card stands in the fan: 0 in the middle, in half steps (…, -3, -1, 1, 3, … for an even number). */
const place = (index: number, count: number) => {
  const steps = 2 * index - (count - 1);
  return Math.max(-7, Math.min(7, steps));
};

/**
 * The fan of levels (S-62): native radios, so arrows, labels and forms work by themselves.
 * « Effacer » is one more radio, with an empty value: « nothing chosen » and « NE » stay two things.
 */
export const Eventail = (props: EventailProps) => {
  const { name, levels, value, disabled, flat, error } = props;
  const id = props.id ?? fieldId(name);
  const chosen = levels.some((niveau) => niveau.code === value) ? value : "";
  return (
    <fieldset
      class={flat ? "eventail eventail-plat" : "eventail"}
      disabled={disabled}
      aria-describedby={
        [props.describedBy, error ? `${id}-erreur` : ""].filter(Boolean).join(" ") || undefined
      }
    >
      <legend class={props.hideLegend ? "sr-only" : "field-label"}>{props.legend}</legend>
      <div class="eventail-cartes">
        {levels.map((niveau, index) => (
          <label class={`eventail-carte place-${place(index, levels.length)}`}>
            <input
              type="radio"
              id={index === 0 ? id : `${id}-${index + 1}`}
              name={name}
              value={niveau.code}
              checked={niveau.code === chosen}
            />
            <LevelCard niveau={niveau} />
            <span class="eventail-mots">
              <span class="sr-only">{niveau.code} : </span>
              {niveau.text}
            </span>
          </label>
        ))}
        <label class="eventail-effacer">
          <input type="radio" id={`${id}-vide`} name={name} value="" checked={chosen === ""} />
          <span class="eventail-vide">Pas encore évalué</span>
          <span class="eventail-bouton">Effacer</span>
        </label>
      </div>
      {error ? (
        <p class="field-error" id={`${id}-erreur`}>
          {error}
        </p>
      ) : null}
    </fieldset>
  );
};

type NiveauLuProps = {
  /** null: nothing chosen. */
  niveau: Niveau | null;
  /** The card alone (cells of a table); its words are read aloud. */
  compact?: boolean;
};

/** A level one reads: the card and its words. */
export const NiveauLu = ({ niveau, compact }: NiveauLuProps) => {
  if (!niveau)
    return compact ? (
      <span class="niveau-lu niveau-absent">
        <span aria-hidden="true">–</span>
        <span class="sr-only">Pas évalué</span>
      </span>
    ) : (
      <span class="niveau-lu niveau-absent">Pas évalué</span>
    );
  return (
    <span class={compact ? "niveau-lu niveau-compact" : "niveau-lu"}>
      <LevelCard niveau={niveau} />
      <span class={compact ? "sr-only" : undefined}>
        <span class="sr-only">{niveau.code} : </span>
        {niveau.text}
      </span>
    </span>
  );
};
