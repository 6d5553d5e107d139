import { champsLigne, LIGNES_VIDES } from "#etablissement/referentiels/echelles/form.ts";
import { type FormState, textOf } from "#kernel/form.ts";
import type { Referentiel } from "#referentiel/types.ts";
import { Card } from "#ui/card.tsx";
import { CheckboxField } from "#ui/choices.tsx";
import { SelectField, TextField } from "#ui/fields.tsx";
import { Hidden } from "#ui/form.tsx";
import { Stack } from "#ui/layout.tsx";
import { Table } from "#ui/table.tsx";

type Liste = "attitude" | "echelon";
const mots: Record<Liste, string> = { attitude: "Attitude", echelon: "Échelon" };

type Props = { liste: Liste; length: number; form: FormState };

/** A list to reword, reorder, shorten (empty the line) and lengthen (fill an empty one), without script. */
const Tableau = ({ liste, length, form }: Props) => {
  const ranks = Array.from({ length: length + LIGNES_VIDES }, (_, index) => index + 1);
  const order = ranks.map((rank) => ({ value: String(rank), text: String(rank) }));
  const mot = mots[liste];
  return (
    <div class="echelles">
      <Table
        caption={`${mot}s, dans l’ordre`}
        hideCaption
        columns={[
          { text: mot },
          { text: "Place" },
          ...(liste === "echelon" ? [{ text: "Hors du calcul" }] : []),
        ]}
        rows={ranks.map((rank) => {
          const champs = champsLigne(liste, rank);
          const values = { ...form.values, [champs.rang]: textOf(form, champs.rang) || String(rank) };
          return {
            header: (
              <>
                <Hidden name={champs.code} value={textOf(form, champs.code)} />
                <TextField
                  form={form}
                  name={champs.intitule}
                  label={rank > length ? `${mot} à ajouter` : `${mot} ${rank}`}
                  maxlength={100}
                  autocomplete="off"
                  hideLabel
                />
              </>
            ),
            cells: [
              <SelectField
                form={{ ...form, values }}
                name={champs.rang}
                label={`Place de la ligne ${rank}`}
                options={order}
                width="short"
                hideLabel
              />,
              ...(liste === "echelon"
                ? [<CheckboxField form={form} name={champs.hors} label="ne compte pas" />]
                : []),
            ],
          };
        })}
      />
    </div>
  );
};

export const Lignes = ({ referentiel, form }: { referentiel: Referentiel; form: FormState }) => (
  <Stack>
    <Card title="Attitudes">
      <p>
        Videz une ligne pour la retirer, remplissez une ligne vide pour en ajouter une, changez sa place pour
        la déplacer.
      </p>
      <Tableau liste="attitude" length={referentiel.attitudes.length} form={form} />
    </Card>
    <Card title="Échelle des attitudes">
      <p>Du moins bon au meilleur. « Non observé » ne compte pas : il reste hors du calcul.</p>
      <Tableau liste="echelon" length={referentiel.echelleAttitudes.length} form={form} />
    </Card>
  </Stack>
);
