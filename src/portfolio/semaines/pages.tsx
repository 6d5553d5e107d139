import type { FormState } from "#kernel/form.ts";
import { LectureSeule, PortfolioPage } from "#portfolio/pages.tsx";
import { droitsPortfolio } from "#portfolio/rights.ts";
import type { TacheAffichee } from "#portfolio/rules.ts";
import { SaveLine } from "#portfolio/save-line.tsx";
import { questions } from "#portfolio/semaines/form.ts";
import type { FaitsSemaine } from "#portfolio/semaines/load.ts";
import { datesDe, estCetteSemaine, etatDe } from "#portfolio/semaines/rules.ts";
import { TachesField, TachesLues } from "#portfolio/taches.tsx";
import { routes } from "#routes.ts";
import { Button } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Definitions } from "#ui/definition.tsx";
import { Empty } from "#ui/empty.tsx";
import { TextArea } from "#ui/fields.tsx";
import { Actions, Form } from "#ui/form.tsx";
import { Grid, Stack } from "#ui/layout.tsx";
import { Steps } from "#ui/steps.tsx";
import type { Screen } from "#web/act.ts";

const FORM = "semaine";

/** The weeks along a line: dates, and where each stands. */
const Ligne = ({ faits, today }: { faits: FaitsSemaine; today: Screen["today"] }) => (
  <Card>
    <Steps
      label="Semaines de la période"
      steps={faits.semaines.map(({ lundi, numero, horsPeriode }) => {
        const ecrite = faits.sommaire.semaines.includes(lundi);
        return {
          href: routes.semaine.href({ dossier: faits.dossier, lundi }),
          name: `Semaine ${numero}`,
          dates: datesDe(lundi, faits.periode),
          done: ecrite,
          current: lundi === faits.semaine.lundi,
          now: estCetteSemaine(lundi, today),
          state: `${etatDe(lundi, ecrite, today)}${horsPeriode ? ", hors de la période" : ""}`,
        };
      })}
    />
  </Card>
);

type Props = { faits: FaitsSemaine; screen: Screen; form: FormState };

const Formulaire = ({ faits, screen, form }: Props) => (
  <Form
    id={FORM}
    action={routes.semaine.href({ dossier: faits.dossier, lundi: faits.semaine.lundi })}
    keys={screen.frame.keys}
    form={form}
    version={faits.ecrit.version}
  >
    <Grid wide>
      <Card
        title={`Semaine ${faits.semaine.numero}`}
        meta={datesDe(faits.semaine.lundi, faits.periode)}
        tone={estCetteSemaine(faits.semaine.lundi, screen.today) ? "you" : undefined}
      >
        {faits.sommaire.semaines.length === 0 ? (
          <p class="meta">
            Ta première semaine t’attend. Raconte une chose que tu as faite aujourd’hui, même courte.
          </p>
        ) : null}
        <Champ name="fait" form={form} rows={6} />
        <TachesField
          form={form}
          label="Quelles tâches as-tu faites ?"
          hint="Coche celles de ta fiche de liaison que tu as faites cette semaine."
          {...faits.taches}
        />
      </Card>
      <Card title="Ton bilan de la semaine">
        <Champ name="reussi" form={form} />
        <Champ name="aime" form={form} />
        <Champ name="difficile" form={form} />
        <Actions>
          <Button icon="check">Enregistrer</Button>
        </Actions>
      </Card>
    </Grid>
  </Form>
);

type Nom = (typeof questions)[number]["name"];

const Champ = ({ name, form, rows = 4 }: { name: Nom; form: FormState; rows?: number }) => {
  const { question, hint } = questions.find((one) => one.name === name)!;
  return <TextArea form={form} name={name} label={question} hint={hint} rows={rows} />;
};

/** What the others read of a week. */
const Lecture = ({ faits, screen }: { faits: FaitsSemaine; screen: Screen }) => {
  const { semaine, ecrit, taches } = faits;
  const cochees = ecrit.contenu.taches ?? [];
  const title = `Semaine ${semaine.numero}`;
  if (!faits.sommaire.semaines.includes(semaine.lundi))
    return (
      <Card title={title} meta={datesDe(semaine.lundi, faits.periode)}>
        <Empty icon="notebook-pen">
          {semaine.lundi > screen.today
            ? "Cette semaine n’a pas encore commencé."
            : `${faits.apprenant.prenom} n’a encore rien écrit pour cette semaine.`}
        </Empty>
        <LectureSeule faits={faits} />
      </Card>
    );
  return (
    <Card title={title} meta={datesDe(semaine.lundi, faits.periode)}>
      <Definitions
        empty="Rien d’écrit"
        rows={questions.map(({ name, libelle }) => ({ term: libelle, value: ecrit.contenu[name] as string }))}
      />
      <h3>Tâches réalisées</h3>
      <TachesLues
        taches={[...taches.prevues, ...taches.autres].filter((tache: TacheAffichee) =>
          cochees.includes(tache.code),
        )}
        vide="Aucune tâche cochée"
      />
      <LectureSeule faits={faits} />
    </Card>
  );
};

/** One week of the period (S-49, S-50): a form for its learner, a page to read for the others. */
export const SemainePage = ({ faits, screen, form }: Props) => {
  const { actor, frame, today } = screen;
  const ecrit = droitsPortfolio.ecrire(actor, faits).ok;
  const state = <SaveLine formulaire={FORM} ecrit={faits.ecrit} form={form} actor={actor} today={today} />;
  return (
    <PortfolioPage
      frame={frame}
      actor={actor}
      faits={faits}
      onglet="semaines"
      actions={ecrit ? state : undefined}
    >
      <Stack>
        <Ligne faits={faits} today={today} />
        {ecrit ? (
          <Formulaire faits={faits} screen={screen} form={form} />
        ) : (
          <Lecture faits={faits} screen={screen} />
        )}
      </Stack>
    </PortfolioPage>
  );
};
