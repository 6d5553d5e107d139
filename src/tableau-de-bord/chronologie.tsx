import { schoolYearOf } from "#kernel/civil-date.ts";
import { longDate, schoolYear } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { type AttitudesDePeriode, progresDesAttitudes } from "#tableau-de-bord/attitudes/rules.ts";
import {
  type Evaluation,
  type Lecture,
  lieuText,
  type Partie,
  sourceDe,
  titreDe,
} from "#tableau-de-bord/lecture.ts";
import { type BilanIntermediaire, competencesEvaluees } from "#tableau-de-bord/rules.ts";
import { Card } from "#ui/card.tsx";
import { Chip } from "#ui/chip.tsx";

type Moment =
  | { date: Evaluation["date"]; evaluation: Evaluation; partie: Partie }
  | { date: Evaluation["date"]; attitudes: AttitudesDePeriode }
  | { date: Evaluation["date"]; bilan: BilanIntermediaire };

const Titre = ({ href, children }: { href: string | null; children: string }) => (
  <p>
    <b>{href ? <a href={href}>{children}</a> : children}</b>
  </p>
);

/** « C1.4 : 4, C1.5 : 3 »: what was chosen that day, in the order of the référentiel. */
const niveauxDuJour = ({ ref }: Partie, evaluation: Evaluation): string =>
  competencesEvaluees(ref, [evaluation])
    .map((code) => `${code}\u00a0: ${evaluation.niveaux.get(code)}`)
    .join(", ");

const Fait = ({ moment, lecture }: { moment: Moment; lecture: Lecture }) => {
  const { tutoie, ouverts } = lecture;
  if ("bilan" in moment)
    return (
      <li class="chronologie-bilan">
        <p class="chronologie-date">{longDate(moment.date)}</p>
        <p>
          <b>Bilan intermédiaire de compétences</b>, par {moment.bilan.auteur}
        </p>
        <p class="meta">
          {tutoie ? "Il fait le point sur tes" : "Il prend en compte les"} évaluations datées d’avant ce jour.
        </p>
        {moment.bilan.commentaire ? (
          <p class="chronologie-texte">{`«\u00a0${moment.bilan.commentaire}\u00a0»`}</p>
        ) : null}
      </li>
    );
  if ("attitudes" in moment) {
    const { dossier, periode } = moment.attitudes;
    return (
      <li>
        <p class="chronologie-date">{longDate(moment.date)}</p>
        <Titre
          href={ouverts.has(dossier) ? routes.attitudes.href({ dossier }) : null}
        >{`Attitudes professionnelles, ${periode}`}</Titre>
        <p class="meta">
          {progresDesAttitudes([moment.attitudes])
            .map(({ intitule, degres }) => `${intitule}\u00a0: ${degres[0]?.intitule}`)
            .join(", ")}
        </p>
        <Chip kind="plain">{lieuText.entreprise}</Chip>
      </li>
    );
  }
  const { evaluation, partie } = moment;
  return (
    <li>
      <p class="chronologie-date">{longDate(moment.date)}</p>
      <Titre href={sourceDe(evaluation, lecture)}>{titreDe(evaluation)}</Titre>
      <p class="meta">{niveauxDuJour(partie, evaluation)}</p>
      <Chip kind="plain">{lieuText[evaluation.lieu]}</Chip>
    </li>
  );
};

/**
 * Everything in time, the latest first, a school year after another: evaluations, attitudes, and the bilans
 * intermédiaires that closed what was before.
 */
export const Chronologie = ({
  parties,
  attitudes,
  lecture,
}: {
  parties: readonly Partie[];
  attitudes: readonly AttitudesDePeriode[];
  lecture: Lecture;
}) => {
  const moments: Moment[] = [
    ...parties.flatMap((partie) =>
      partie.evaluations.map((evaluation) => ({ date: evaluation.date, evaluation, partie })),
    ),
    ...attitudes.map((one) => ({ date: one.au, attitudes: one })),
    ...lecture.bilans.map((bilan) => ({ date: bilan.date, bilan })),
  ].sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0));
  const years = [...Map.groupBy(moments, ({ date }) => schoolYearOf(date))];
  return (
    <Card title="Au fil du temps">
      {years.map(([year, own]) => (
        <section class="chronologie-annee" aria-label={`Année scolaire ${schoolYear(year)}`}>
          <h3>{schoolYear(year)}</h3>
          <ol class="chronologie" reversed>
            {own.map((moment) => (
              <Fait moment={moment} lecture={lecture} />
            ))}
          </ol>
        </section>
      ))}
    </Card>
  );
};
