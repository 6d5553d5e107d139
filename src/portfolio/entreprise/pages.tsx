import type { FormState } from "#kernel/form.ts";
import { Amorces } from "#portfolio/amorces.tsx";
import { Conseils } from "#portfolio/commentaires/conseils.tsx";
import { adressePresentation } from "#portfolio/entreprise/adresse.ts";
import { questionsEntreprise } from "#portfolio/entreprise/form.ts";
import { Entreprise, Sejours } from "#portfolio/entreprise/lieu.tsx";
import type { FaitsEntreprise } from "#portfolio/entreprise/load.ts";
import { VersionsPrecedentes } from "#portfolio/historique/lien.tsx";
import { LectureSeule, PortfolioPage } from "#portfolio/pages.tsx";
import { droitsPortfolio } from "#portfolio/rights.ts";
import { SaveLine } from "#portfolio/save-line.tsx";
import { Button } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Definitions } from "#ui/definition.tsx";
import { TextArea, TextField } from "#ui/fields.tsx";
import { Actions, Form } from "#ui/form.tsx";
import { Grid, Stack } from "#ui/layout.tsx";
import type { Screen } from "#web/act.ts";

const FORM = "entreprise";

type Props = { faits: FaitsEntreprise; screen: Screen; form: FormState };

const Formulaire = ({ faits, screen, form }: Props) => (
  <Form
    id={FORM}
    action={adressePresentation(faits.dossier, faits.fiche.accueil.rang)}
    keys={screen.frame.keys}
    form={form}
    version={faits.ecrit.version}
  >
    <Card title="Présente ton entreprise">
      {questionsEntreprise.map(({ kind, max, amorces, ...field }) => (
        <Stack tight>
          {kind === "texte" ? (
            <TextArea form={form} {...field} rows={4} />
          ) : (
            <TextField form={form} {...field} maxlength={max} />
          )}
          <Amorces champ={field.name} label={field.label} phrases={amorces} />
          <Conseils faits={faits} screen={screen} ancre={`presentation.${field.name}`} sur={field.label} />
        </Stack>
      ))}
      <Actions>
        <Button icon="check">Enregistrer</Button>
      </Actions>
    </Card>
  </Form>
);

const Lecture = ({ faits, screen }: Omit<Props, "form">) => (
  <Card title={`Ce qu’en dit ${faits.apprenant.prenom}`}>
    <Definitions
      empty="Pas encore écrit"
      rows={questionsEntreprise.map(({ name, label }) => ({
        term: label,
        value: faits.ecrit.contenu[name] as string,
        apres: <Conseils faits={faits} screen={screen} ancre={`presentation.${name}`} sur={label} />,
      }))}
    />
    <LectureSeule faits={faits} />
  </Card>
);

/** « Présenter l'entreprise » (S-45, S-46). @param lieu what was typed of the company, when it was refused */
export const EntreprisePage = ({ faits, screen, form, lieu }: Props & { lieu?: FormState }) => {
  const { actor, frame, today } = screen;
  const ecrit = droitsPortfolio.ecrire(actor, faits).ok;
  const state = <SaveLine formulaire={FORM} ecrit={faits.ecrit} form={form} actor={actor} today={today} />;
  return (
    <PortfolioPage
      frame={frame}
      actor={actor}
      faits={faits}
      onglet="entreprise"
      actions={ecrit ? state : undefined}
    >
      <Sejours faits={faits} />
      <Grid wide>
        <Entreprise faits={faits} screen={screen} sienne={ecrit} saisie={lieu} />
        {ecrit ? (
          <Formulaire faits={faits} screen={screen} form={form} />
        ) : (
          <Lecture faits={faits} screen={screen} />
        )}
      </Grid>
      <Conseils faits={faits} screen={screen} ancre="presentation" sur="toute la présentation" />
      <VersionsPrecedentes faits={faits} objet="presentation" version={faits.ecrit.version} />
    </PortfolioPage>
  );
};
