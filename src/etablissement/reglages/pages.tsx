import {
  champSignataire,
  champsIdentite,
  champsReglages,
  rangsSignataires,
} from "#etablissement/reglages/form.ts";
import {
  ANNEES_MAX,
  ANNEES_MIN,
  fuseaux,
  MENTION_MAX,
  SIGNATAIRES_MIN,
  signatairesProposes,
} from "#etablissement/reglages/rules.ts";
import type { EcoleReglee } from "#etablissement/reglages/store.ts";
import type { FormState } from "#kernel/form.ts";
import { routes } from "#routes.ts";
import { Button } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { RadioGroup } from "#ui/choices.tsx";
import { FileField, SelectField, TextArea, TextField } from "#ui/fields.tsx";
import { Actions, Form, Hidden } from "#ui/form.tsx";
import { Columns, Grid } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import type { Screen } from "#web/act.ts";

export type Formulaires = { identite: FormState; reglages: FormState; logo: FormState };
type Props = { ecole: EcoleReglee; screen: Screen; forms: Formulaires };

/** The school: who it is, its logo, and what it settles for its documents and its records. */
export const EtablissementPage = ({ ecole, screen, forms }: Props) => (
  <Page
    frame={screen.frame}
    title="Établissement"
    back={{ href: routes.administration.href({}), text: "Administration" }}
    lead="Ces informations s’impriment sur les conventions, les attestations et les bilans."
  >
    <Columns sideLabel="Logo" side={<Logo ecole={ecole} screen={screen} form={forms.logo} />}>
      <Identite ecole={ecole} screen={screen} form={forms.identite} />
      <Reglages ecole={ecole} screen={screen} form={forms.reglages} />
    </Columns>
  </Page>
);

type PartProps = { ecole: EcoleReglee; screen: Screen; form: FormState };

const Identite = ({ ecole, screen, form }: PartProps) => (
  <Card title="Coordonnées">
    <Form
      action={routes.adminEtablissement.href({})}
      keys={screen.frame.keys}
      form={form}
      version={ecole.version}
      id="identite"
    >
      <TextField form={form} name="nom" label={champsIdentite.nom} autocomplete="organization" required />
      <Grid>
        <TextField
          form={form}
          name="uai"
          label={champsIdentite.uai}
          hint="Sept chiffres et une lettre : l’ancien numéro RNE."
          verbatim
          required
        />
        <TextField
          form={form}
          name="chef"
          label={champsIdentite.chef}
          hint="Prénom et nom, tels que sur la convention."
          verbatim
          autocomplete="off"
        />
      </Grid>
      <TextField form={form} name="adresse" label={champsIdentite.adresse} autocomplete="street-address" />
      <Grid>
        <TextField
          form={form}
          name="codePostal"
          label={champsIdentite.codePostal}
          inputmode="numeric"
          autocomplete="postal-code"
        />
        <TextField form={form} name="ville" label={champsIdentite.ville} autocomplete="address-level2" />
      </Grid>
      <Grid>
        <TextField
          form={form}
          name="telephone"
          label={champsIdentite.telephone}
          type="tel"
          autocomplete="tel"
        />
        <TextField
          form={form}
          name="courriel"
          label={champsIdentite.courriel}
          type="email"
          inputmode="email"
          autocomplete="email"
          verbatim
        />
      </Grid>
      <SelectField
        form={form}
        name="fuseau"
        label={champsIdentite.fuseau}
        hint="Les dates et les heures de tout l’établissement se lisent dans ce fuseau."
        options={
          fuseaux.some((one) => one.value === ecole.fuseau)
            ? fuseaux
            : [...fuseaux, { value: ecole.fuseau, text: ecole.fuseau, disabled: true }]
        }
        required
        width="full"
      />
      <Actions>
        <Button>Enregistrer l’établissement</Button>
      </Actions>
    </Form>
  </Card>
);

const Logo = ({ ecole, screen, form }: PartProps) => (
  <Card title="Logo" id="logo">
    {ecole.logoLe ? (
      <div class="logo-cadre">
        <img
          src={routes.logo.href({}, { v: ecole.logoLe.getTime() })}
          alt={`Logo de l’établissement ${ecole.nom}`}
        />
      </div>
    ) : (
      <p class="meta">Aucun logo pour l’instant : les documents portent le nom de l’établissement.</p>
    )}
    <Form action={routes.adminLogo.href({})} keys={screen.frame.keys} form={form} id="envoi-logo" files>
      <FileField
        form={form}
        name="logo"
        label={ecole.logoLe ? "Remplacer par" : "Image du logo"}
        hint="PNG ou JPEG, 500 Ko au plus."
        accept=".png,.jpg,.jpeg,image/png,image/jpeg"
        required
      />
      <Actions>
        <Button kind="secondary" icon="upload">
          Enregistrer le logo
        </Button>
      </Actions>
    </Form>
    {ecole.logoLe ? (
      <Form action={routes.adminLogo.href({})} keys={screen.frame.keys} label="Retirer le logo">
        <Hidden name="logo-geste" value="retirer" />
        <Button kind="quiet" icon="trash-2">
          Retirer le logo
        </Button>
      </Form>
    ) : null}
  </Card>
);

const durees = [
  {
    name: "portfolios",
    label: "Portfolios",
    hint: "Semaines, activités, photos et commentaires.",
  },
  {
    name: "evaluations",
    label: "Évaluations et bilans",
    hint: "Bilans en entreprise, évaluations, bilans intermédiaires.",
  },
  { name: "journaux", label: "Journaux", hint: "Qui a fait quoi et quand, courriels envoyés." },
];

const Reglages = ({ ecole, screen, form }: PartProps) => (
  <Card title="Réglages" id="reglages">
    <Form
      action={routes.adminReglages.href({})}
      keys={screen.frame.keys}
      form={form}
      version={ecole.version}
      id="reglages-form"
    >
      <fieldset class="reglage">
        <legend>Durée de conservation</legend>
        <p class="meta">
          Nombre d’années pendant lesquelles les écrits d’un apprenant sont gardés, à compter de la fin de sa
          dernière année scolaire dans l’établissement. Passé ce délai, ils doivent disparaître. Ces durées
          sont enregistrées ; l’effacement automatique des années échues n’est pas encore en service : rien ne
          s’efface aujourd’hui.
        </p>
        <Grid>
          {durees.map(({ name, label, hint }) => (
            <TextField
              form={form}
              name={name}
              label={label}
              hint={hint}
              type="number"
              inputmode="numeric"
              min={ANNEES_MIN}
              max={ANNEES_MAX}
              unit="ans"
              width="short"
              required
            />
          ))}
        </Grid>
      </fieldset>
      <RadioGroup
        form={form}
        name="documentsApprentis"
        label="Pré-convention et attestation pour les apprentis"
        hint="Un apprenti a un contrat de travail : d’ordinaire, il n’a besoin ni de l’une ni de l’autre."
        choices={[
          { value: "non", text: "Non, pour les élèves seulement" },
          { value: "oui", text: "Oui, pour les apprentis aussi" },
        ]}
        required
      />
      <RadioGroup
        form={form}
        name="publierGrilles"
        label="Grilles certificatives (E31, E33) montrées aux apprenants"
        hint="Une grille validée n’est montrée à l’apprenant que si l’établissement l’autorise, et que l’enseignant la publie."
        choices={[
          { value: "non", text: "Non, jamais" },
          { value: "oui", text: "Oui, quand l’enseignant publie la grille" },
        ]}
        required
      />
      <fieldset class="reglage">
        <legend>Signataires de la pré-convention</legend>
        <p class="meta">
          De trois à cinq, dans l’ordre des cases à signer. Laissez vides les lignes dont vous n’avez pas
          besoin.
        </p>
        {rangsSignataires.map((rang) => (
          <TextField
            form={form}
            name={champSignataire(rang)}
            label={`Signataire ${rang}`}
            autocomplete="off"
            suggestions={signatairesProposes}
            required={rang <= SIGNATAIRES_MIN}
          />
        ))}
      </fieldset>
      <TextArea
        form={form}
        name="mentionTravaux"
        label={champsReglages.mentionTravaux ?? ""}
        hint="Imprimée sur la pré-convention, sous les travaux soumis à dérogation. Vide : rien n’est imprimé."
        rows={4}
        maxlength={MENTION_MAX}
      />
      <Actions>
        <Button>Enregistrer les réglages</Button>
      </Actions>
    </Form>
  </Card>
);
