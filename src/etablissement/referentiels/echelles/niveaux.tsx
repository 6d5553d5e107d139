import { champEngagement, champsNiveau, SANS_DEGRE } from "#etablissement/referentiels/echelles/form.ts";
import { AUTRE_COULEUR, PALETTE } from "#etablissement/referentiels/echelles/rules.ts";
import { type FormState, textOf } from "#kernel/form.ts";
import { niveauxQuiComptent } from "#referentiel/rules.ts";
import type { Referentiel } from "#referentiel/types.ts";
import { Card } from "#ui/card.tsx";
import { Eventail, type Niveau, NiveauLu } from "#ui/eventail.tsx";
import { SelectField, TextField } from "#ui/fields.tsx";
import { Grid, Stack } from "#ui/layout.tsx";
import { Table } from "#ui/table.tsx";

type Props = { referentiel: Referentiel; form: FormState };

/** The fan as it would be with what is typed; a colour that is not one yet is drawn in the blue of NE. */
const apercu = ({ referentiel, form }: Props): Niveau[] =>
  referentiel.niveauxReussite.map(({ code }) => {
    const champs = champsNiveau(code);
    const typed = textOf(form, champs.autre);
    const chosen = PALETTE.find(({ value }) => value === textOf(form, champs.couleur))?.couleur;
    const color = chosen ?? (/^#[0-9a-fA-F]{6}$/.test(typed) ? typed : "#3f5f8f");
    return { code, text: textOf(form, champs.intitule), color };
  });

/** Words, plain words, colour and LSL Pro degree of each level; the words of the stars; the fan they make. */
export const Niveaux = ({ referentiel, form }: Props) => {
  const comptes = new Set(niveauxQuiComptent(referentiel).map(({ code }) => code));
  return (
    <Stack>
      <Card title="Aperçu de l’éventail">
        <Eventail
          name="apercu"
          legend="Niveau de réussite"
          levels={apercu({ referentiel, form })}
          value="4"
        />
      </Card>
      <Card title="Niveaux de réussite">
        <p>
          « Autre couleur » se donne par # et six chiffres ou lettres de a à f (exemple : #1f3a6e), assez
          foncée pour être lue sur du blanc.
        </p>
        <p>Le degré LSL Pro (de 1 à 4) est celui que l’export pour le livret scolaire donne à ce niveau.</p>
        <div class="echelles">
          <Table
            caption="Mots et couleur de chaque niveau"
            hideCaption
            columns={[
              { text: "Niveau" },
              { text: "Mots" },
              { text: "En mots simples" },
              { text: "Couleur" },
              { text: "Autre couleur" },
              { text: "Degré LSL Pro" },
            ]}
            rows={apercu({ referentiel, form }).map((niveau) => {
              const champs = champsNiveau(niveau.code);
              return {
                header: <NiveauLu niveau={niveau} compact />,
                cells: [
                  <TextField
                    form={form}
                    name={champs.intitule}
                    label={`Mots du niveau ${niveau.code}`}
                    maxlength={40}
                    autocomplete="off"
                    hideLabel
                    required
                  />,
                  <TextField
                    form={form}
                    name={champs.mots}
                    label={`Niveau ${niveau.code} en mots simples`}
                    maxlength={120}
                    autocomplete="off"
                    hideLabel
                  />,
                  <SelectField
                    form={form}
                    name={champs.couleur}
                    label={`Couleur du niveau ${niveau.code}`}
                    options={[
                      ...PALETTE.map(({ value, text }) => ({ value, text })),
                      { value: AUTRE_COULEUR, text: "Autre" },
                    ]}
                    hideLabel
                  />,
                  <TextField
                    form={form}
                    name={champs.autre}
                    label={`Autre couleur du niveau ${niveau.code}`}
                    maxlength={7}
                    width="short"
                    autocomplete="off"
                    verbatim
                    hideLabel
                  />,
                  comptes.has(niveau.code) ? (
                    <SelectField
                      form={form}
                      name={champs.degre}
                      label={`Degré LSL Pro du niveau ${niveau.code}`}
                      options={[
                        ...["1", "2", "3", "4"].map((degre) => ({ value: degre, text: degre })),
                        { value: SANS_DEGRE, text: "aucun" },
                      ]}
                      width="short"
                      hideLabel
                    />
                  ) : (
                    <span class="meta">aucun</span>
                  ),
                ],
              };
            })}
          />
        </div>
      </Card>
      <Card title="Engagement (étoiles)">
        <Grid>
          {referentiel.engagement.map(({ code }, index) => (
            <TextField
              form={form}
              name={champEngagement(code)}
              label={index === 0 ? "1 étoile" : `${index + 1} étoiles`}
              maxlength={40}
              autocomplete="off"
              required
            />
          ))}
        </Grid>
      </Card>
    </Stack>
  );
};
