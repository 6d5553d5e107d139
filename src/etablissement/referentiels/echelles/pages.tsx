import { champMots } from "#etablissement/referentiels/echelles/form.ts";
import { Lignes } from "#etablissement/referentiels/echelles/lignes.tsx";
import { Niveaux } from "#etablissement/referentiels/echelles/niveaux.tsx";
import { estRegle, ONGLETS, type Onglet, ongletText } from "#etablissement/referentiels/echelles/rules.ts";
import { StatutsFields } from "#etablissement/referentiels/echelles/statuts.tsx";
import type { EtatReferentiel } from "#etablissement/referentiels/load.ts";
import type { Base } from "#etablissement/referentiels/store.ts";
import { type FormState, formOf } from "#kernel/form.ts";
import type { Referentiel } from "#referentiel/types.ts";
import { routes } from "#routes.ts";
import { Button } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { TextField } from "#ui/fields.tsx";
import { Actions, Form, Hidden } from "#ui/form.tsx";
import { Stack } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Tabs } from "#ui/tabs.tsx";
import type { Screen } from "#web/act.ts";

export type EchellesProps = {
  etat: EtatReferentiel;
  courant: Referentiel;
  base: Base;
  onglet: Onglet;
  screen: Screen;
  form: FormState;
};

const leads: Record<Onglet, string> = {
  niveaux: "Les six codes sont fixes ; leurs mots et leurs couleurs sont ceux de votre établissement.",
  attitudes: "La liste que le tuteur et l’enseignant remplissent, et l’échelle de leurs réponses.",
  mots: "Ce que lit le tuteur à la place du libellé officiel, qui reste à portée de main.",
  statuts: "Ce que chaque statut ouvre : bilans, grille certificative, tableau de bord.",
};

/** « Échelles et attitudes » of a diploma: one tab, one form; saved, it is a new version. */
export const EchellesPage = (props: EchellesProps) => {
  const { etat, courant, onglet, screen, form } = props;
  const { code } = etat;
  const action = routes.adminEchellesOnglet.href({ code, onglet });
  return (
    <Page
      frame={screen.frame}
      title={`Échelles et attitudes ${courant.sigle}`}
      lead={`${leads[onglet]} Enregistrer crée une nouvelle version\u00a0: les périodes déjà émises gardent la leur.`}
      back={{ href: routes.adminReferentiel.href({ code }), text: `Référentiel ${courant.sigle}` }}
    >
      <Tabs
        label="Réglages"
        tabs={ONGLETS.map((one) => ({
          href: routes.adminEchellesOnglet.href({ code, onglet: one }),
          text: ongletText[one],
          current: one === onglet,
        }))}
      />
      <Stack>
        <Form action={action} keys={screen.frame.keys} form={form} version={etat.vue} id="reglage">
          <Champs {...props} />
          <Actions>
            <Button>Enregistrer</Button>
          </Actions>
        </Form>
        {estRegle(etat.reglages, onglet) ? (
          <Card title="Revenir aux valeurs d’origine">
            <p>
              Cette page porte des réglages de l’établissement. Les valeurs d’origine sont celles du fichier
              du diplôme, complétées par Passerelle.
            </p>
            <Form
              action={action}
              keys={screen.frame.keys}
              form={formOf()}
              version={etat.vue}
              id="origine"
              label="Valeurs d’origine"
            >
              <Hidden name="geste" value="defauts" />
              <Actions>
                <Button kind="secondary" icon="undo-2">
                  Rétablir les valeurs d’origine
                </Button>
              </Actions>
            </Form>
          </Card>
        ) : null}
      </Stack>
    </Page>
  );
};

const Champs = ({ onglet, courant, base, form }: EchellesProps) => {
  switch (onglet) {
    case "niveaux":
      return <Niveaux referentiel={courant} form={form} />;
    case "attitudes":
      return <Lignes referentiel={courant} form={form} />;
    case "mots":
      return <Mots referentiel={courant} form={form} />;
    case "statuts":
      return <StatutsFields referentiel={courant} base={base.referentiel} form={form} />;
  }
};

/** « il/elle sait… »: one line a competence; left empty, the original words come back. */
const Mots = ({ referentiel, form }: { referentiel: Referentiel; form: FormState }) => (
  <Card title="« Il/elle sait… »">
    <p>Commencez par « Sait… ». Une case laissée vide reprend les mots d’origine, s’il y en a.</p>
    {referentiel.competences.map(({ code, intitule }) => (
      <TextField
        form={form}
        name={champMots(code)}
        label={code}
        hint={intitule}
        maxlength={200}
        autocomplete="off"
      />
    ))}
  </Card>
);
