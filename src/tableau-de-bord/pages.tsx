import { fullName } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { AttitudesCard } from "#tableau-de-bord/attitudes/pages.tsx";
import type { AttitudesDePeriode } from "#tableau-de-bord/attitudes/rules.ts";
import { Chaleur } from "#tableau-de-bord/chaleur.tsx";
import { Chronologie } from "#tableau-de-bord/chronologie.tsx";
import { parametres } from "#tableau-de-bord/demande.ts";
import { adresse, type Lecture, lieuText, type Partie, restreint } from "#tableau-de-bord/lecture.ts";
import { PreuvesCard } from "#tableau-de-bord/preuves/pages.tsx";
import type { Preuve } from "#tableau-de-bord/preuves/rules.ts";
import { RadarCard } from "#tableau-de-bord/radar/pages.tsx";
import { type Lieu, polesEvalues } from "#tableau-de-bord/rules.ts";
import { LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Empty } from "#ui/empty.tsx";
import { Stack } from "#ui/layout.tsx";
import { type Frame, Page } from "#ui/page.tsx";
import { Segmented } from "#ui/segmented.tsx";

type TableauProps = {
  frame: Frame;
  apprenant: { id: string; nom: string; prenom: string };
  classe: string | null;
  lecture: Lecture;
  /** the whole history, what is studied now first */
  parties: readonly Partie[];
  attitudes: readonly AttitudesDePeriode[];
  /** what the portfolio says of the competence asked for */
  preuves: readonly Preuve[];
};

/** By pôle where the diploma has some, and by place: links, so that an address keeps what one looks at. */
const Filtres = ({ parties, lecture }: Pick<TableauProps, "parties" | "lecture">) => {
  const { pole, lieu } = lecture.demande;
  const poles = new Set(
    parties.flatMap(({ ref, evaluations }) => polesEvalues(ref, evaluations)).map((p) => p.code),
  );
  const lieux: (Lieu | null)[] = [null, "etablissement", "entreprise"];
  return (
    <div class="tableau-filtres">
      {poles.size > 1 || pole !== null ? (
        <Segmented
          label="Pôle de compétences"
          segments={[null, ...poles].map((one) => ({
            href: adresse(lecture, { pole: one, axes: [], competence: null }),
            text: one === null ? "Tous les pôles" : one,
            current: one === pole,
          }))}
        />
      ) : null}
      <Segmented
        label="Lieu d’évaluation"
        segments={lieux.map((one) => ({
          href: adresse(lecture, { lieu: one }),
          text: one === null ? "Partout" : one === "entreprise" ? "En entreprise" : "Au lycée",
          current: one === lieu,
        }))}
      />
    </div>
  );
};

const Corps = ({ frame, lecture, parties, attitudes, preuves }: TableauProps) => {
  const { demande } = lecture;
  const { parties: shown, attitudes: observees } = restreint({ parties, attitudes }, demande);
  const explained = shown.find(({ evaluations }) =>
    evaluations.some(({ niveaux }) => demande.competence !== null && niveaux.has(demande.competence)),
  );
  return (
    <Stack>
      {parties.length > 0 ? <Filtres parties={parties} lecture={lecture} /> : null}
      {shown.length === 0 && parties.length > 0 ? (
        <Card>
          <Empty
            icon="search"
            action={<LinkButton href={adresse(lecture, { pole: null, lieu: null })}>Tout montrer</LinkButton>}
          >
            {`Aucune évaluation ${demande.lieu ? lieuText[demande.lieu] : "dans ce pôle"}${demande.lieu && demande.pole ? " dans ce pôle" : ""} pour l’instant.`}
          </Empty>
        </Card>
      ) : null}
      {shown.map((partie) => (
        <>
          <Chaleur partie={partie} lecture={lecture} />
          {partie === explained && demande.competence !== null ? (
            <PreuvesCard
              partie={partie}
              competence={demande.competence}
              preuves={preuves}
              lecture={lecture}
            />
          ) : null}
          <RadarCard frame={frame} partie={partie} lecture={lecture} />
        </>
      ))}
      {observees.length > 0 ? <AttitudesCard bilans={observees} lecture={lecture} /> : null}
      <Chronologie parties={shown} attitudes={observees} lecture={lecture} />
    </Stack>
  );
};

/** The dashboard of one learner (S-73, S-78): the heat table first, then the radar, the attitudes and time. */
export const TableauPage = (props: TableauProps) => {
  const { frame, apprenant, classe, lecture, parties, attitudes } = props;
  const { tutoie } = lecture;
  const nothing = parties.length + attitudes.length + lecture.bilans.length === 0;
  return (
    <Page
      frame={frame}
      title={tutoie ? "Mon tableau de bord" : `Tableau de bord : ${fullName(apprenant)}`}
      lead={classe ? `Classe ${classe}` : undefined}
      actions={
        nothing ? undefined : (
          <LinkButton
            kind="secondary"
            icon="printer"
            href={routes.tableauDeBordPdf.href(
              { apprenant: apprenant.id },
              { ...parametres(lecture.demande), competence: undefined },
            )}
          >
            Imprimer (PDF)
          </LinkButton>
        )
      }
      wide
    >
      {nothing ? (
        <Card>
          <Empty
            icon="chart-line"
            action={<LinkButton href={routes.accueil.href({})}>Revenir à l’accueil</LinkButton>}
          >
            {tutoie
              ? "Tes premières évaluations apparaîtront ici : celles du lycée, et tes bilans entreprise quand ils te seront transmis."
              : "Aucune évaluation pour l’instant. Les bilans entreprise apparaissent ici une fois transmis à l’apprenant."}
          </Empty>
        </Card>
      ) : (
        <Corps {...props} />
      )}
    </Page>
  );
};
