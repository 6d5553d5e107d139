import type { Child } from "hono/jsx";

type ProgressProps = {
  value: number;
  max: number;
  /** What advances, read aloud; shown when there is no `text`. */
  label: string;
  /** Words beside the bar (« Semaine 3 sur 4 »). */
  text?: Child;
  /** The bar alone, when the words stand elsewhere. */
  bare?: boolean;
};

/** A native progress bar, with its words. */
export const Progress = ({ value, max, label, text, bare }: ProgressProps) => (
  <div class="progress">
    {bare ? null : <span class="progress-text">{text ?? label}</span>}
    <progress value={value} max={Math.max(max, 1)} aria-label={label}>
      {value} / {max}
    </progress>
  </div>
);
