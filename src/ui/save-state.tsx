import { Icon } from "#ui/icon.tsx";
import type { IconName } from "#ui/icon-sprite.ts";

export type SaveStateKind = "saved" | "new" | "saving" | "offline" | "conflict";

const icons: Record<SaveStateKind, IconName> = {
  saved: "circle-check",
  new: "circle-dashed",
  saving: "refresh-cw",
  offline: "cloud-off",
  conflict: "triangle-alert",
};

type SaveStateProps = {
  state: SaveStateKind;
  /** « Enregistré à 14 h 32 »; the truth, nothing more. */
  text: string;
  /** The id of the form it speaks of; the island reads it. */
  form?: string;
  /**
   * The form saves by itself: who writes (an opaque id, under which drafts are kept on the device) and how to speak to
   * him. Without it, the words are those of the page and no script touches them.
   */
  autosave?: { personne: string; tutoie: boolean };
};

/**
 * Where a form stands. The server writes the last known state; the island `p-enregistrement`, when it runs,
 * rewrites `data-etat` and the words.
 */
export const SaveState = ({ state, text, form, autosave }: SaveStateProps) => (
  <p-enregistrement
    data-formulaire={form}
    data-etat={state}
    data-personne={autosave?.personne}
    data-tutoie={autosave?.tutoie ? "oui" : undefined}
    class="save-state"
  >
    {(Object.keys(icons) as SaveStateKind[]).map((kind) => (
      <span class={`save-icon save-icon-${kind}`} aria-hidden="true">
        <Icon name={icons[kind]} />
      </span>
    ))}
    <output>{text}</output>
  </p-enregistrement>
);
