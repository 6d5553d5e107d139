import type { Niveau } from "#ui/eventail.tsx";

/**
 * A cell of the heat table: the code in ink on a tint of the level's colour, which is data of the scale and so travels
 * as an SVG attribute (`style=` is forbidden). The words are read aloud. null: not evaluated that day.
 */
export const HeatCell = ({ niveau }: { niveau: Niveau | null }) => (
  <span class={niveau ? "heat" : "heat heat-vide"}>
    <svg class="heat-dessin" viewBox="0 0 64 36" color={niveau?.color} aria-hidden="true" focusable="false">
      <rect width="64" height="36" rx="8" />
      <text x="32" y="19" text-anchor="middle" dominant-baseline="central">
        {niveau?.code ?? "–"}
      </text>
    </svg>
    <span class="sr-only">{niveau ? `${niveau.code}\u00a0: ${niveau.text}` : "Pas évalué"}</span>
  </span>
);
