import { dayMonth, longDate } from "#kernel/french.ts";
import {
  ANCRE_PREUVES,
  adresse,
  type Evaluation,
  type Lecture,
  libelleLu,
  lieuText,
  niveauLu,
  type Partie,
  regleText,
  sourceDe,
} from "#tableau-de-bord/lecture.ts";
import {
  type BilanIntermediaire,
  enOrdre,
  type LigneSynthese,
  priseEnComptePar,
  synthese,
  type Tendance,
  tendanceText,
} from "#tableau-de-bord/rules.ts";
import { Card } from "#ui/card.tsx";
import { NiveauLu } from "#ui/eventail.tsx";
import { HeatCell } from "#ui/heat.tsx";
import { Icon } from "#ui/icon.tsx";
import type { IconName } from "#ui/icon-sprite.ts";
import { Table } from "#ui/table.tsx";

/** How many evaluations a printed page holds side by side (`tableau.css`). */
const IMPRIMEES = 20;

const arrows: Record<Tendance, IconName> = {
  hausse: "arrow-up",
  baisse: "arrow-down",
  stable: "arrow-right",
};

/** A trend in words, with its arrow; null: there is nothing to compare. */
export const TendanceLue = ({ tendance }: { tendance: Tendance | null }) =>
  tendance ? (
    <span class={`tendance tendance-${tendance}`}>
      <Icon name={arrows[tendance]} />
      <span>{tendanceText[tendance]}</span>
    </span>
  ) : (
    <span class="meta">–</span>
  );

/** The head of a column: what, when, where, and the bilan intermédiaire that took it into account. */
const Tete = ({ evaluation, lecture }: { evaluation: Evaluation; lecture: Lecture }) => {
  const frozen: BilanIntermediaire | null = priseEnComptePar(evaluation, lecture.bilans);
  const source = sourceDe(evaluation, lecture);
  return (
    <span class="heat-tete">
      {source ? (
        <a class="heat-titre" href={source}>
          {evaluation.titre}
        </a>
      ) : (
        <b class="heat-titre">{evaluation.titre}</b>
      )}
      <span>{`${dayMonth(evaluation.date)} ${evaluation.date.slice(0, 4)}`}</span>
      <span>{lieuText[evaluation.lieu]}</span>
      {frozen ? (
        <span>
          <Icon name="lock" />
          <span class="sr-only">prise en compte dans le bilan intermédiaire du {longDate(frozen.date)}</span>
        </span>
      ) : null}
    </span>
  );
};

/** The heat table of one référentiel: the last level first, then every evaluation in time order (S-73). */
export const Chaleur = ({ partie, lecture }: { partie: Partie; lecture: Lecture }) => {
  const { ref, evaluations } = partie;
  const ordered = enOrdre(evaluations);
  const last = ({ competence, dernier, le }: LigneSynthese) => {
    const from = ordered.findLast(({ date, niveaux }) => date === le && niveaux.get(competence) === dernier);
    return from ? niveauLu(ref, from, competence) : null;
  };
  const pole = ref.groupes.find(({ code }) => code === lecture.demande.pole);
  return (
    <Card title={`Compétences ${ref.sigle}`} meta={pole ? `${pole.code} ${pole.intitule}` : undefined} flush>
      <Table
        caption={`Compétences ${ref.sigle}`}
        hideCaption
        phone="scroll"
        columns={[
          { text: "Compétence" },
          { text: "Dernier niveau et tendance" },
          ...ordered.map((evaluation) => ({
            centered: true,
            text: <Tete evaluation={evaluation} lecture={lecture} />,
          })),
        ]}
        rows={synthese(ref, evaluations).map((ligne) => ({
          header: (
            <span class="heat-nom">
              <b>{ligne.competence}</b> {libelleLu(partie, ligne.competence)}
            </span>
          ),
          cells: [
            <span class="heat-synthese">
              <a
                class="heat-dernier"
                aria-current={ligne.competence === lecture.demande.competence ? "true" : undefined}
                href={`${adresse(lecture, { competence: ligne.competence })}#${ANCRE_PREUVES}`}
              >
                <NiveauLu niveau={last(ligne)} compact />
                <span class="sr-only">{`, d’où vient ce niveau de ${ligne.competence}`}</span>
              </a>
              {ligne.tendance ? <TendanceLue tendance={ligne.tendance} /> : null}
            </span>,
            ...ordered.map((evaluation) => <HeatCell niveau={niveauLu(ref, evaluation, ligne.competence)} />),
          ],
        }))}
      />
      <p class="meta tableau-regle">
        <b>Règle de lecture.</b> {regleText(lecture)}
        {ordered.length > IMPRIMEES ? (
          <span class="tableau-coupe">{`Cette feuille porte les ${IMPRIMEES} dernières évaluations\u00a0; « Imprimer (PDF) » les donne toutes.`}</span>
        ) : null}
      </p>
    </Card>
  );
};
