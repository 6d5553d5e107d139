import { avancement } from "#dossiers/rules/avancement.ts";
import { type CodeDocument, documentsDuDossier, estOuvert } from "#dossiers/rules/documents.ts";
import {
  attitudesAFaire,
  bilanAFaire,
  constats,
  type EtatDossier,
  lieuEnMots,
} from "#dossiers/rules/etat.ts";
import { prochaineTache } from "#dossiers/rules/prochaine-tache.ts";
import type { Actor } from "#kernel/actor.ts";
import { addDays, type CivilDate } from "#kernel/civil-date.ts";
import { dateRange, de, fullName } from "#kernel/french.ts";
import { statutDe } from "#referentiel/rules.ts";
import type { StatutPeriode } from "#referentiel/types.ts";
import { type Referentiels, referentielDe } from "#referentiel/versions.ts";
import { routes } from "#routes.ts";
import { LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Chip, Chips } from "#ui/chip.tsx";
import { Empty } from "#ui/empty.tsx";
import type { IconName } from "#ui/icon-sprite.ts";
import { Grid, Line, Stack } from "#ui/layout.tsx";
import { type Frame, Page } from "#ui/page.tsx";
import { Progress } from "#ui/progress.tsx";

type AccueilProps = {
  frame: Frame;
  actor: Actor;
  today: CivilDate;
  etats: EtatDossier[];
  referentiels: Referentiels;
};

type PeriodeCardProps = { etat: EtatDossier; actor: Actor; today: CivilDate; statut: StatutPeriode };

const moments = { "en-cours": "En ce moment", "a-venir": "À venir", terminee: "Périodes passées" };
type Moment = keyof typeof moments;
const momentDe = ({ periode }: EtatDossier, today: CivilDate): Moment =>
  avancement(periode.du, periode.au, today).etape;

/** Running first, then the next ones, then the past, the latest first. */
const enOrdre = (etats: readonly EtatDossier[], today: CivilDate): EtatDossier[] => {
  const of = (etat: EtatDossier) => Object.keys(moments).indexOf(momentDe(etat, today));
  return etats.toSorted(
    (a, b) =>
      of(a) - of(b) ||
      (of(a) === 1 ? a.periode.du.localeCompare(b.periode.du) : b.periode.du.localeCompare(a.periode.du)),
  );
};

const Documents = ({
  etat,
  actor,
  statut,
  sauf,
}: Omit<PeriodeCardProps, "today"> & { sauf?: CodeDocument }) => (
  <ul class="documents">
    {documentsDuDossier(etat, statut, actor)
      .filter((document) => document.code !== sauf)
      .map((document) => (
        <li>
          {estOuvert(document) ? (
            <a href={document.href} download={document.fichier}>
              {document.texte}
            </a>
          ) : (
            <span class="document-ferme">
              {document.nom}
              <span class="meta">{document.raison}</span>
            </span>
          )}
        </li>
      ))}
  </ul>
);

const Temps = ({ etat, today }: { etat: EtatDossier; today: CivilDate }) => {
  const { etape, texte, semaine, semaines } = avancement(etat.periode.du, etat.periode.au, today);
  return (
    <>
      <Line>
        {etape === "en-cours" ? <Chip kind="now">en ce moment</Chip> : null}
        <span class="meta periode-temps">
          {dateRange(etat.periode.du, etat.periode.au)} · <b>{texte}</b>
        </span>
      </Line>
      {etape === "en-cours" ? (
        <Progress bare value={semaine} max={semaines} label={`${etat.periode.nom} : ${texte}`} />
      ) : null}
    </>
  );
};

const MaPeriode = ({ etat, actor, today, statut }: PeriodeCardProps) => {
  const { etape } = avancement(etat.periode.du, etat.periode.au, today);
  return (
    <Card title={etat.periode.nom} meta={lieuEnMots(etat)} tone={etape === "en-cours" ? "you" : undefined}>
      <Temps etat={etat} today={today} />
      <Documents etat={etat} actor={actor} statut={statut} sauf="tableau-de-bord" />
    </Card>
  );
};

const statutOf = (referentiels: Referentiels, { periode }: EtatDossier) =>
  statutDe(referentielDe(referentiels, periode) ?? { statutsPeriode: [] }, periode.statut);

/** The learner's home: one thing to do next, then his periods. */
export const AccueilApprenant = ({ frame, actor, today, etats, referentiels }: AccueilProps) => {
  const ordered = enOrdre(etats, today);
  const waiting = ordered
    .map((etat) => ({ etat, tache: prochaineTache(etat, statutOf(referentiels, etat), today) }))
    .find(({ tache }) => tache !== null);
  return (
    <Page frame={frame} title={`Bonjour ${actor.prenom}`}>
      <Stack>
        {waiting?.tache ? (
          <Card title="À faire maintenant" meta={waiting.etat.periode.nom} tone="you">
            <p>{waiting.tache.phrase}</p>
            <Line>
              <LinkButton href={waiting.tache.href} kind="primary" icon="notebook-pen">
                {waiting.tache.bouton}
              </LinkButton>
            </Line>
          </Card>
        ) : null}
        {etats.length === 0 ? (
          <Card>
            <Empty icon="calendar-days">
              Aucune période pour l’instant. Ton professeur en crée une, et elle apparaît ici.
            </Empty>
          </Card>
        ) : (
          <>
            {waiting ? null : <p class="meta">Tu es à jour : rien ne t’attend pour l’instant.</p>}
            <h2>Mes périodes en entreprise</h2>
            <Grid wide>
              {ordered.map((etat) => (
                <MaPeriode etat={etat} actor={actor} today={today} statut={statutOf(referentiels, etat)} />
              ))}
            </Grid>
          </>
        )}
        {etats.length > 0 ? (
          <Line>
            <LinkButton href={routes.mesEvaluations.href({})} icon="clipboard-check">
              Mes évaluations
            </LinkButton>
            {actor.role === "apprenant" ? (
              <LinkButton href={routes.tableauDeBord.href({ apprenant: actor.apprenant })} icon="chart-line">
                Mon tableau de bord
              </LinkButton>
            ) : null}
          </Line>
        ) : null}
      </Stack>
    </Page>
  );
};

/** What the company is expected to do next: read the fiche once, then fill the bilan with the teacher. */
function attendu(
  etat: EtatDossier,
  statut: StatutPeriode,
  today: CivilDate,
): { code: CodeDocument; phrase: string } | null {
  if (!etat.tuteur.ficheLueLe && today <= etat.periode.au)
    return {
      code: "fiche",
      phrase: `À lire d’abord : les objectifs ${de(etat.apprenant.prenom)} et les tâches à lui confier.`,
    };
  if (attitudesAFaire(etat, statut, today) && today >= addDays(etat.periode.au, -7))
    return {
      code: "attitudes",
      phrase: `À remplir à la fin de la période : assiduité, communication, autonomie ${de(etat.apprenant.prenom)}.`,
    };
  if (bilanAFaire(etat, statut, today))
    return {
      code: "bilan-entreprise",
      phrase: "À remplir avec l’enseignant, à la fin de la période au plus tard.",
    };
  return null;
}

const icones: Partial<Record<CodeDocument, IconName>> = {
  fiche: "file-text",
  attitudes: "user-check",
  "bilan-entreprise": "clipboard-check",
};

/** One learner received: when, where things stand, the next thing to do as the one full button, then the rest. */
const MonApprenant = ({ etat, actor, today, statut }: PeriodeCardProps) => {
  const { etape } = avancement(etat.periode.du, etat.periode.au, today);
  const suite = attendu(etat, statut, today);
  const document = documentsDuDossier(etat, statut, actor)
    .filter(estOuvert)
    .find(({ code }) => code === suite?.code);
  return (
    <Card
      title={fullName(etat.apprenant)}
      level={3}
      meta={`${etat.classe.nom} · ${etat.periode.nom}`}
      tone={etape === "en-cours" ? "you" : undefined}
    >
      <Temps etat={etat} today={today} />
      <Chips>
        {constats(etat, statut, today)
          .filter(({ objet }) => objet !== "Tuteur")
          .map(({ objet, texte, nature }) => (
            <Chip kind={nature} label={objet}>
              {texte}
            </Chip>
          ))}
      </Chips>
      {suite && document ? (
        <>
          <p>{suite.phrase}</p>
          <Line>
            <LinkButton href={document.href} kind="primary" icon={icones[document.code]}>
              {document.texte}
            </LinkButton>
          </Line>
        </>
      ) : null}
      <Documents etat={etat} actor={actor} statut={statut} sauf={document?.code} />
    </Card>
  );
};

/** The home of a tuteur de stage or a maître d'apprentissage: each learner he follows, period by period. */
export const AccueilEntreprise = ({ frame, actor, today, etats, referentiels }: AccueilProps) => (
  <Page
    frame={frame}
    title={`Bonjour ${fullName(actor)}`}
    lead={
      actor.role === "maitre"
        ? "Les apprentis dont vous êtes le maître d’apprentissage : une carte par période."
        : "Les apprenants que vous accueillez : lisez la fiche de liaison, puis remplissez le bilan entreprise avec l’enseignant."
    }
  >
    {etats.length === 0 ? (
      <Card>
        <Empty icon="users">
          {actor.role === "maitre"
            ? "Aucune période pour vos apprentis en ce moment. Elle apparaîtra ici dès que l’établissement la crée."
            : "Aucun apprenant à suivre en ce moment. Écrivez au professeur référent si vous attendez un accès."}
        </Empty>
      </Card>
    ) : (
      <Stack wide>
        {(Object.keys(moments) as Moment[]).map((moment) => {
          const ici = enOrdre(etats, today).filter((etat) => momentDe(etat, today) === moment);
          return ici.length === 0 ? null : (
            <section class="stack">
              <h2>{moments[moment]}</h2>
              <Grid wide>
                {ici.map((etat) => (
                  <MonApprenant
                    etat={etat}
                    actor={actor}
                    today={today}
                    statut={statutOf(referentiels, etat)}
                  />
                ))}
              </Grid>
            </section>
          );
        })}
      </Stack>
    )}
  </Page>
);
