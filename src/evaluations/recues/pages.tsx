import type { BilanRecu, Recues, TypeRecu } from "#evaluations/recues/rules.ts";
import { count, instantText, longDate } from "#kernel/french.ts";
import type { Marque } from "#portfolio/lecture/rules.ts";
import { routes } from "#routes.ts";
import { LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Chip } from "#ui/chip.tsx";
import { Empty } from "#ui/empty.tsx";
import { Stack } from "#ui/layout.tsx";
import { type Frame, Page } from "#ui/page.tsx";
import { RowItem, Rows } from "#ui/rows.tsx";

type MesEvaluationsProps = Recues & {
  frame: Frame;
  apprenant: string;
  fuseau: string;
  /** what came since the last visit, by id */
  marques: ReadonlyMap<string, Marque>;
  /** null at the first one */
  derniere: Date | null;
};

const titres: Record<TypeRecu, string> = {
  entreprise: "Bilan entreprise",
  attitudes: "Attitudes professionnelles",
  certificatif: "Grille certificative",
};
const adresses: Record<TypeRecu, (dossier: string) => string> = {
  entreprise: (dossier) => routes.bilanEntreprise.href({ dossier }),
  attitudes: (dossier) => routes.attitudes.href({ dossier }),
  certificatif: (dossier) => routes.grilleCertificative.href({ dossier }),
};

const Nouveaute = ({ marque }: { marque: Marque | undefined }) =>
  marque ? (
    <Chip kind="now" icon="bell">
      {marque}
    </Chip>
  ) : null;

/** Only the bilan entreprise asks « J’ai pris connaissance ». */
const Etat = ({ recu, marque }: { recu: BilanRecu; marque: Marque | undefined }) => {
  if (recu.etat === "rouvert") return <Chip kind="progress">en cours de modification</Chip>;
  if (recu.type !== "entreprise") return <Nouveaute marque={marque} />;
  return (
    <>
      <Nouveaute marque={marque} />
      {recu.vuLe ? (
        <Chip kind="success">lu</Chip>
      ) : (
        <Chip kind="now" icon="eye">
          à lire
        </Chip>
      )}
    </>
  );
};

const Recu = ({ recu, marque, fuseau }: { recu: BilanRecu; marque: Marque | undefined; fuseau: string }) => (
  <RowItem
    title={`${titres[recu.type]}, ${recu.periode}`}
    href={recu.etat === "transmis" ? adresses[recu.type](recu.dossier) : undefined}
    detail={
      recu.etat === "transmis"
        ? [longDate(recu.date), recu.entreprise].filter(Boolean).join(" · ")
        : `Rouvert\u00a0: modifié le ${instantText(recu.modifieLe, fuseau)} par ${recu.modifiePar}. Tu le reliras quand il te sera transmis de nouveau.`
    }
    chips={<Etat recu={recu} marque={marque} />}
  />
);

const AuLycee = ({ evaluations, marques }: Pick<MesEvaluationsProps, "evaluations" | "marques">) => (
  <Card title="Au lycée" flush>
    <Rows label="Évaluations au lycée">
      {evaluations.map(({ id, titre, date, competences }) => (
        <RowItem
          title={titre}
          href={routes.evaluation.href({ evaluation: id })}
          detail={`${longDate(date)} · ${count(competences, "compétence")}`}
          chips={marques.get(id) ? <Nouveaute marque={marques.get(id)} /> : undefined}
        />
      ))}
    </Rows>
  </Card>
);

const Intermediaires = ({ bilans, marques }: Pick<MesEvaluationsProps, "bilans" | "marques">) => (
  <Card title="Bilans intermédiaires" flush>
    <Rows label="Bilans intermédiaires">
      {bilans.map(({ id, date, auteur, commentaire }) => (
        <RowItem
          title={`Bilan intermédiaire du ${longDate(date)}`}
          detail={[`par ${auteur}`, commentaire ? `«\u00a0${commentaire}\u00a0»` : null]
            .filter(Boolean)
            .join(" · ")}
          chips={marques.get(id) ? <Nouveaute marque={marques.get(id)} /> : undefined}
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
        />
      ))}
    </Rows>
  </Card>
);

/** « Mes évaluations » (S-59, S-78): what the learner was given to read, the latest first, what is new marked. */
export const MesEvaluationsPage = (props: MesEvaluationsProps) => {
  const { frame, apprenant, fuseau, recus, evaluations, bilans, marques, derniere } = props;
  const board = (
    <LinkButton href={routes.tableauDeBord.href({ apprenant })} icon="chart-line">
      Voir mon tableau de bord
    </LinkButton>
  );
  const nothing = recus.length + evaluations.length + bilans.length === 0;
  const fresh = [...marques.values()].filter(Boolean).length;
  return (
    <Page
      frame={frame}
      title="Mes évaluations"
      lead={
        nothing || derniere === null
          ? undefined
          : `${fresh > 0 ? count(fresh, "nouveauté") : "Rien de nouveau"} depuis ta visite du ${instantText(derniere, fuseau)}`
      }
      actions={nothing ? undefined : board}
    >
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
              <Rows label="Bilans en entreprise">
                {recus.map((recu) => (
                  <Recu recu={recu} marque={marques.get(recu.id)} fuseau={fuseau} />
                ))}
              </Rows>
            ) : (
              <Empty icon="building-2">Aucun bilan ne t’a encore été transmis.</Empty>
            )}
          </Card>
          {evaluations.length > 0 ? <AuLycee evaluations={evaluations} marques={marques} /> : null}
          {bilans.length > 0 ? <Intermediaires bilans={bilans} marques={marques} /> : null}
        </Stack>
      )}
    </Page>
  );
};
