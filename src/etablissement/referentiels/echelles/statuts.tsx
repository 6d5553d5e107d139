import { champsStatut } from "#etablissement/referentiels/echelles/statuts-form.ts";
import type { FormState } from "#kernel/form.ts";
import type { Referentiel } from "#referentiel/types.ts";
import { Card } from "#ui/card.tsx";
import { CheckboxField, CheckboxGroup } from "#ui/choices.tsx";
import { SelectField, TextField } from "#ui/fields.tsx";
import { Grid, Stack } from "#ui/layout.tsx";

type Props = { referentiel: Referentiel; base: Referentiel; form: FormState };

/** One status: its name, its levels, what it opens. */
const Champs = ({ rank, referentiel, form }: Omit<Props, "base"> & { rank: number }) => {
  const champs = champsStatut(rank);
  return (
    <>
      <Grid>
        <TextField
          form={form}
          name={champs.intitule}
          label="Nom du statut"
          maxlength={60}
          autocomplete="off"
          required={rank > 0}
        />
        <SelectField
          form={form}
          name={champs.tableau}
          label="Alimente le tableau de bord"
          options={[
            { value: "non", text: "Rien" },
            { value: "attitudes", text: "Les attitudes seules" },
            { value: "tout", text: "Tout" },
          ]}
        />
      </Grid>
      <CheckboxGroup
        form={form}
        name={champs.niveaux}
        label="Niveaux de classe"
        inline
        choices={referentiel.niveauxClasse.map(({ code, intitule }) => ({ value: code, text: intitule }))}
      />
      <CheckboxGroup
        form={form}
        name={champs.ouvre}
        label="Ce qu’il ouvre"
        choices={[
          { value: "attitudes", text: "Bilan des attitudes" },
          { value: "bilan", text: "Bilan entreprise" },
          { value: "grille", text: "Grille certificative" },
          { value: "choix", text: "Choix des apprenants, une fois la période émise" },
        ]}
      />
    </>
  );
};

/** The statuses of periods and their triggers; a status of the school's own may be withdrawn. */
export const StatutsFields = ({ referentiel, base, form }: Props) => (
  <Stack>
    {referentiel.statutsPeriode.map(({ code, intitule }, index) => (
      <Card title={`${code}\u00a0: ${intitule}`}>
        <Champs rank={index + 1} referentiel={referentiel} form={form} />
        {base.statutsPeriode.some((statut) => statut.code === code) ? null : (
          <CheckboxField
            form={form}
            name={champsStatut(index + 1).retirer}
            label="Retirer ce statut (les périodes qui l’ont le gardent)"
          />
        )}
      </Card>
    ))}
    <Card title="Ajouter un statut">
      <p>Laissez le code et le nom vides pour n’en ajouter aucun.</p>
      <TextField
        form={form}
        name={champsStatut(0).code}
        label="Code"
        hint="Court, en lettres et chiffres (exemple : E32). Il ne changera plus."
        maxlength={12}
        width="short"
        autocomplete="off"
        verbatim
      />
      <Champs rank={0} referentiel={referentiel} form={form} />
    </Card>
  </Stack>
);
