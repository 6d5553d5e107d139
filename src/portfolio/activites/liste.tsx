import type { FormKeys } from "#kernel/form.ts";
import { count } from "#kernel/french.ts";
import { intituleCondition, jour, PourLExport } from "#portfolio/activites/lecture.tsx";
import type { FaitsActivite, FaitsActivites } from "#portfolio/activites/load.ts";
import type { Vignette } from "#portfolio/activites/store.ts";
import { Exporter } from "#portfolio/exporter.tsx";
import { LectureSeule, PortfolioPage } from "#portfolio/pages.tsx";
import { droitsPortfolio } from "#portfolio/rights.ts";
import { routes } from "#routes.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Chip, Chips } from "#ui/chip.tsx";
import { ChoiceCard } from "#ui/choice-card.tsx";
import { Empty } from "#ui/empty.tsx";
import { Actions, Hidden, KeyFields } from "#ui/form.tsx";
import { Fold, Grid, Line, Stack } from "#ui/layout.tsx";
import { Menu, type MenuItem } from "#ui/menu.tsx";
import { Notice } from "#ui/notice.tsx";
import type { Screen } from "#web/act.ts";

type Cle = { dossier: string; activite: string };

type BoutonProps = Cle & {
  keys: FormKeys;
  exporter: boolean;
  /** words for who does not see the tile */
  about?: string;
  /** pressed on the page of the activity, where one comes back */
  page?: boolean;
};

/** « Choisir pour l’export » and « Retirer de l’export » (S-53). */
export const BoutonExport = ({ keys, dossier, activite, exporter, about, page }: BoutonProps) => (
  <form method="post" action={routes.activiteExport.href({ dossier, activite })}>
    <KeyFields keys={keys} />
    <Hidden name="decision" value={exporter ? "retirer" : "choisir"} />
    {page ? <Hidden name="page" value="activite" /> : null}
    <Button kind="secondary" about={about}>
      {exporter ? "Retirer de l’export" : "Choisir pour l’export"}
    </Button>
  </form>
);

type Place = { premiere: boolean; derniere: boolean };

const gestes = (cle: Cle, keys: FormKeys, { premiere, derniere }: Place): MenuItem[] => {
  const ordre = (decision: string) => ({
    action: routes.activiteOrdre.href(cle),
    keys,
    fields: { decision },
  });
  return [
    { text: "Modifier", icon: "pencil", href: routes.activite.href(cle) },
    premiere
      ? { text: "Monter", icon: "arrow-up", reason: "C’est déjà la première." }
      : { text: "Monter", icon: "arrow-up", ...ordre("monter") },
    derniere
      ? { text: "Descendre", icon: "arrow-down", reason: "C’est déjà la dernière." }
      : { text: "Descendre", icon: "arrow-down", ...ordre("descendre") },
    { text: "Dupliquer", icon: "copy", action: routes.activiteDupliquer.href(cle), keys },
    { text: "Retirer", icon: "trash-2", action: routes.activiteSupprimer.href(cle), keys },
  ];
};

type TuileProps = { dossier: string; vignette: Vignette; place: Place; keys: FormKeys; sien: boolean };

const Tuile = ({ dossier, vignette, place, keys, sien }: TuileProps) => {
  const cle = { dossier, activite: vignette.id };
  const about = `« ${vignette.titre} »`;
  return (
    <ChoiceCard
      href={routes.activite.href(cle)}
      current={false}
      title={vignette.titre}
      detail={
        [jour(vignette.date), vignette.machine].filter(Boolean).join(" · ") || "Date et machine à préciser"
      }
      menu={
        sien ? (
          <Menu
            id={`gestes-${vignette.id}`}
            label={`Actions pour ${about}`}
            items={gestes(cle, keys, place)}
          />
        ) : null
      }
    >
      <Chips>
        <PourLExport exporter={vignette.exporter} />
        {vignette.condition ? <Chip kind="plain">{intituleCondition(vignette.condition)}</Chip> : null}
        <Chip kind="plain">{count(vignette.taches, "tâche")}</Chip>
        <Chip kind="plain">{count(vignette.competences, "compétence")}</Chip>
      </Chips>
      {sien ? <BoutonExport keys={keys} {...cle} exporter={vignette.exporter} about={about} /> : null}
    </ChoiceCard>
  );
};

const Retirees = ({ dossier, vignettes }: { dossier: string; vignettes: readonly Vignette[] }) => (
  <Fold summary={`Activités retirées (${vignettes.length})`}>
    <ul class="plain-list">
      {vignettes.map((vignette) => (
        <li>
          <a href={routes.activiteRetablir.href({ dossier, activite: vignette.id })}>
            Rétablir « {vignette.titre} »
          </a>
        </li>
      ))}
    </ul>
  </Fold>
);

/** The tiles of the activities presented (S-52), and how to add one. */
export const ActivitesPage = ({ faits, screen }: { faits: FaitsActivites; screen: Screen }) => {
  const sien = droitsPortfolio.ecrire(screen.actor, faits).ok;
  const { dossier } = faits;
  const la = faits.vignettes.filter((vignette) => !vignette.retiree);
  const choisies = la.filter(({ exporter }) => exporter).length;
  const retirees = faits.vignettes.filter((vignette) => vignette.retiree);
  const ajouter = (
    <LinkButton href={routes.activiteNouvelle.href({ dossier })} kind="primary" icon="plus">
      Ajouter une activité
    </LinkButton>
  );
  return (
    <PortfolioPage frame={screen.frame} actor={screen.actor} faits={faits} onglet="activites">
      <Stack>
        {la.length === 0 ? (
          <Card>
            <Empty icon="wrench" action={sien ? ajouter : null}>
              {sien
                ? "Choisis une intervention qui t’a appris quelque chose et raconte-la : au moins une activité significative est attendue sur la période."
                : `${faits.apprenant.prenom} n’a pas encore présenté d’activité. Au moins une activité significative est attendue sur la période.`}
            </Empty>
          </Card>
        ) : (
          <>
            <Line spread>
              <h2>{count(la.length, "activité présentée", "activités présentées")}</h2>
              {sien ? ajouter : null}
            </Line>
            <p class="meta">
              {choisies === 0
                ? "Aucune n’est choisie pour l’export."
                : `${count(choisies, "activité choisie", "activités choisies")} pour l’export${choisies > 1 ? ", dans cet ordre" : ""}.`}
            </p>
            <Grid>
              {la.map((vignette, index) => (
                <Tuile
                  dossier={dossier}
                  vignette={vignette}
                  place={{ premiere: index === 0, derniere: index === la.length - 1 }}
                  keys={screen.frame.keys}
                  sien={sien}
                />
              ))}
            </Grid>
          </>
        )}
        {sien && retirees.length > 0 ? <Retirees dossier={dossier} vignettes={retirees} /> : null}
        <Exporter dossier={dossier} choisies={choisies} presentees={la.length} sien={sien} />
        {sien ? null : <LectureSeule faits={faits} />}
      </Stack>
    </PortfolioPage>
  );
};

/** After taking one out: the way back stays open. */
export const RetireePage = ({
  faits,
  screen,
  activite,
}: {
  faits: FaitsActivite;
  screen: Screen;
  activite: string;
}) => (
  <PortfolioPage frame={screen.frame} actor={screen.actor} faits={faits} onglet="activites">
    <Card>
      <Notice kind="success" title="Activité retirée.">
        « {faits.ecrit.contenu.titre as string} » n’est plus dans ton portfolio. Rien n’est effacé : tu peux
        la rétablir quand tu veux.
      </Notice>
      <form method="post" action={routes.activiteRetablir.href({ dossier: faits.dossier, activite })}>
        <KeyFields keys={screen.frame.keys} />
        <Actions>
          <Button icon="undo-2">Rétablir</Button>
          <LinkButton href={routes.activites.href({ dossier: faits.dossier })} kind="quiet">
            Toutes mes activités
          </LinkButton>
        </Actions>
      </form>
    </Card>
  </PortfolioPage>
);
