import type { Child } from "hono/jsx";
import { estEnseignantDuDossier } from "#dossiers/rights.ts";
import { barreVoisins } from "#dossiers/rules/voisins.ts";
import { ListeEtapes } from "#fiche-de-liaison/liste-etapes.tsx";
import { leJour, leMoment } from "#fiche-de-liaison/rules.ts";
import type { FaitsFiche } from "#fiche-de-liaison/store.ts";
import type { Actor } from "#kernel/actor.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { count, dateRange, de, fullName } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { Chip, Chips } from "#ui/chip.tsx";
import { Stack } from "#ui/layout.tsx";
import { type Frame, Page } from "#ui/page.tsx";
import { Tabs } from "#ui/tabs.tsx";

type Onglet = "lieu" | "objectifs" | "activites" | "organisation" | "historique";

const lecteurs = { tuteur: "le tuteur", maitre: "le maître d’apprentissage" };

/** Who of the company has read the fiche; said to the learner and to his teachers. */
const lectures = (faits: FaitsFiche, actor: Actor) =>
  actor.role === "apprenant" || actor.role === "enseignant"
    ? faits.lectures.map(({ role, le }) => (
        <Chip kind="success" icon="eye">
          Fiche lue par {lecteurs[role]} {leJour(le, actor.etablissement.fuseau)}
        </Chip>
      ))
    : [];

/** Where the objectives and the tasks come from: the annexe, or somebody's hand. */
const Provenance = ({ fiche, fuseau }: { fiche: FaitsFiche["fiche"]; fuseau: string }) =>
  fiche.individualisee && fiche.le ? (
    <Chip kind="success" icon="user-check">
      Individualisée {leMoment(fiche.le, fuseau)}
      {fiche.auteur ? ` par ${fullName(fiche.auteur)}` : ""}
    </Chip>
  ) : (
    <Chip kind="plain" icon="file-text">
      Conforme à l’annexe pédagogique de la période
    </Chip>
  );

type Props = {
  faits: FaitsFiche;
  actor: Actor;
  frame: Frame;
  today?: CivilDate;
  onglet: Onglet;
  children?: Child;
};

/** The page of one tab of a fiche de liaison, whoever reads it. */
export const FichePage = ({ faits, actor, frame, today, onglet, children }: Props) => {
  const { dossier, periode } = faits;
  const mien = actor.role === "apprenant";
  const tuteurs =
    estEnseignantDuDossier(actor, faits) && faits.apprenant.statut === "scolaire"
      ? routes.tuteurs.href({ periode: periode.id }, { dossier })
      : null;
  return (
    <Page
      frame={frame}
      title={mien ? "Ma fiche de liaison" : `Fiche de liaison ${de(fullName(faits.apprenant))}`}
      lead={`${periode.nom}, ${dateRange(periode.du, periode.au)}`}
      back={{ href: routes.dossier.href({ dossier }), text: mien ? "Mon dossier" : "Dossier" }}
      voisins={barreVoisins(actor, faits, (voisin) => routes.fiche.href({ dossier: voisin, onglet }))}
    >
      <Tabs
        label="Fiche de liaison"
        tabs={[
          {
            href: routes.ficheLieu.href({ dossier }),
            text: "Lieu de réalisation",
            current: onglet === "lieu",
          },
          {
            href: routes.ficheObjectifs.href({ dossier }),
            text: "Objectifs",
            current: onglet === "objectifs",
            counter: {
              value: faits.fiche.objectifs.length,
              words: count(faits.fiche.objectifs.length, "objectif"),
            },
          },
          {
            href: routes.ficheActivites.href({ dossier }),
            text: "Activités",
            current: onglet === "activites",
            counter: {
              value: faits.fiche.taches.length,
              words: count(faits.fiche.taches.length, "activité"),
            },
          },
          {
            href: routes.ficheOrganisation.href({ dossier }),
            text: "Organisation",
            current: onglet === "organisation",
          },
        ]}
      />
      <Stack>
        {today && (mien || actor.role === "enseignant") && onglet !== "historique" ? (
          <ListeEtapes faits={faits} actor={actor} today={today} repliee={onglet !== "lieu"} />
        ) : null}
        <Chips>
          {onglet === "objectifs" || onglet === "activites" ? (
            <Provenance fiche={faits.fiche} fuseau={actor.etablissement.fuseau} />
          ) : null}
          {lectures(faits, actor)}
        </Chips>
        {children}
        {onglet === "historique" ? null : (
          <p>
            <a href={routes.ficheHistorique.href({ dossier })}>Qui a changé quoi dans cette fiche</a>
          </p>
        )}
        {tuteurs && onglet === "lieu" ? (
          <p>
            <a href={tuteurs}>Gestion des tuteurs</a> : envoyer ou invalider le lien d’accès du tuteur.
          </p>
        ) : null}
      </Stack>
    </Page>
  );
};
