import { type FormState, formOf } from "#kernel/form.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { CheckboxField, CheckboxGroup, RadioGroup } from "#ui/choices.tsx";
import { HERE, Part } from "#ui/composants/part.tsx";
import { DateField, FileField, SelectField, TextArea, TextField } from "#ui/fields.tsx";
import { Actions, Form } from "#ui/form.tsx";
import { Grid, Line, Stack } from "#ui/layout.tsx";
import { Menu } from "#ui/menu.tsx";
import type { Frame } from "#ui/page.tsx";

const statuts = [
  { value: "p1", text: "Période 1" },
  { value: "p2", text: "Période 2" },
  { value: "autre", text: "Autre" },
  { value: "e31", text: "E31" },
];

const filled: FormState = formOf({
  nom: "PFMP 3",
  statut: "p2",
  debut: "2026-11-09",
  objectifs: "Découvrir l’organisation d’un service de maintenance.\nPréparer une intervention.",
  taches: ["a1t1", "a2t1"],
  regime: "scolaire",
  accord: "oui",
});
const wrong: FormState = {
  values: { nomErreur: "", finErreur: "2026-11-02", regimeErreur: "" },
  errors: {
    nomErreur: "Indiquez le nom de la période.",
    finErreur: "La fin vient avant le début : vérifiez les deux dates.",
    regimeErreur: "Choisissez un régime.",
  },
};

export const FormsPart = ({ frame }: { frame: Frame }) => (
  <Part title="Formulaires">
    <Grid wide>
      <Card title="Rempli" level={3}>
        <Form action={HERE} keys={frame.keys} form={filled} id="rempli" label="Formulaire rempli">
          <TextField form={filled} name="nom" label="Nom de la période" required maxlength={80} />
          <SelectField form={filled} name="statut" label="Statut" options={statuts} required />
          <DateField
            form={filled}
            name="debut"
            label="Premier jour"
            hint="Le lundi de la première semaine en entreprise."
          />
          <TextArea form={filled} name="objectifs" label="Objectifs" rows={3} />
          <CheckboxGroup
            form={filled}
            name="taches"
            label="Activités"
            choices={[
              { value: "a1t1", text: "A1T1 Préparer et sécuriser son intervention" },
              { value: "a1t2", text: "A1T2 Participer à la mise à l’arrêt et à la remise en service" },
              { value: "a2t1", text: "A2T1 Surveiller, contrôler et exploiter les informations" },
            ]}
          />
          <RadioGroup
            form={filled}
            name="regime"
            label="Régime"
            inline
            choices={[
              { value: "scolaire", text: "Scolaire" },
              { value: "apprentissage", text: "Apprentissage" },
            ]}
          />
          <CheckboxField form={filled} name="accord" label="La convention est signée" />
          <FileField
            form={filled}
            name="photo"
            label="Photo"
            hint="JPEG, PNG, WebP ou HEIC, 10 Mo au plus."
            accept="image/*"
          />
          <Actions>
            <Button>Enregistrer</Button>
            <LinkButton href={HERE} kind="quiet">
              Annuler
            </LinkButton>
          </Actions>
        </Form>
      </Card>
      <Stack>
        <Card title="À corriger" level={3}>
          <Form
            action={HERE}
            keys={frame.keys}
            form={wrong}
            id="corriger"
            focusErrors={false}
            label="Formulaire à corriger"
          >
            <TextField form={wrong} name="nomErreur" label="Nom de la période" required />
            <DateField form={wrong} name="finErreur" label="Dernier jour" />
            <RadioGroup
              form={wrong}
              name="regimeErreur"
              label="Régime"
              inline
              choices={[
                { value: "scolaire", text: "Scolaire" },
                { value: "apprentissage", text: "Apprentissage" },
              ]}
            />
            <Actions>
              <Button>Enregistrer</Button>
            </Actions>
          </Form>
        </Card>
        <Card title="Non modifiable" level={3}>
          <Form action={HERE} keys={frame.keys} id="fige" label="Formulaire non modifiable">
            <TextField
              form={formOf({ nomFige: "PFMP 2" })}
              name="nomFige"
              label="Nom de la période"
              locked="Bilan pris en compte dans le bilan intermédiaire du 12 janvier : il n’est plus modifiable."
            />
            <CheckboxField
              form={formOf({ conventionFige: "oui" })}
              name="conventionFige"
              label="La convention est signée"
              locked="Seul un enseignant de la classe peut revenir sur la signature."
            />
          </Form>
        </Card>
      </Stack>
    </Grid>
  </Part>
);

export const ActsPart = ({ frame }: { frame: Frame }) => (
  <Part title="Boutons et menus">
    <Card>
      <Line>
        <Button icon="users">Gérer les tuteurs</Button>
        <LinkButton href={HERE} icon="printer">
          Imprimer les pré-conventions
        </LinkButton>
        <Button kind="quiet" icon="plus">
          Ajouter une activité
        </Button>
        <Button kind="danger" icon="trash-2">
          Supprimer la période
        </Button>
        <Button pending>Envoi en cours</Button>
        <Menu
          id="menu-exemple"
          label="Actions pour ACCARDO Aline"
          items={[
            { text: "Éditer la fiche de liaison", href: HERE, icon: "pencil" },
            { text: "Consulter le portfolio", href: HERE, icon: "folder-open" },
            { text: "Imprimer l’attestation de présence", href: HERE, icon: "printer" },
            {
              text: "Éditer le bilan entreprise",
              icon: "lock",
              reason: "Pris en compte dans le bilan intermédiaire du 12 janvier.",
            },
            { text: "Retirer de la période", action: HERE, keys: frame.keys, icon: "trash-2", danger: true },
          ]}
        />
        <Menu
          id="menu-imprimer"
          label="Documents de la période"
          text="Imprimer"
          items={[
            { text: "Pré-conventions", href: HERE, icon: "printer" },
            { text: "Suivi de la classe (tableur)", href: HERE, icon: "download" },
          ]}
        />
      </Line>
      <Button locked="Une période dont un bilan est figé ne peut plus être supprimée.">
        Supprimer la période
      </Button>
    </Card>
  </Part>
);
