import type { Actor } from "#kernel/actor.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import type { Decision } from "#kernel/decision.ts";
import type { FormState } from "#kernel/form.ts";
import { count, dateRange, listName } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { direSejour, EtatChip, enBref } from "#tuteurs/etat.tsx";
import { IdentiteDuTuteur } from "#tuteurs/identite.tsx";
import { gestionHref } from "#tuteurs/liens.ts";
import type { Gestion } from "#tuteurs/load.ts";
import { etatTuteur, type FiltreTuteurs, filtresTuteurs } from "#tuteurs/rules.ts";
import type { LigneTuteur } from "#tuteurs/store.ts";
import { LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Empty } from "#ui/empty.tsx";
import { Line, Stack } from "#ui/layout.tsx";
import { type Frame, Page } from "#ui/page.tsx";
import { RowItem, Rows } from "#ui/rows.tsx";
import { Filters } from "#ui/segmented.tsx";

type Props = {
  gestion: Gestion;
  actor: Actor;
  frame: Frame;
  today: CivilDate;
  form: FormState;
  inviter: Decision;
  /** how many tutors may be invited at once */
  prets: number;
};

/** « Gestion des tuteurs »: as in the manual, the learners at the left, the identity of one's tutor at the right. */
export const GestionPage = ({ gestion, actor, frame, today, form, inviter, prets }: Props) => {
  const { periode, lignes, filtre, choisi } = gestion;
  const retour = routes.periodes.href({}, { niveau: periode.niveau, periode: periode.id });
  const terminer = (
    <LinkButton href={retour} kind="secondary" icon="check">
      Terminer
    </LinkButton>
  );
  return (
    <Page
      frame={frame}
      title="Gestion des tuteurs"
      lead={`${periode.nom}, ${dateRange(periode.du, periode.au)}`}
      back={{ href: retour, text: "Vue par périodes" }}
      actions={
        <Line>
          <LinkButton href={routes.tuteursTous.href({ periode: periode.id })} icon="send">
            {`Inviter tous les tuteurs (${count(prets, "prêt")})`}
          </LinkButton>
          {terminer}
        </Line>
      }
    >
      {lignes.length === 0 ? (
        <Empty icon="users" action={terminer}>
          Cette période n’a pas encore d’apprenants.
        </Empty>
      ) : (
        <Stack>
          <Filtres periode={periode.id} lignes={lignes} filtre={filtre} />
          <div class="tuteurs">
            <Liste gestion={gestion} fuseau={actor.etablissement.fuseau} today={today} />
            {choisi ? (
              <IdentiteDuTuteur
                choisi={choisi}
                filtre={filtre}
                actor={actor}
                frame={frame}
                today={today}
                form={form}
                inviter={inviter}
              />
            ) : null}
          </div>
        </Stack>
      )}
    </Page>
  );
};

const Filtres = ({
  periode,
  lignes,
  filtre,
}: {
  periode: string;
  lignes: readonly LigneTuteur[];
  filtre: FiltreTuteurs | null;
}) => (
  <Filters
    label="Tuteurs affichés"
    filters={[
      {
        href: routes.tuteurs.href({ periode }),
        text: "Tous",
        count: lignes.length,
        current: filtre === null,
      },
      ...Object.entries(filtresTuteurs).map(([code, { texte, garde }]) => ({
        href: routes.tuteurs.href({ periode }, { filtre: code }),
        text: texte,
        count: lignes.filter(garde).length,
        current: filtre === code,
      })),
    ]}
  />
);

const VIDE: Record<FiltreTuteurs, string> = {
  "pas-venus": "Aucun tuteur invité n’attend sa première visite.",
  refusees: "Aucune adresse n’a été refusée.",
};

const Liste = ({ gestion, fuseau, today }: { gestion: Gestion; fuseau: string; today: CivilDate }) => {
  const { periode, lignes, filtre, choisi } = gestion;
  const gardees = filtre ? lignes.filter(filtresTuteurs[filtre].garde) : lignes;
  return (
    <Card title="Apprenants" meta={`${new Set(gardees.map((ligne) => ligne.apprenant)).size}`} flush>
      {gardees.length === 0 && filtre ? (
        <Empty icon="check">{VIDE[filtre]}</Empty>
      ) : (
        <Rows label="Apprenants de la période">
          {gardees.map((ligne) => (
            <RowItem
              title={
                <a
                  href={gestionHref(periode.id, { dossier: ligne.dossier, rang: ligne.accueil.rang }, filtre)}
                  aria-current={ligne.accueil.id === choisi?.ligne.accueil.id ? "true" : undefined}
                >
                  {listName(ligne)}
                  {ligne.plusieurs ? <span class="sr-only"> {direSejour(ligne)}</span> : null}
                </a>
              }
              detail={<Detail ligne={ligne} fuseau={fuseau} today={today} />}
              chips={<EtatChip etat={etatTuteur(ligne.statut, ligne.invitation, today)} fuseau={fuseau} />}
            />
          ))}
        </Rows>
      )}
    </Card>
  );
};

/** The group, the company when there are two, then the tutor: where he stands and the days left. */
const Detail = ({ ligne, fuseau, today }: { ligne: LigneTuteur; fuseau: string; today: CivilDate }) => {
  const bref = enBref(ligne, fuseau, today);
  return (
    <>
      {ligne.classe.nom}
      {ligne.plusieurs ? `, ${direSejour(ligne)}` : null}
      {bref ? <span class="row-line">{bref}</span> : null}
    </>
  );
};
