import type { CivilDate } from "#kernel/civil-date.ts";
import { type FormState, textOf, textsOf } from "#kernel/form.ts";
import { Amorces } from "#portfolio/amorces.tsx";
import { Conseils } from "#portfolio/commentaires/conseils.tsx";
import { questions } from "#portfolio/semaines/form.ts";
import type { FaitsSemaine } from "#portfolio/semaines/load.ts";
import {
  champDuJour,
  champTachesDuJour,
  datesDe,
  estCetteSemaine,
  estDuWeekEnd,
  titreDuJour,
} from "#portfolio/semaines/rules.ts";
import { choixDeTache, TachesField } from "#portfolio/taches.tsx";
import { routes } from "#routes.ts";
import { Button } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { CheckboxGroup } from "#ui/choices.tsx";
import { TextArea } from "#ui/fields.tsx";
import { Actions, DefaultSubmit, Form } from "#ui/form.tsx";
import { Fold, Grid, Stack } from "#ui/layout.tsx";
import type { Screen } from "#web/act.ts";

type Nom = (typeof questions)[number]["name"];

type ChampProps = { name: Nom; faits: FaitsSemaine; screen: Screen; form: FormState; rows?: number };

const Champ = ({ name, faits, screen, form, rows = 4 }: ChampProps) => {
  const { question, hint, amorces, libelle } = questions.find((one) => one.name === name)!;
  return (
    <Stack tight>
      <TextArea form={form} name={name} label={question} hint={hint} rows={rows} />
      <Amorces champ={name} label={question} phrases={amorces} />
      <Conseils
        faits={faits}
        screen={screen}
        ancre={`semaine:${faits.semaine.lundi}.${name}`}
        sur={libelle}
      />
    </Stack>
  );
};

/** Its tasks, and the press that copies those of the day before: one seldom does something else the next morning. */
const TachesDuJour = ({ faits, form, jour }: { faits: FaitsSemaine; form: FormState; jour: CivilDate }) => {
  const name = champTachesDuJour(jour);
  const cochees = textsOf(form, name);
  const { prevues, autres } = faits.taches;
  const offertes = prevues.length > 0 ? prevues : autres;
  const ailleurs = autres.filter(
    ({ code }) => cochees.includes(code) && !offertes.some((un) => un.code === code),
  );
  const dit = titreDuJour(jour).toLocaleLowerCase("fr");
  return (
    <Fold
      summary={
        <>
          Tâches<span class="sr-only"> du {dit}</span>
          {cochees.length > 0 ? ` (${cochees.length})` : null}
        </>
      }
      open={form.errors[name] !== undefined}
    >
      <Stack tight>
        <CheckboxGroup
          form={form}
          name={name}
          label={`Tâches du ${dit}`}
          hideLabel
          choices={[...offertes, ...ailleurs].map(choixDeTache)}
        />
        {jour > faits.periode.du && jour !== faits.jours[0] ? (
          <div>
            <Button
              kind="secondary"
              icon="copy"
              formaction={routes.semaineVeille.href(
                { dossier: faits.dossier, lundi: faits.semaine.lundi },
                { jour },
              )}
            >
              Copier les tâches de la veille
            </Button>
          </div>
        ) : null}
      </Stack>
    </Fold>
  );
};

type JoursProps = { faits: FaitsSemaine; form: FormState; today: string };

const Journees = ({ faits, form, today, jours }: JoursProps & { jours: readonly CivilDate[] }) => (
  <>
    {jours.map((jour) => (
      <div class="journee">
        <TextArea
          form={form}
          name={champDuJour(jour)}
          label={titreDuJour(jour)}
          hint={jour === today ? "C’est aujourd’hui." : undefined}
          rows={2}
        />
        <TachesDuJour faits={faits} form={form} jour={jour} />
      </div>
    ))}
  </>
);

/** Day by day for who prefers it: both ways are in the form at once, so that going from one to the other loses nothing. */
const JourParJour = (props: JoursProps) => {
  const { faits, form, today } = props;
  const dit = (jour: CivilDate) =>
    textOf(form, champDuJour(jour)) !== "" || textsOf(form, champTachesDuJour(jour)).length > 0;
  const faux = (jour: CivilDate) =>
    (form.errors[champDuJour(jour)] ?? form.errors[champTachesDuJour(jour)]) !== undefined;
  const dits = faits.jours.filter(dit).length;
  const neuve = !textOf(form, "fait") && faits.autour.parJour;
  const weekEnd = faits.jours.filter(estDuWeekEnd);
  const semaine = faits.jours.filter((jour) => !estDuWeekEnd(jour));
  return (
    <Fold
      summary={dits > 0 ? `Jour par jour (${dits})` : "Jour par jour"}
      open={dits > 0 || faits.jours.some(faux) || neuve}
    >
      <Stack tight>
        <p class="meta">
          Une ligne ou deux le soir suffisent. Tes journées s’ajoutent à ce que tu écris pour toute la
          semaine.
        </p>
        <Journees {...props} jours={semaine} />
        {weekEnd.length > 0 ? (
          <Fold
            summary="J’ai travaillé le week-end"
            open={semaine.length === 0 || weekEnd.some((jour) => dit(jour) || faux(jour) || jour === today)}
          >
            <Stack tight>
              <Journees {...props} jours={weekEnd} />
            </Stack>
          </Fold>
        ) : null}
      </Stack>
    </Fold>
  );
};

const Reprendre = ({ faits }: { faits: FaitsSemaine }) => {
  const { dossier, semaine, autour, semaines } = faits;
  if (!autour.reprise) return null;
  const numero = semaines.find(({ lundi }) => lundi === autour.reprise?.lundi)?.numero;
  const veille = numero === semaine.numero - 1;
  return (
    <div>
      <Button
        kind="secondary"
        icon="copy"
        formaction={routes.semaineReprendre.href({ dossier, lundi: semaine.lundi })}
      >
        {veille
          ? "Reprendre les tâches de la semaine dernière"
          : `Reprendre les tâches de la semaine ${numero}`}
      </Button>
    </div>
  );
};

/** The form of a week, for its learner (S-49, S-50). */
export const FormulaireSemaine = ({
  id,
  faits,
  screen,
  form,
}: {
  id: string;
  faits: FaitsSemaine;
  screen: Screen;
  form: FormState;
}) => (
  <Form
    id={id}
    action={routes.semaine.href({ dossier: faits.dossier, lundi: faits.semaine.lundi })}
    keys={screen.frame.keys}
    form={form}
    version={faits.ecrit.version}
  >
    <DefaultSubmit />
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
        <Champ name="fait" faits={faits} screen={screen} form={form} rows={6} />
        <JourParJour faits={faits} form={form} today={screen.today} />
        <TachesField
          form={form}
          label="Quelles tâches as-tu faites ?"
          hint={
            faits.jours.some((jour) => textsOf(form, champTachesDuJour(jour)).length > 0)
              ? "Celles que tu as cochées jour par jour comptent déjà."
              : "Coche celles de ta fiche de liaison que tu as faites cette semaine."
          }
          {...faits.taches}
        />
        <Reprendre faits={faits} />
      </Card>
      <Card title="Ton bilan de la semaine">
        <Champ name="reussi" faits={faits} screen={screen} form={form} />
        <Champ name="aime" faits={faits} screen={screen} form={form} />
        <Champ name="difficile" faits={faits} screen={screen} form={form} />
        <Actions>
          <Button icon="check">Enregistrer</Button>
        </Actions>
      </Card>
    </Grid>
  </Form>
);
