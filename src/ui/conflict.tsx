import type { Conflict } from "#kernel/form.ts";
import { Notice } from "#ui/notice.tsx";

/**
 * Somebody saved first: both texts, field by field. The form below keeps what was typed and now starts from the other's
 * version, so that saving again is a choice made knowingly.
 */
export const ConflictNotice = ({ conflict }: { conflict: Conflict }) => (
  <div class="errors-focus" tabindex={-1} autofocus>
    <Notice kind="warning" title="Modifié entre-temps">
      <p>{conflict.by}</p>
      <ul class="conflict">
        {conflict.fields.map((field) => (
          <li>
            <b>{field.label}</b>
            <p>
              <span class="meta">Enregistré : </span>
              <q>{field.theirs || "(vide)"}</q>
            </p>
            <p>
              <span class="meta">Saisie gardée ci-dessous : </span>
              <q>{field.yours || "(vide)"}</q>
            </p>
          </li>
        ))}
      </ul>
      <p>
        Rien n’a été écrasé : le formulaire garde la nouvelle saisie. L’enregistrer de nouveau remplacera le
        texte enregistré.
      </p>
    </Notice>
  </div>
);
