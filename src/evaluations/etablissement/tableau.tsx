import { champAbsent, champNiveau } from "#evaluations/etablissement/form.ts";
import { type Concerne, type Evaluation, ligneFigee } from "#evaluations/etablissement/rules.ts";
import type { Decision } from "#kernel/decision.ts";
import { type FormState, textOf } from "#kernel/form.ts";
import { count, listName, longDate } from "#kernel/french.ts";
import { competenceDe, niveauDe } from "#referentiel/rules.ts";
import type { Referentiel } from "#referentiel/types.ts";
import { routes } from "#routes.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { NiveauLu } from "#ui/eventail.tsx";
import { Actions, Form, fieldId } from "#ui/form.tsx";
import { Stack } from "#ui/layout.tsx";
import { niveauxDe } from "#ui/niveaux.ts";
import { Notice } from "#ui/notice.tsx";
import { type Frame, Page } from "#ui/page.tsx";
import { Table } from "#ui/table.tsx";
import { Tick } from "#ui/tick.tsx";

type TableauProps = {
  frame: Frame;
  evaluation: Evaluation;
  concernes: readonly Concerne[];
  referentiel: Referentiel;
  form: FormState;
  saisir: Decision;
  modifier: Decision;
  tutoie: boolean;
};

const Cellule = ({
  evaluation,
  concerne,
  code,
  referentiel,
  form,
  saisir,
}: TableauProps & { concerne: Concerne; code: string }) => {
  const name = champNiveau(concerne.id, code);
  if (!saisir.ok || ligneFigee(concerne, evaluation.date)) {
    const niveau = niveauxDe(referentiel).find((one) => one.code === concerne.niveaux[code]) ?? null;
    return <NiveauLu niveau={niveau} compact />;
  }
  const chosen = textOf(form, name);
  return (
    <select
      class="input select evaluation-niveau"
      name={name}
      id={fieldId(name)}
      aria-label={`${listName(concerne)}, ${code}`}
      aria-invalid={form.errors[name] ? "true" : undefined}
    >
      <option value="">–</option>
      {referentiel.niveauxReussite.map((niveau) => (
        <option value={niveau.code} selected={niveau.code === chosen}>
          {`${niveau.code} ${niveau.intitule}`}
        </option>
      ))}
      {chosen !== "" && !referentiel.niveauxReussite.some(({ code: known }) => known === chosen) ? (
        <option value={chosen} selected>
          {niveauDe(referentiel, chosen).intitule}
        </option>
      ) : null}
    </select>
  );
};

const Absence = ({ evaluation, concerne, form, saisir }: TableauProps & { concerne: Concerne }) => {
  if (ligneFigee(concerne, evaluation.date))
    return <span class="meta">{`figé le ${longDate(concerne.dernierBilan ?? evaluation.date)}`}</span>;
  if (!saisir.ok) return concerne.absent ? "Absent" : "";
  const name = champAbsent(concerne.id);
  return (
    <>
      <Tick
        name={name}
        value="oui"
        checked={textOf(form, name) === "oui"}
        label={`${listName(concerne)} : absent`}
      />
      {form.errors[name] ? (
        <p class="field-error" id={`${fieldId(name)}-erreur`}>
          {form.errors[name]}
        </p>
      ) : null}
    </>
  );
};

const Tableau = (props: TableauProps) => (
  <Table
    caption="Niveaux"
    hideCaption
    phone={props.evaluation.competences.length > 8 ? "scroll" : "cards"}
    columns={[
      { text: "Apprenant" },
      ...props.evaluation.competences.map((code) => ({ text: code })),
      { text: "Absent", centered: true },
    ]}
    rows={props.concernes.map((concerne) => ({
      header: listName(concerne),
      cells: [
        ...props.evaluation.competences.map((code) => <Cellule {...props} concerne={concerne} code={code} />),
        <Absence {...props} concerne={concerne} />,
      ],
    }))}
  />
);

/** One evaluation: the table of those who write it, the levels of those who read it. */
export const EvaluationPage = (props: TableauProps) => {
  const { frame, evaluation, concernes, referentiel, form, saisir, modifier, tutoie } = props;
  const figes = concernes.filter((one) => ligneFigee(one, evaluation.date)).length;
  const params = { evaluation: evaluation.id };
  return (
    <Page
      frame={frame}
      title={evaluation.titre}
      lead={`${longDate(evaluation.date)} · ${evaluation.classe.nom} · par ${evaluation.auteur}`}
      back={
        tutoie
          ? { href: routes.mesEvaluations.href({}), text: "Mes évaluations" }
          : saisir.ok || modifier.ok
            ? {
                href: routes.evaluations.href({}, { classe: evaluation.classe.id }),
                text: "Évaluations en établissement",
              }
            : undefined
      }
      actions={
        saisir.ok && modifier.ok ? (
          <>
            <LinkButton kind="secondary" icon="settings" href={routes.evaluationParametres.href(params)}>
              Modifier l’évaluation
            </LinkButton>
            <LinkButton kind="quiet" href={routes.evaluationSupprimer.href(params)}>
              Supprimer
            </LinkButton>
          </>
        ) : undefined
      }
    >
      <Stack>
        {saisir.ok && !modifier.ok ? <Notice kind="locked">{modifier.message}</Notice> : null}
        {saisir.ok && modifier.ok && figes > 0 ? (
          <Notice kind="info">
            {`${count(figes, "apprenant a", "apprenants ont")} un bilan intermédiaire plus récent que cette évaluation\u00a0: leur ligne ne peut pas être remplie.`}
          </Notice>
        ) : null}
        <Card title="Compétences">
          <ul class="bilan-lu-taches">
            {evaluation.competences.map((code) => (
              <li>
                <b>{code}</b> {competenceDe(referentiel, code).intitule}
              </li>
            ))}
          </ul>
        </Card>
        {saisir.ok ? (
          <Form
            action={routes.evaluation.href(params)}
            keys={frame.keys}
            form={form}
            version={evaluation.version}
          >
            <Card title="Niveaux" meta={count(concernes.length, "apprenant")} flush>
              <Tableau {...props} />
            </Card>
            <Actions>
              <Button>Enregistrer</Button>
            </Actions>
          </Form>
        ) : (
          <Card title="Niveaux" flush>
            <Tableau {...props} />
          </Card>
        )}
      </Stack>
    </Page>
  );
};
