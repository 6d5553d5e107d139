import { fieldId } from "#ui/form.tsx";
import { Fold } from "#ui/layout.tsx";

type AmorcesProps = {
  /** the field they begin a sentence of */
  champ: string;
  /** its label, read aloud */
  label: string;
  phrases: readonly string[];
};

/**
 * Beginnings of sentences for a field (B-06): to be read; with the script, each is a button that writes it at the caret.
 */
export const Amorces = ({ champ, label, phrases }: AmorcesProps) => (
  <p-amorces data-champ={fieldId(champ)}>
    <Fold
      summary={
        <>
          Des débuts de phrase<span class="sr-only"> pour « {label} »</span>
        </>
      }
    >
      <ul class="amorces">
        {phrases.map((phrase) => (
          <li>{phrase}</li>
        ))}
      </ul>
    </Fold>
  </p-amorces>
);
