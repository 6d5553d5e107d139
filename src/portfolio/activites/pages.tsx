import type { FormState } from "#kernel/form.ts";
import { type ChampActivite, conditions, partiesActivite, TITRE_MAX } from "#portfolio/activites/champs.ts";
import { CompetencesField } from "#portfolio/activites/competences.tsx";
import { Lecture, PourLExport } from "#portfolio/activites/lecture.tsx";
import { BoutonExport } from "#portfolio/activites/liste.tsx";
import type { FaitsActivite } from "#portfolio/activites/load.ts";
import { vocabulaire } from "#portfolio/activites/vocabulaire.ts";
import { Amorces } from "#portfolio/amorces.tsx";
import { Conseils } from "#portfolio/commentaires/conseils.tsx";
import { Photos } from "#portfolio/fichiers/photos.tsx";
import { ancreActivite } from "#portfolio/fichiers/rules.ts";
import { VersionsPrecedentes } from "#portfolio/historique/lien.tsx";
import { PortfolioPage } from "#portfolio/pages.tsx";
import { droitsPortfolio } from "#portfolio/rights.ts";
import { SaveLine } from "#portfolio/save-line.tsx";
import { TachesField } from "#portfolio/taches.tsx";
import { routes } from "#routes.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { RadioGroup } from "#ui/choices.tsx";
import { Definitions } from "#ui/definition.tsx";
import { DateField, TextArea, TextField } from "#ui/fields.tsx";
import { Actions, Form, KeyFields } from "#ui/form.tsx";
import { Fold, Grid, Line, Stack } from "#ui/layout.tsx";
import type { Screen } from "#web/act.ts";

const FORM = "activite";

type Props = { faits: FaitsActivite; screen: Screen; form: FormState };

const Saisie = ({ champ, form }: { champ: ChampActivite; form: FormState }) => {
  const { kind, max, hint, amorces, ...field } = champ;
  const common = { ...field, form, hint: hint ?? undefined };
  if (kind === "date") return <DateField {...common} />;
  if (kind === "ligne") return <TextField {...common} maxlength={max} />;
  return (
    <Stack tight>
      <TextArea {...common} rows={3} />
      {amorces ? <Amorces champ={field.name} label={field.label} phrases={amorces} /> : null}
    </Stack>
  );
};

/** A field, and the advice about it once the activity has an address. */
const Champ = ({ champ, faits, screen, form }: Props & { champ: ChampActivite }) => (
  <Stack tight>
    <Saisie champ={champ} form={form} />
    {faits.ecrit.id ? (
      <Conseils
        faits={faits}
        screen={screen}
        ancre={`activite:${faits.ecrit.id}.${champ.name}`}
        sur={champ.label}
      />
    ) : null}
  </Stack>
);

const addressOf = (faits: FaitsActivite) =>
  faits.ecrit.id
    ? routes.activite.href({ dossier: faits.dossier, activite: faits.ecrit.id })
    : routes.activiteNouvelle.href({ dossier: faits.dossier });

const Formulaire = ({ faits, screen, form }: Props) => (
  <Form
    id={FORM}
    action={addressOf(faits)}
    keys={screen.frame.keys}
    form={form}
    version={faits.ecrit.version}
  >
    <Card title={faits.ecrit.id ? "L’activité" : "Nouvelle activité"}>
      <TextField
        form={form}
        name="titre"
        label="Titre de l’activité"
        hint="Par exemple : Changement de ressorts sur une cellophaneuse."
        maxlength={TITRE_MAX}
        required
      />
      <RadioGroup
        form={form}
        name="condition"
        label="Conditions de réalisation"
        inline
        choices={conditions.map(({ code, intitule }) => ({ value: code, text: intitule }))}
      />
    </Card>
    <Grid wide>
      {partiesActivite.map((partie) => (
        <Card title={partie.titre}>
          {partie.champs.map((champ) => (
            <Champ champ={champ} faits={faits} screen={screen} form={form} />
          ))}
        </Card>
      ))}
    </Grid>
    <Fold summary="Mots de la maintenance">
      <Definitions rows={vocabulaire.map(({ mot, sens }) => ({ term: mot, value: sens }))} />
    </Fold>
    <Grid wide>
      <Card>
        <TachesField
          form={form}
          label="Tâches mises en œuvre"
          hint="Coche celles que cette activité t’a fait travailler."
          {...faits.taches}
        />
      </Card>
      <Card>
        <CompetencesField form={form} competences={faits.competences} />
      </Card>
    </Grid>
    <Actions>
      <Button icon="check">Enregistrer</Button>
      <LinkButton href={routes.activites.href({ dossier: faits.dossier })} kind="quiet">
        Toutes mes activités
      </LinkButton>
    </Actions>
  </Form>
);

/** Photos before and after the work (B-05), once the activity has an address. */
const AvantApres = ({ faits, screen, sien }: { faits: FaitsActivite; screen: Screen; sien: boolean }) => {
  const { id } = faits.ecrit;
  if (!id || (!sien && !faits.photos.some(({ retire }) => !retire))) return null;
  const commun = { dossier: faits.dossier, fichiers: faits.photos, sien, keys: screen.frame.keys };
  return (
    <Grid wide>
      <Photos {...commun} ancre={ancreActivite(id, "avant")} titre="Photos avant" />
      <Photos {...commun} ancre={ancreActivite(id, "apres")} titre="Photos après" />
    </Grid>
  );
};

/** What one does of an activity beside writing it. */
const Gestes = ({ faits, screen, id }: { faits: FaitsActivite; screen: Screen; id: string }) => {
  const { keys } = screen.frame;
  const cle = { dossier: faits.dossier, activite: id };
  return (
    <Card title="Cette activité dans ton portfolio">
      <Line>
        <PourLExport exporter={faits.ecrit.exporter === true} />
        <BoutonExport keys={keys} {...cle} exporter={faits.ecrit.exporter === true} page />
      </Line>
      <Line>
        <form method="post" action={routes.activiteDupliquer.href(cle)}>
          <KeyFields keys={keys} />
          <Button kind="secondary" icon="copy">
            Dupliquer cette activité
          </Button>
        </form>
        <form method="post" action={routes.activiteSupprimer.href(cle)}>
          <KeyFields keys={keys} />
          <Button kind="quiet" icon="trash-2">
            Retirer cette activité
          </Button>
        </form>
      </Line>
    </Card>
  );
};

/** The advice about the whole activity, and what it said before. */
const SurLActivite = ({ faits, screen }: { faits: FaitsActivite; screen: Screen }) => {
  const { id, version } = faits.ecrit;
  return id ? (
    <div>
      <Conseils faits={faits} screen={screen} ancre={`activite:${id}`} sur="toute l’activité" />
      <VersionsPrecedentes faits={faits} objet="activite" cle={id} version={version} />
    </div>
  ) : null;
};

/** One activity (S-54, S-55): a form in two parts for its learner, a page to read for the others. */
export const ActivitePage = ({ faits, screen, form }: Props) => {
  const { actor, frame, today } = screen;
  const sien = droitsPortfolio.ecrire(actor, faits).ok;
  const state = <SaveLine formulaire={FORM} ecrit={faits.ecrit} form={form} actor={actor} today={today} />;
  return (
    <PortfolioPage
      frame={frame}
      actor={actor}
      faits={faits}
      onglet="activites"
      actions={sien ? state : undefined}
    >
      {sien ? (
        <Stack>
          <Formulaire faits={faits} screen={screen} form={form} />
          <SurLActivite faits={faits} screen={screen} />
          <AvantApres faits={faits} screen={screen} sien />
          {faits.ecrit.id ? <Gestes faits={faits} screen={screen} id={faits.ecrit.id} /> : null}
        </Stack>
      ) : (
        <Stack>
          <Lecture faits={faits} screen={screen} />
          <SurLActivite faits={faits} screen={screen} />
          <AvantApres faits={faits} screen={screen} sien={false} />
        </Stack>
      )}
    </PortfolioPage>
  );
};
