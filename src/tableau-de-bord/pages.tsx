import { dayMonth, fullName, longDate } from "#kernel/french.ts";
import { libelleCompetence } from "#referentiel/rules.ts";
import type { Referentiel } from "#referentiel/types.ts";
import { routes } from "#routes.ts";
import {
  type BilanIntermediaire,
  type EvaluationDatee,
  enOrdre,
  type LigneSynthese,
  priseEnComptePar,
  type SonReferentiel,
  synthese,
  type Tendance,
  tendanceText,
} from "#tableau-de-bord/rules.ts";
import { LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Chip } from "#ui/chip.tsx";
import { Empty } from "#ui/empty.tsx";
import { NiveauLu } from "#ui/eventail.tsx";
import { HeatCell } from "#ui/heat.tsx";
import { Icon } from "#ui/icon.tsx";
import type { IconName } from "#ui/icon-sprite.ts";
import { Stack } from "#ui/layout.tsx";
import { niveauxDe } from "#ui/niveaux.ts";
import { type Frame, Page } from "#ui/page.tsx";
import { Table } from "#ui/table.tsx";

/** One référentiel's part of the history; nearly always the only one. */
export type Partie = { ref: Referentiel; evaluations: readonly (EvaluationDatee & SonReferentiel)[] };

type TableauProps = {
  frame: Frame;
  apprenant: { nom: string; prenom: string };
  classe: string | null;
  tutoie: boolean;
  parties: readonly Partie[];
  bilans: readonly BilanIntermediaire[];
  /** dossiers whose bilan this person may open */
  ouverts: ReadonlySet<string>;
};

const arrows: Record<Tendance, IconName> = {
  hausse: "arrow-up",
  baisse: "arrow-down",
  stable: "arrow-right",
};

const lieuText = { etablissement: "au lycée", entreprise: "en entreprise" };

/** The rule, in words, above what it gives. */
const Regle = ({ tutoie }: { tutoie: boolean }) => (
  <p class="meta">
    Pour chaque compétence{"\u00a0"}: toutes {tutoie ? "tes" : "les"} évaluations dans l’ordre des dates, au
    lycée et en entreprise (à la date de la rencontre), puis le dernier niveau autre que NE et la tendance par
    rapport au niveau d’avant. Aucune moyenne. Les évaluations certificatives n’y figurent pas.
  </p>
);

const Chaleur = ({ ref, evaluations, bilans }: Partie & Pick<TableauProps, "bilans">) => {
  const ordered = enOrdre(evaluations);
  const scales = new Map(ordered.map((evaluation) => [evaluation.id, niveauxDe(evaluation.ref ?? ref)]));
  const level = (evaluation: EvaluationDatee | undefined, competence: string) => {
    const code = evaluation?.niveaux.get(competence);
    return (evaluation && scales.get(evaluation.id)?.find((niveau) => niveau.code === code)) ?? null;
  };
  // a competence that the current version has lost keeps the words it was evaluated with
  const libelle = (code: string) =>
    [ref, ...ordered.map((evaluation) => evaluation.ref ?? ref)]
      .map((one) => libelleCompetence(one, code))
      .find((text) => text !== code) ?? code;
  const last = ({ competence, dernier, le }: LigneSynthese) =>
    ordered.findLast(({ date, niveaux }) => date === le && niveaux.get(competence) === dernier);
  return (
    <Table
      caption={`Compétences ${ref.sigle}`}
      hideCaption
      phone="scroll"
      columns={[
        { text: "Compétence" },
        ...ordered.map((evaluation) => {
          const frozen = priseEnComptePar(evaluation, bilans);
          return {
            centered: true,
            text: (
              <span class="heat-tete">
                <b>{evaluation.titre}</b>
                <span>
                  {dayMonth(evaluation.date)}
                  <span class="sr-only"> {evaluation.date.slice(0, 4)}</span>
                </span>
                <span>{lieuText[evaluation.lieu]}</span>
                {frozen ? (
                  <span>
                    <Icon name="lock" />
                    <span class="sr-only">
                      prise en compte dans le bilan intermédiaire du {longDate(frozen.date)}
                    </span>
                  </span>
                ) : null}
              </span>
            ),
          };
        }),
        { text: "Dernier niveau", centered: true },
        { text: "Tendance" },
      ]}
      rows={synthese(ref, evaluations).map((ligne) => ({
        header: (
          <span class="heat-nom">
            <b>{ligne.competence}</b> {libelle(ligne.competence)}
          </span>
        ),
        cells: [
          ...ordered.map((evaluation) => <HeatCell niveau={level(evaluation, ligne.competence)} />),
          <NiveauLu niveau={level(last(ligne), ligne.competence)} compact />,
          ligne.tendance ? (
            <span class={`tendance tendance-${ligne.tendance}`}>
              <Icon name={arrows[ligne.tendance]} />
              <span>{tendanceText[ligne.tendance]}</span>
            </span>
          ) : (
            <span class="meta">–</span>
          ),
        ],
      }))}
    />
  );
};

/** Everything in time, the latest first: evaluations, and the bilans intermédiaires that closed what was before. */
const Chronologie = ({ parties, bilans, ouverts, tutoie }: Omit<TableauProps, "frame">) => {
  const moments = [
    ...parties.flatMap(({ evaluations }) =>
      evaluations.map((evaluation) => ({ date: evaluation.date, evaluation })),
    ),
    ...bilans.map((bilan) => ({ date: bilan.date, bilan })),
  ].sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0));
  return (
    <ol class="chronologie" reversed>
      {moments.map((moment) =>
        "bilan" in moment ? (
          <li class="chronologie-bilan">
            <p class="chronologie-date">{longDate(moment.date)}</p>
            <p>
              <b>Bilan intermédiaire de compétences</b>, par {moment.bilan.auteur}
            </p>
            <p class="meta">
              {tutoie ? "Il fait le point sur tes" : "Il prend en compte les"} évaluations datées d’avant ce
              jour.
            </p>
            {moment.bilan.commentaire ? (
              <p class="chronologie-texte">{`«\u00a0${moment.bilan.commentaire}\u00a0»`}</p>
            ) : null}
          </li>
        ) : (
          <li>
            <p class="chronologie-date">{longDate(moment.date)}</p>
            <p>
              <b>
                {moment.evaluation.dossier && ouverts.has(moment.evaluation.dossier) ? (
                  <a href={routes.bilanEntreprise.href({ dossier: moment.evaluation.dossier })}>
                    Bilan entreprise, {moment.evaluation.titre}
                  </a>
                ) : moment.evaluation.lieu === "entreprise" ? (
                  `Bilan entreprise, ${moment.evaluation.titre}`
                ) : (
                  moment.evaluation.titre
                )}
              </b>
            </p>
            <Chip kind="plain">{lieuText[moment.evaluation.lieu]}</Chip>
          </li>
        ),
      )}
    </ol>
  );
};

/** The dashboard of one learner (S-73, S-78): the heat table first, then time. */
export const TableauPage = (props: TableauProps) => {
  const { frame, apprenant, classe, tutoie, parties, bilans } = props;
  const nothing = parties.length === 0 && bilans.length === 0;
  return (
    <Page
      frame={frame}
      title={tutoie ? "Mon tableau de bord" : `Tableau de bord : ${fullName(apprenant)}`}
      lead={classe ? `Classe ${classe}` : undefined}
      wide
    >
      {nothing ? (
        <Card>
          <Empty
            icon="chart-line"
            action={<LinkButton href={routes.accueil.href({})}>Revenir à l’accueil</LinkButton>}
          >
            {tutoie
              ? "Tes premières évaluations apparaîtront ici : celles du lycée, et tes bilans entreprise quand ils te seront transmis."
              : "Aucune évaluation pour l’instant. Les bilans entreprise apparaissent ici une fois transmis à l’apprenant."}
          </Empty>
        </Card>
      ) : (
        <Stack>
          {parties.map((partie) => (
            <Card title={`Compétences ${partie.ref.sigle}`} flush>
              <Chaleur {...partie} bilans={bilans} />
            </Card>
          ))}
          <Card title="Règle de lecture">
            <Regle tutoie={tutoie} />
          </Card>
          <Card title="Au fil du temps">
            <Chronologie {...props} />
          </Card>
        </Stack>
      )}
    </Page>
  );
};
