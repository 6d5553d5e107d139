import type { CivilDate } from "#kernel/civil-date.ts";
import { count, dayMonth, longDate } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { TendanceLue } from "#tableau-de-bord/chaleur.tsx";
import {
  ANCRE_PREUVES,
  adresse,
  type Evaluation,
  type Lecture,
  libelleLu,
  lieuText,
  niveauLu,
  type Partie,
  sourceDe,
  titreDe,
} from "#tableau-de-bord/lecture.ts";
import type { Preuve } from "#tableau-de-bord/preuves/rules.ts";
import { enOrdre, synthese } from "#tableau-de-bord/rules.ts";
import { LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { NiveauLu } from "#ui/eventail.tsx";
import { Fold } from "#ui/layout.tsx";
import { RowItem, Rows } from "#ui/rows.tsx";

/** Older evaluations, and periods, are folded beyond these. */
const RECENTES = { evaluations: 8, periodes: 5 };

const parText = ({ par }: Preuve): string =>
  par.genre === "competence"
    ? ""
    : `par ${par.taches.length > 1 ? "les tâches" : "la tâche"} ${par.taches.join(", ")}${par.indicative ? ", à titre indicatif" : ""}`;

const lienDe = ({ genre, dossier, cle }: Preuve): string =>
  genre === "activite"
    ? routes.activite.href({ dossier, activite: cle })
    : routes.semaine.href({ dossier, lundi: cle });

const Ecrits = ({ titre, preuves }: { titre: string; preuves: readonly Preuve[] }) => {
  const why = [...new Set(preuves.map(parText))].filter(Boolean).join(" ; ");
  return preuves.length === 0 ? null : (
    <span class="preuves-ecrits">
      <span>{`${titre}\u00a0:`}</span>
      {preuves.map((preuve) => (
        <a href={lienDe(preuve)}>
          {preuve.titre || dayMonth(preuve.cle as CivilDate)}
          {preuve.genre === "semaine" ? <span class="sr-only">{` ${preuve.cle.slice(0, 4)}`}</span> : null}
        </a>
      ))}
      {why ? <span>{`(${why})`}</span> : null}
    </span>
  );
};

const Periodes = ({ periodes }: { periodes: readonly (readonly Preuve[])[] }) => (
  <Rows label="Portfolio">
    {periodes.map((preuves) => (
      <RowItem
        title={preuves[0]?.periode.nom}
        detail={
          <>
            <Ecrits titre="Activités" preuves={preuves.filter(({ genre }) => genre === "activite")} />
            <Ecrits titre="Semaines du" preuves={preuves.filter(({ genre }) => genre === "semaine")} />
          </>
        }
      />
    ))}
  </Rows>
);

/** What the learner wrote about it, period after period, the latest first (B-01). */
const Portfolio = ({ preuves, lecture }: { preuves: readonly Preuve[]; lecture: Lecture }) => {
  const periodes = [...Map.groupBy(preuves, ({ dossier }) => dossier).values()].toReversed();
  const before = periodes.length - RECENTES.periodes;
  return (
    <div>
      <h3 class="preuves-titre">{lecture.tutoie ? "Dans ton portfolio" : "Dans le portfolio"}</h3>
      {periodes.length > 0 ? (
        <Periodes periodes={periodes.slice(0, RECENTES.periodes)} />
      ) : (
        <p class="meta preuves-rien">
          {lecture.tutoie
            ? "Aucune de tes activités ni de tes semaines n’est rattachée à cette compétence. Tu peux la choisir dans une activité."
            : "Aucune activité ni semaine que vous pouvez lire n’est rattachée à cette compétence."}
        </p>
      )}
      {before > 0 ? (
        <div class="preuves-anciennes">
          <Fold summary={`${count(before, "période")} avant celles-là`}>
            <Periodes periodes={periodes.slice(RECENTES.periodes)} />
          </Fold>
        </div>
      ) : null}
    </div>
  );
};

const Niveaux = ({
  evaluations,
  partie,
  competence,
  lecture,
}: {
  evaluations: readonly Evaluation[];
  partie: Partie;
  competence: string;
  lecture: Lecture;
}) => (
  <Rows label={`Évaluations de ${competence}`}>
    {evaluations.map((evaluation) => (
      <RowItem
        mark={<NiveauLu niveau={niveauLu(partie.ref, evaluation, competence)} compact />}
        title={titreDe(evaluation)}
        href={sourceDe(evaluation, lecture) ?? undefined}
        detail={`${niveauLu(partie.ref, evaluation, competence)?.text ?? "Niveau inconnu"}, le ${longDate(evaluation.date)} ${lieuText[evaluation.lieu]}`}
      />
    ))}
  </Rows>
);

/** Where the level of one competence comes from: each evaluation, then what the learner wrote about it (B-01). */
export const PreuvesCard = ({
  partie,
  competence,
  preuves,
  lecture,
}: {
  partie: Partie;
  competence: string;
  preuves: readonly Preuve[];
  lecture: Lecture;
}) => {
  const { ref, evaluations } = partie;
  const ligne = synthese(ref, evaluations).find((one) => one.competence === competence);
  const own = enOrdre(evaluations)
    .filter(({ niveaux }) => niveaux.has(competence))
    .toReversed();
  const shared = { partie, competence, lecture };
  return (
    <Card
      title={`D’où vient le niveau de ${competence}`}
      id={ANCRE_PREUVES}
      tone="current"
      actions={
        <LinkButton kind="quiet" icon="x" href={adresse(lecture, { competence: null })}>
          Fermer
        </LinkButton>
      }
      flush
    >
      <div class="preuves-tete">
        <p>{libelleLu(partie, competence)}</p>
        <p>
          {ligne?.dernier
            ? `Dernier niveau\u00a0: ${ligne.dernier}, le ${longDate(ligne.le as CivilDate)}. `
            : "Aucun niveau autre que NE pour l’instant. "}
          {ligne?.tendance ? <TendanceLue tendance={ligne.tendance} /> : null}
        </p>
      </div>
      <div class="preuves-colonnes">
        <div>
          <h3 class="preuves-titre">Les évaluations</h3>
          <Niveaux evaluations={own.slice(0, RECENTES.evaluations)} {...shared} />
          {own.length > RECENTES.evaluations ? (
            <div class="preuves-anciennes">
              <Fold summary={`${count(own.length - RECENTES.evaluations, "évaluation")} avant celles-là`}>
                <Niveaux evaluations={own.slice(RECENTES.evaluations)} {...shared} />
              </Fold>
            </div>
          ) : null}
        </div>
        <Portfolio preuves={preuves} lecture={lecture} />
      </div>
    </Card>
  );
};
