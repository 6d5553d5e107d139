import type { Child } from "hono/jsx";
import type { CivilDate } from "#kernel/civil-date.ts";
import { count, dateRange, fullDate, fullName, longDate } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Chip } from "#ui/chip.tsx";
import { Empty } from "#ui/empty.tsx";
import { Fold, Grid, Line, Stack } from "#ui/layout.tsx";
import { type Frame, Page } from "#ui/page.tsx";
import { Joindre, LieuDeVisite, LieuxDeVisite } from "#visites/lieu.tsx";
import { formes, lieuDu, momentDe, type Visite } from "#visites/rules.ts";
import type { DossierDuVisiteur } from "#visites/store.ts";

type Props = {
  frame: Frame;
  dossiers: readonly DossierDuVisiteur[];
  today: CivilDate;
  /** the teacher's own role */
  moi: string;
};

type Rendezvous = { dossier: DossierDuVisiteur; visite: Visite };

/** « 14 h 30 » */
export const heureDe = (visite: Visite): string =>
  visite.heure ? `${Number(visite.heure.slice(0, 2))} h ${visite.heure.slice(3)}` : "heure à fixer";

const parDate = (a: Rendezvous, b: Rendezvous) =>
  `${a.visite.date} ${a.visite.heure ?? ""}`.localeCompare(`${b.visite.date} ${b.visite.heure ?? ""}`);

/** « Mes visites », made for the phone: today, what waits to be told, what comes, what is still to plan. */
export const MesVisitesPage = (props: Props) => {
  const { frame, dossiers, today, moi } = props;
  const all = dossiers
    .flatMap((dossier) => dossier.visites.map((visite) => ({ dossier, visite })))
    .filter(({ visite }) => visite.visiteur.id === moi)
    .toSorted(parDate);
  const at = (moment: ReturnType<typeof momentDe>) =>
    all.filter(({ visite }) => momentDe(visite, today) === moment);
  const aPlanifier = dossiers.filter(
    (one) => one.periode.au >= today && one.visites.every((visite) => visite.etat === "annulee"),
  );
  const faites = at("faite").toReversed();
  const nothing = all.length === 0 && aPlanifier.length === 0;
  return (
    <Page
      frame={frame}
      title="Mes visites"
      lead={fullDate(today)}
      actions={
        all.length > 0 ? (
          <LinkButton href={routes.mesVisitesIcs.href({})} icon="calendar-plus" download>
            Vers mon agenda
          </LinkButton>
        ) : undefined
      }
    >
      {nothing ? (
        <Card>
          <Empty
            icon="map-pin"
            action={<LinkButton href={routes.periodes.href({})}>Voir les périodes</LinkButton>}
          >
            Aucune visite pour vous. Les visites se répartissent depuis le menu d’une période, « Référents et
            visites ».
          </Empty>
        </Card>
      ) : (
        <Stack wide>
          <Partie {...props} titre="Aujourd’hui" visites={at("aujourdhui")} tone="you" />
          <Partie {...props} titre="À raconter" visites={at("a-raconter")} />
          <Partie {...props} titre="À venir" visites={at("a-venir")} />
          {aPlanifier.length > 0 ? (
            <Section titre={`À planifier (${aPlanifier.length})`}>
              {aPlanifier.map((one) => (
                <Card title={fullName(one.apprenant)} level={3} meta={`${one.classe} · ${one.periode.nom}`}>
                  <p class="meta">
                    {dateRange(one.periode.du, one.periode.au)} ·{" "}
                    {one.qualite === "visiteur" ? "visite à vous" : "vous êtes référent"}
                  </p>
                  <LieuxDeVisite {...one} />
                  <Line>
                    <LinkButton
                      href={routes.visites.href({ dossier: one.dossier })}
                      kind="primary"
                      icon="calendar-plus"
                      about={`pour ${fullName(one.apprenant)}`}
                    >
                      Fixer la visite
                    </LinkButton>
                  </Line>
                </Card>
              ))}
            </Section>
          ) : null}
          {faites.length > 0 ? (
            <Fold summary={`${count(faites.length, "visite")} ${faites.length > 1 ? "faites" : "faite"}`}>
              <ul class="stack stack-tight">
                {faites.map(({ dossier, visite }) => (
                  <li>
                    <a href={routes.visite.href({ visite: visite.id })}>
                      {fullName(dossier.apprenant)}, le {longDate(visite.date)}
                    </a>
                  </li>
                ))}
              </ul>
            </Fold>
          ) : null}
        </Stack>
      )}
    </Page>
  );
};

const Section = ({ titre, children }: { titre: string; children: Child }) => (
  <section class="stack">
    <h2>{titre}</h2>
    <Grid wide>{children}</Grid>
  </section>
);

const Partie = ({
  titre,
  visites,
  tone,
  ...props
}: Props & { titre: string; visites: Rendezvous[]; tone?: "you" }) =>
  visites.length > 0 ? (
    <Section titre={titre}>
      {visites.map((one) => (
        <Carte {...props} {...one} tone={tone} />
      ))}
    </Section>
  ) : null;

/** One visit: when, where, whom; call, go, begin. */
const Carte = ({ dossier, visite, today, tone }: Props & Rendezvous & { tone?: "you" | undefined }) => {
  const name = fullName(dossier.apprenant);
  const moment = momentDe(visite, today);
  const lieu = lieuDu(dossier.lieux, visite.date);
  return (
    <Card title={name} level={3} meta={`${dossier.classe} · ${dossier.periode.nom}`} tone={tone}>
      <Line>
        <b>{moment === "aujourdhui" ? heureDe(visite) : `${fullDate(visite.date)}, ${heureDe(visite)}`}</b>
        <Chip kind="neutral">{formes[visite.forme]}</Chip>
      </Line>
      <LieuDeVisite lieu={lieu} />
      <Joindre lieu={lieu} about={`pour ${name}`} />
      <Line>
        {moment === "aujourdhui" ? (
          <LinkButton
            href={routes.rencontre.href({ visite: visite.id })}
            kind="primary"
            icon="clipboard-check"
            about={name}
          >
            Commencer la visite
          </LinkButton>
        ) : null}
        <LinkButton
          href={routes.visite.href({ visite: visite.id })}
          kind={moment === "a-raconter" ? "primary" : "secondary"}
          icon="notebook-pen"
          about={`pour ${name}`}
        >
          {moment === "a-venir" ? "Déplacer ou annuler" : "Compte rendu"}
        </LinkButton>
      </Line>
    </Card>
  );
};
