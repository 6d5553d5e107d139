import type { Child } from "hono/jsx";
import { fieldId } from "#ui/form.tsx";

/** One degree of the scale, in rising order; the code is what the form sends. */
export type Etoile = { code: string; text: string };

const Star = () => (
  <svg class="etoile-dessin" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d="M12 2.4l2.95 6 6.6.95-4.78 4.66 1.13 6.58L12 17.5l-5.9 3.1 1.13-6.58L2.45 9.36l6.6-.96z" />
  </svg>
);

type EtoilesProps = {
  name: string;
  legend: Child;
  hideLegend?: boolean;
  degres: readonly Etoile[];
  value: string | null;
  disabled?: boolean;
  describedBy?: string;
  error?: string;
  id?: string;
};

/** Radios drawn as stars, in their natural order; the words of the chosen degree stand beside. */
export const Etoiles = (props: EtoilesProps) => {
  const { name, degres, value, error } = props;
  const id = props.id ?? fieldId(name);
  const chosen = degres.some((degre) => degre.code === value) ? value : "";
  return (
    <fieldset
      class="etoiles"
      disabled={props.disabled}
      aria-describedby={
        [props.describedBy, error ? `${id}-erreur` : ""].filter(Boolean).join(" ") || undefined
      }
    >
      <legend class={props.hideLegend ? "sr-only" : "field-label"}>{props.legend}</legend>
      <div class="etoiles-rang">
        {degres.map((degre, index) => (
          <label class="etoile">
            <input
              type="radio"
              id={index === 0 ? id : `${id}-${index + 1}`}
              name={name}
              value={degre.code}
              checked={degre.code === chosen}
            />
            <Star />
            <span class="etoile-mots">
              <span class="sr-only">
                {index + 1} {index === 0 ? "étoile" : "étoiles"} :{" "}
              </span>
              {degre.text}
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

/** Stars one reads, with their words. */
export const EtoilesLues = ({ degres, value }: { degres: readonly Etoile[]; value: string | null }) => {
  const rank = degres.findIndex((degre) => degre.code === value);
  if (rank < 0) return <span class="niveau-lu niveau-absent">Pas évalué</span>;
  return (
    <span class="etoiles-lues">
      <span class="etoiles-lues-rang">
        {degres.map((_, index) => (
          <span class={index <= rank ? "etoile-pleine" : undefined}>
            <Star />
          </span>
        ))}
      </span>
      <span class="sr-only">
        {rank + 1} sur {degres.length} :{" "}
      </span>
      {degres[rank]?.text}
    </span>
  );
};
