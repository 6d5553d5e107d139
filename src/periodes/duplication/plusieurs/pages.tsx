import type { FormState } from "#kernel/form.ts";
import { count, dateRange, schoolYear } from "#kernel/french.ts";
import { champs, classesDe, elevesPour } from "#periodes/duplication/form.ts";
import type { Source } from "#periodes/duplication/rules.ts";
import type { Eleve } from "#periodes/duplication/store.ts";
import { abregeNiveauClasse, statutDe } from "#referentiel/rules.ts";
import type { Referentiel } from "#referentiel/types.ts";
import { routes } from "#routes.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { CheckboxField, CheckboxGroup, RadioGroup } from "#ui/choices.tsx";
import { Empty } from "#ui/empty.tsx";
import { DateField, TextField } from "#ui/fields.tsx";
import { Actions, Form, fieldId } from "#ui/form.tsx";
import { Line, Stack } from "#ui/layout.tsx";
import { Notice } from "#ui/notice.tsx";
import { type Frame, Page } from "#ui/page.tsx";
import { Segmented } from "#ui/segmented.tsx";

type Facts = {
  /** school year of the periods listed */
  annee: number;
  courante: number;
  etablissement: boolean;
  sources: readonly (Source & { ref: Referentiel })[];
  /** learners of the year after */
  eleves: readonly Eleve[];
};

type DupliquerPeriodesPageProps = { frame: Frame; form: FormState; facts: Facts };

const Reglages = ({ facts }: Pick<DupliquerPeriodesPageProps, "facts">) => {
  const { annee, courante, etablissement } = facts;
  const at = (change: { annee?: number; portee?: string }) =>
    routes.periodesDupliquer.href(
      {},
      { annee, portee: etablissement ? "etablissement" : undefined, ...change },
    );
  return (
    <Line spread>
      <Segmented
        label="Année scolaire à reprendre"
        segments={[courante - 1, courante].map((one) => ({
          href: at({ annee: one }),
          text: schoolYear(one),
          current: one === annee,
        }))}
      />
      <Segmented
        label="Périodes montrées"
        segments={[
          {
            href: routes.periodesDupliquer.href({}, { annee }),
            text: "Mes périodes",
            current: !etablissement,
          },
          { href: at({ portee: "etablissement" }), text: "Établissement", current: etablissement },
        ]}
      />
    </Line>
  );
};

type LigneProps = {
  form: FormState;
  source: Facts["sources"][number];
  eleves: readonly Eleve[];
  first: boolean;
};

/** One period of last year: ticked or not, and what it becomes. */
const Ligne = ({ form, source, eleves, first }: LigneProps) => {
  const names = champs(source.id);
  const candidats = elevesPour(eleves, source);
  const classes = classesDe(candidats);
  const { ref } = source;
  const niveau = `${abregeNiveauClasse(ref, source.niveau)} ${ref.sigle}`;
  // the first line carries the error of all, and is where the summary’s link lands
  const { choix: _, ...autres } = form.errors;
  return (
    <Card
      title={source.nom}
      meta={`${source.classes.join(", ") || niveau} · ${statutDe(ref, source.statut).intitule} · ${dateRange(source.du, source.au)}`}
    >
      {classes.length === 0 ? (
        <Notice kind="info">{`Aucun apprenant en ${niveau} l’année suivante : cette période ne peut pas encore être préparée.`}</Notice>
      ) : (
        <>
          <CheckboxField
            form={first ? form : { ...form, errors: autres }}
            name="choix"
            id={first ? undefined : `${fieldId("choix")}-${source.id}`}
            value={source.id}
            label={`Préparer « ${source.nom} »`}
            hint={source.copies > 0 ? `Déjà dupliquée (${count(source.copies, "copie")}).` : undefined}
          />
          <Line>
            <TextField form={form} name={names.nom} label="Nom de la période" width="medium" />
            <DateField form={form} name={names.du} label="Premier jour" />
            <DateField form={form} name={names.au} label="Dernier jour" />
          </Line>
          <CheckboxGroup
            form={form}
            name={names.classes}
            label="Classes"
            inline
            choices={classes.map((classe) => ({
              value: classe.id,
              text: `${classe.nom} (${count(candidats.filter((one) => one.classe.id === classe.id).length, "apprenant")})`,
            }))}
          />
          {source.annexe.archivee ? (
            <p class="field-hint">{`L’annexe « ${source.annexe.titre} » est archivée : elle sera copiée.`}</p>
          ) : null}
        </>
      )}
    </Card>
  );
};

const Communs = ({ form, annee }: { form: FormState; annee: number }) => (
  <Card title="Pour toutes les périodes cochées">
    <RadioGroup
      form={form}
      name="referents"
      label="Professeurs référents"
      choices={[
        {
          value: "comme",
          text: "Les mêmes que l’année reprise",
          hint: "Pour la même classe, s’ils enseignent encore ; sinon les enseignants de la classe, partagés également.",
        },
        { value: "partage", text: "Les enseignants de chaque classe, partagés également" },
      ]}
    />
    <RadioGroup
      form={form}
      name="annexes"
      label="Annexes pédagogiques"
      choices={[
        { value: "garder", text: "Garder les mêmes annexes" },
        {
          value: "copier",
          text: "En faire une copie",
          hint: `Chaque copie porte l’année ${schoolYear(annee)}.`,
        },
      ]}
    />
  </Card>
);

export const DupliquerPeriodesPage = ({ frame, form, facts }: DupliquerPeriodesPageProps) => {
  const { annee, sources, eleves, etablissement } = facts;
  const cible = annee + 1;
  const possibles = sources.filter((source) => elevesPour(eleves, source).length > 0).length;
  const action = routes.periodesDupliquer.href(
    {},
    { annee, portee: etablissement ? "etablissement" : undefined },
  );
  return (
    <Page
      frame={frame}
      title={`Préparer ${schoolYear(cible)}`}
      lead={`Les périodes de ${schoolYear(annee)}, reprises avec de nouvelles dates et les classes de ${schoolYear(cible)}. Chaque apprenant reçoit un dossier neuf.`}
      back={{ href: routes.periodes.href({}), text: "Périodes" }}
    >
      <Stack>
        <Reglages facts={facts} />
        {sources.length === 0 ? (
          <Card>
            <Empty
              icon="calendar-days"
              action={
                <LinkButton href={routes.annexes.href({})} icon="file-text">
                  Voir les annexes pédagogiques
                </LinkButton>
              }
            >
              {`Aucune période à reprendre en ${schoolYear(annee)}. Une période se crée à partir d’une annexe pédagogique.`}
            </Empty>
          </Card>
        ) : (
          <Form action={action} keys={frame.keys} form={form}>
            <p class="field-hint">
              Les dates proposées tombent les mêmes jours de la semaine. Décochez ce que vous ne reprenez pas.
            </p>
            {sources.map((source, index) => (
              <Ligne form={form} source={source} eleves={eleves} first={index === 0} />
            ))}
            <Communs form={form} annee={cible} />
            <Actions>
              <Button
                icon="copy"
                locked={
                  possibles === 0
                    ? `Aucune classe n’a d’apprenant en ${schoolYear(cible)} : l’administrateur ouvre l’année scolaire.`
                    : undefined
                }
              >
                Créer les périodes cochées
              </Button>
              <LinkButton href={routes.periodes.href({})} kind="quiet">
                Annuler
              </LinkButton>
            </Actions>
          </Form>
        )}
      </Stack>
    </Page>
  );
};
