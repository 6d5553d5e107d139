import type { BilanRecu } from "#evaluations/store.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { count, instantText, longDate } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Chip } from "#ui/chip.tsx";
import { Empty } from "#ui/empty.tsx";
import { Stack } from "#ui/layout.tsx";
import { type Frame, Page } from "#ui/page.tsx";
import { RowItem, Rows } from "#ui/rows.tsx";

type MesEvaluationsProps = {
  frame: Frame;
  apprenant: string;
  fuseau: string;
  recus: readonly BilanRecu[];
  evaluations: readonly { id: string; date: CivilDate; titre: string; n: number }[];
  bilans: readonly { id: string; date: CivilDate; auteur: string; commentaire: string }[];
};

const Recu = ({ recu, fuseau }: { recu: BilanRecu; fuseau: string }) => (
  <RowItem
    title={`Bilan entreprise, ${recu.periode}`}
    href={recu.etat === "transmis" ? routes.bilanEntreprise.href({ dossier: recu.dossier }) : undefined}
    detail={
      recu.etat === "transmis"
        ? [longDate(recu.date), recu.entreprise].filter(Boolean).join(" · ")
        : `Rouvert\u00a0: modifié le ${instantText(recu.modifieLe, fuseau)} par ${recu.modifiePar}. Tu le reliras quand il te sera transmis de nouveau.`
    }
    chips={
      recu.etat === "rouvert" ? (
        <Chip kind="progress">en cours de modification</Chip>
      ) : recu.vuLe ? (
        <Chip kind="success">lu</Chip>
      ) : (
        <Chip kind="now" icon="eye">
          à lire
        </Chip>
      )
    }
  />
);

/** « Mes évaluations » (S-78): what the learner was given to read. */
export const MesEvaluationsPage = (props: MesEvaluationsProps) => {
  const { frame, apprenant, fuseau, recus, evaluations, bilans } = props;
  const board = (
    <LinkButton href={routes.tableauDeBord.href({ apprenant })} icon="chart-line">
      Voir mon tableau de bord
    </LinkButton>
  );
  const nothing = recus.length + evaluations.length + bilans.length === 0;
  return (
    <Page frame={frame} title="Mes évaluations" actions={nothing ? undefined : board}>
      {nothing ? (
        <Card>
          <Empty icon="clipboard-check" action={board}>
            Tu n’as pas encore d’évaluation. Tes bilans entreprise apparaîtront ici dès qu’ils te seront
            transmis.
          </Empty>
        </Card>
      ) : (
        <Stack>
          <Card title="En entreprise" flush>
            {recus.length > 0 ? (
              <Rows label="Bilans entreprise">
                {recus.map((recu) => (
                  <Recu recu={recu} fuseau={fuseau} />
                ))}
              </Rows>
            ) : (
              <Empty icon="building-2">Aucun bilan entreprise ne t’a encore été transmis.</Empty>
            )}
          </Card>
          {evaluations.length > 0 ? (
            <Card title="Au lycée" flush>
              <Rows label="Évaluations au lycée">
                {evaluations.map(({ id, titre, date, n }) => (
                  <RowItem
                    title={titre}
                    href={routes.evaluation.href({ evaluation: id })}
                    detail={`${longDate(date)} · ${count(n, "compétence")}`}
                  />
                ))}
              </Rows>
            </Card>
          ) : null}
          {bilans.length > 0 ? (
            <Card title="Bilans intermédiaires" flush>
              <Rows label="Bilans intermédiaires">
                {bilans.map(({ id, date, auteur, commentaire }) => (
                  <RowItem
                    action={
                      <LinkButton
                        kind="quiet"
                        icon="printer"
                        href={routes.bilanIntermediairePdf.href({ bilan: id })}
                        about={`le bilan du ${longDate(date)}`}
                      >
                        Imprimer
                      </LinkButton>
                    }
                    title={`Bilan intermédiaire du ${longDate(date)}`}
                    detail={[`par ${auteur}`, commentaire ? `«\u00a0${commentaire}\u00a0»` : null]
                      .filter(Boolean)
                      .join(" · ")}
                  />
                ))}
              </Rows>
            </Card>
          ) : null}
        </Stack>
      )}
    </Page>
  );
};
