import type { Evaluation } from "#evaluations/etablissement/rules.ts";
import type { ClasseEvaluee, EvaluationListee } from "#evaluations/etablissement/store.ts";
import type { Decision } from "#kernel/decision.ts";
import { type FormState, formOf } from "#kernel/form.ts";
import { count, fullName, listName, longDate, schoolYear } from "#kernel/french.ts";
import { competencesParGroupe } from "#referentiel/rules.ts";
import type { Referentiel } from "#referentiel/types.ts";
import { routes } from "#routes.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Confirm } from "#ui/confirm.tsx";
import { Empty } from "#ui/empty.tsx";
import { DateField, SelectField, TextField } from "#ui/fields.tsx";
import { Actions, Form } from "#ui/form.tsx";
import { GroupedChoices } from "#ui/grouped-choices.tsx";
import { Columns, Stack } from "#ui/layout.tsx";
import { type Frame, Page } from "#ui/page.tsx";
import { RowItem, Rows } from "#ui/rows.tsx";

type ListeProps = {
  frame: Frame;
  classes: readonly ClasseEvaluee[];
  classe: ClasseEvaluee | null;
  evaluations: readonly EvaluationListee[];
  creer: Decision;
};

/** The évaluations en établissement of a class. */
export const ListePage = ({ frame, classes, classe, evaluations, creer }: ListeProps) => (
  <Page
    frame={frame}
    title="Évaluations en établissement"
    lead="Ce qui est évalué au lycée, à côté des bilans entreprise, sur le tableau de bord de chaque apprenant."
    actions={
      classe && creer.ok ? (
        <LinkButton icon="plus" href={routes.evaluationNouvelle.href({}, { classe: classe.id })}>
          Nouvelle évaluation
        </LinkButton>
      ) : undefined
    }
  >
    {classe ? (
      <Columns
        sideLabel="Classe"
        side={
          <Card title="Classe">
            <Form
              method="get"
              action={routes.evaluations.href({})}
              keys={frame.keys}
              label="Choisir la classe"
            >
              <SelectField
                form={formOf({ classe: classe.id })}
                name="classe"
                label="Classe"
                hideLabel
                options={classes.map(({ id, nom, annee }) => ({
                  value: id,
                  text: `${nom} (${schoolYear(annee)})`,
                }))}
                width="full"
              />
              <Actions>
                <Button kind="secondary">Afficher</Button>
              </Actions>
            </Form>
          </Card>
        }
      >
        <Card title={classe.nom} meta={count(evaluations.length, "évaluation")} flush>
          {evaluations.length === 0 ? (
            <Empty icon="clipboard-list">
              {creer.ok
                ? "Aucune évaluation dans cette classe. La première se crée avec « Nouvelle évaluation »."
                : creer.message}
            </Empty>
          ) : (
            <Rows label={`Évaluations, ${classe.nom}`}>
              {evaluations.map((one) => (
                <RowItem
                  title={one.titre}
                  href={routes.evaluation.href({ evaluation: one.id })}
                  detail={[
                    longDate(one.date),
                    one.competences.join(", "),
                    one.pour
                      ? fullName(one.pour)
                      : count(one.evalues, "apprenant évalué", "apprenants évalués"),
                    `par ${one.auteur}`,
                  ].join(" · ")}
                />
              ))}
            </Rows>
          )}
        </Card>
      </Columns>
    ) : (
      <Empty icon="users">Aucune classe pour l’instant. L’administrateur les importe.</Empty>
    )}
  </Page>
);

type ParametresProps = {
  frame: Frame;
  classe: { id: string; nom: string };
  referentiel: Referentiel;
  form: FormState;
  /** null: a new one */
  evaluation: Evaluation | null;
  /** for whom a new one may be */
  apprenants: readonly { id: string; nom: string; prenom: string }[];
};

/** Title, date, competences; for a new one, the class or one learner. */
export const ParametresPage = ({
  frame,
  classe,
  referentiel,
  form,
  evaluation,
  apprenants,
}: ParametresProps) => {
  const back = evaluation
    ? { href: routes.evaluation.href({ evaluation: evaluation.id }), text: evaluation.titre }
    : { href: routes.evaluations.href({}, { classe: classe.id }), text: "Évaluations en établissement" };
  const known = new Set(referentiel.competences.map(({ code }) => code));
  const lost = (evaluation?.competences ?? []).filter((code) => !known.has(code));
  return (
    <Page
      frame={frame}
      title={evaluation ? "Modifier l’évaluation" : "Nouvelle évaluation"}
      lead={classe.nom}
      back={back}
    >
      <Form
        action={
          evaluation
            ? routes.evaluationParametres.href({ evaluation: evaluation.id })
            : routes.evaluationNouvelle.href({}, { classe: classe.id })
        }
        keys={frame.keys}
        form={form}
        version={evaluation?.version}
      >
        <Stack>
          <Card title="L’évaluation">
            <Stack>
              <TextField
                form={form}
                name="titre"
                label="Titre"
                hint="Exemple : Maintenance préventive d’un convoyeur"
                required
              />
              <DateField form={form} name="date" label="Date" required />
              {evaluation ? null : (
                <SelectField
                  form={form}
                  name="apprenant"
                  label="Pour qui"
                  empty={`Toute la classe ${classe.nom}`}
                  options={apprenants.map((one) => ({ value: one.id, text: listName(one) }))}
                  width="full"
                />
              )}
            </Stack>
          </Card>
          <Card title="Compétences évaluées">
            <GroupedChoices
              form={form}
              name="competences"
              groups={[
                ...competencesParGroupe(referentiel).map(({ groupe, competences }) => ({
                  code: groupe?.code ?? "toutes",
                  title: groupe ? `${groupe.code} ${groupe.intitule}` : "Compétences",
                  choices: competences.map(({ code, intitule }) => ({
                    value: code,
                    text: `${code} ${intitule}`,
                  })),
                })),
                ...(lost.length > 0
                  ? [
                      {
                        code: "autres",
                        title: "Autres",
                        choices: lost.map((code) => ({ value: code, text: code })),
                      },
                    ]
                  : []),
              ]}
            />
          </Card>
          <Actions>
            <Button>{evaluation ? "Enregistrer" : "Créer et saisir les niveaux"}</Button>
            <LinkButton kind="quiet" href={back.href}>
              Renoncer
            </LinkButton>
          </Actions>
        </Stack>
      </Form>
    </Page>
  );
};

/** Deleting it takes its levels off the dashboards. */
export const SupprimerPage = ({
  frame,
  evaluation,
  evalues,
  form,
}: {
  frame: Frame;
  evaluation: Evaluation;
  evalues: number;
  form: FormState;
}) => {
  const back = routes.evaluation.href({ evaluation: evaluation.id });
  return (
    <Page frame={frame} title="Supprimer une évaluation" back={{ href: back, text: evaluation.titre }}>
      <Confirm
        title={`Supprimer «\u00a0${evaluation.titre}\u00a0»\u00a0?`}
        action={routes.evaluationSupprimer.href({ evaluation: evaluation.id })}
        keys={frame.keys}
        form={form}
        version={evaluation.version}
        submit="Supprimer cette évaluation"
        cancel={{ href: back, text: "La garder" }}
      >
        <p>
          {`Les niveaux de ${count(evalues, "apprenant")} disparaissent de leur tableau de bord, pour de bon.`}
        </p>
      </Confirm>
    </Page>
  );
};
