import type { CivilDate } from "#kernel/civil-date.ts";
import type { Decision } from "#kernel/decision.ts";
import type { FormState } from "#kernel/form.ts";
import { count, dateRange, fullName, longDate } from "#kernel/french.ts";
import { JOURS_CORBEILLE, type Periode } from "#periodes/rules.ts";
import type { PeriodeSupprimee, Perte } from "#periodes/suppression/store.ts";
import { routes } from "#routes.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Confirm } from "#ui/confirm.tsx";
import { Empty } from "#ui/empty.tsx";
import { KeyFields } from "#ui/form.tsx";
import { Stack } from "#ui/layout.tsx";
import { Notice } from "#ui/notice.tsx";
import { type Frame, Page } from "#ui/page.tsx";
import { RowItem, Rows } from "#ui/rows.tsx";

type SuppressionPageProps = {
  frame: Frame;
  periode: Periode & { perte: Perte };
  supprimer: Decision;
  form: FormState;
};

const back = (periode: { id: string; niveau: string }) =>
  routes.periodes.href({}, { niveau: periode.niveau, periode: periode.id });

/** What goes with the period, one line a kind; kinds of which there is nothing are left out, portfolios and evaluations said always. */
function lignesPerte(perte: Perte): string[] {
  const { portfolios, retires, commences } = perte;
  const details = [
    ...(commences > 0 ? [`${commences} ${commences > 1 ? "commencés" : "commencé"}`] : []),
    ...(retires > 0 ? [`${retires} d’${retires > 1 ? "apprenants retirés" : "un apprenant retiré"}`] : []),
  ];
  const others: [number, string, string?][] = [
    [perte.bilansPersonnels, "bilan personnel", "bilans personnels"],
    [perte.autoEvaluations, "auto-évaluation", "auto-évaluations"],
    [perte.semaines, "semaine racontée", "semaines racontées"],
    [perte.activites, "activité décrite", "activités décrites"],
    [perte.commentaires, "commentaire"],
    [perte.visites, "visite"],
    [perte.conventions, "convention signée jointe", "conventions signées jointes"],
  ];
  return [
    `${count(portfolios, "portfolio")}${details.length > 0 ? `, dont ${details.join(" et ")}` : ""}`,
    count(perte.evaluations, "évaluation"),
    ...others.flatMap(([n, one, several]) => (n > 0 ? [count(n, one, several)] : [])),
  ];
}

export const SuppressionPage = ({ frame, periode, supprimer, form }: SuppressionPageProps) => (
  <Page
    frame={frame}
    title="Supprimer la période"
    lead={`${periode.nom}, ${dateRange(periode.du, periode.au)}`}
    back={{ href: back(periode), text: "Vue par périodes" }}
  >
    {supprimer.ok ? (
      <Confirm
        title={`Supprimer « ${periode.nom} » ?`}
        action={routes.periodeSupprimer.href({ periode: periode.id })}
        keys={frame.keys}
        form={form}
        word="SUPPRIMER"
        submit="Supprimer la période"
        cancel={{ href: back(periode), text: "Garder la période" }}
      >
        <p>Elle disparaît des écrans de tous, avec :</p>
        <ul class="prose-list">
          {lignesPerte(periode.perte).map((ligne) => (
            <li>{ligne}</li>
          ))}
        </ul>
        <p>
          Pendant {JOURS_CORBEILLE} jours, son auteur et les professeurs référents peuvent la rétablir depuis
          la <a href={routes.periodesCorbeille.href({})}>corbeille</a>. Ensuite, tout est effacé pour de bon.
        </p>
      </Confirm>
    ) : (
      <Stack>
        <Notice kind="locked" title="Cette période ne peut pas être supprimée">
          {supprimer.message}
        </Notice>
        <LinkButton href={back(periode)}>Revenir aux périodes</LinkButton>
      </Stack>
    )}
  </Page>
);

type CorbeillePageProps = {
  frame: Frame;
  periodes: (PeriodeSupprimee & { jour: CivilDate; reste: number; retablir: Decision })[];
};

export const CorbeillePage = ({ frame, periodes }: CorbeillePageProps) => (
  <Page
    frame={frame}
    title="Corbeille des périodes"
    lead={`Une période supprimée se rétablit pendant ${JOURS_CORBEILLE} jours, avec tous ses dossiers.`}
    back={{ href: routes.periodes.href({}), text: "Vue par périodes" }}
  >
    <Card flush>
      {periodes.length === 0 ? (
        <Empty icon="trash-2">La corbeille est vide.</Empty>
      ) : (
        <Rows label="Périodes supprimées">
          {periodes.map((periode) => (
            <RowItem
              title={periode.nom}
              detail={`${count(periode.dossiers, "dossier")} · supprimée le ${longDate(periode.jour)} par ${fullName(periode.par)} · ${
                periode.reste > 0 ? `encore ${count(periode.reste, "jour")}` : "délai passé"
              }`}
              action={
                periode.reste === 0 ? null : periode.retablir.ok ? (
                  <form method="post" action={routes.periodeRetablir.href({ periode: periode.id })}>
                    <KeyFields keys={frame.keys} />
                    <Button kind="secondary" icon="undo-2" about={periode.nom}>
                      Rétablir
                    </Button>
                  </form>
                ) : (
                  <Button kind="secondary" icon="undo-2" locked={periode.retablir.message}>
                    Rétablir
                  </Button>
                )
              }
            />
          ))}
        </Rows>
      )}
    </Card>
  </Page>
);
