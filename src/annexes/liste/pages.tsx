import {
  type AnnexeListee,
  cleNiveau,
  type Demande,
  type Selection,
  type Tri,
} from "#annexes/liste/selection.ts";
import { type Annexe, emissionPossible } from "#annexes/rules.ts";
import { civilDateIn } from "#kernel/civil-date.ts";
import { count, fullName, shortDate } from "#kernel/french.ts";
import { abregeNiveauClasse } from "#referentiel/rules.ts";
import { type Referentiels, referentielDe } from "#referentiel/versions.ts";
import { routes } from "#routes.ts";
import { LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Empty } from "#ui/empty.tsx";
import { Line, Stack } from "#ui/layout.tsx";
import { type Frame, Page } from "#ui/page.tsx";
import { Search } from "#ui/search.tsx";
import { Filters, Segmented } from "#ui/segmented.tsx";
import { Table } from "#ui/table.tsx";

type AnnexesPageProps = {
  frame: Frame;
  selection: Selection;
  demande: Demande;
  /** annexes of the school, whatever is asked */
  total: number;
  referentiels: Referentiels;
  fuseau: string;
};

const niveauDe = (referentiels: Referentiels, annexe: Annexe): string => {
  const ref = referentielDe(referentiels, annexe);
  return ref ? `${abregeNiveauClasse(ref, annexe.niveau)} ${ref.sigle}` : annexe.niveau;
};

const tris: Record<Tri, string> = {
  recentes: "Récentes",
  anciennes: "Anciennes",
  titre: "Titre",
  utilisees: "Usage",
};

/** The address of the same list with one thing changed. */
const avec = (demande: Demande, change: Partial<Demande>): string => {
  const { recherche, tri, niveau, archivees } = { ...demande, ...change };
  return routes.annexes.href(
    {},
    {
      q: recherche,
      tri: tri === "recentes" ? undefined : tri,
      niveau,
      etat: archivees ? "archivees" : undefined,
    },
  );
};

const Filtres = ({
  selection,
  demande,
  referentiels,
}: Pick<AnnexesPageProps, "selection" | "demande" | "referentiels">) => {
  const { niveaux, actives, archivees } = selection.comptes;
  const all = { niveau: "", archivees: false };
  return (
    <Filters
      label="Annexes par niveau"
      filters={[
        {
          href: avec(demande, all),
          text: "Toutes",
          count: actives,
          current: !demande.archivees && demande.niveau === "",
        },
        ...niveaux.map(({ exemple, nombre }) => ({
          href: avec(demande, { niveau: cleNiveau(exemple), archivees: false }),
          text: niveauDe(referentiels, exemple),
          count: nombre,
          current: !demande.archivees && demande.niveau === cleNiveau(exemple),
        })),
        {
          href: avec(demande, { ...all, archivees: true }),
          text: "Archivées",
          count: archivees,
          current: demande.archivees,
        },
      ]}
    />
  );
};

const Rien = ({ demande, total }: Pick<AnnexesPageProps, "demande" | "total">) =>
  total === 0 ? (
    <Empty
      icon="file-text"
      action={
        <LinkButton href={routes.annexeNouvelle.href({})} kind="primary" icon="plus">
          Écrire la première annexe
        </LinkButton>
      }
    >
      Aucune annexe pédagogique pour l’instant. Elle donne les objectifs et les tâches d’une période.
    </Empty>
  ) : (
    <Empty
      icon="search"
      action={<LinkButton href={routes.annexes.href({})}>Voir toutes les annexes</LinkButton>}
    >
      {demande.recherche
        ? `Aucune annexe ne correspond à « ${demande.recherche} ».`
        : demande.archivees
          ? "Aucune annexe archivée."
          : "Aucune annexe à ce niveau."}
    </Empty>
  );

const Emettre = ({ annexe }: { annexe: AnnexeListee }) => {
  const decision = emissionPossible(annexe);
  return decision.ok ? (
    <LinkButton
      href={routes.annexeEmettre.href({ annexe: annexe.id })}
      icon="calendar-plus"
      about={`à partir de ${annexe.titre}`}
    >
      Émettre une période
    </LinkButton>
  ) : (
    <span class="meta">{decision.message}</span>
  );
};

const Liste = ({
  selection,
  referentiels,
  fuseau,
}: Pick<AnnexesPageProps, "selection" | "referentiels" | "fuseau">) => (
  <Table
    caption="Annexes pédagogiques de l’établissement"
    hideCaption
    columns={[
      { text: "Titre" },
      { text: "Niveau" },
      { text: "Auteur" },
      { text: "Créée le" },
      { text: "Périodes émises" },
      { text: "Action", hidden: true },
    ]}
    rows={selection.annexes.map((annexe) => ({
      header: <a href={routes.annexe.href({ annexe: annexe.id })}>{annexe.titre}</a>,
      cells: [
        niveauDe(referentiels, annexe),
        fullName(annexe.auteur),
        shortDate(civilDateIn(annexe.creeLe, fuseau)),
        annexe.periodes === 0 ? "aucune" : count(annexe.periodes, "période"),
        <Emettre annexe={annexe} />,
      ],
    }))}
  />
);

/** The school's annexes: searched, sorted, by level and diploma; archived ones apart. */
export const AnnexesPage = (props: AnnexesPageProps) => {
  const { frame, selection, demande, total } = props;
  const { recherche: _, ...kept } = demande;
  return (
    <Page
      frame={frame}
      title="Annexes pédagogiques"
      lead="Les objectifs et les activités d’une période en entreprise. Une période se crée toujours à partir d’une annexe."
      actions={
        <LinkButton href={routes.annexeNouvelle.href({})} kind="primary" icon="plus">
          Écrire une annexe
        </LinkButton>
      }
    >
      <Stack>
        {total === 0 ? null : (
          <>
            <Line spread>
              <Search
                action={routes.annexes.href({})}
                value={demande.recherche}
                label="Chercher une annexe"
                placeholder="Titre, objectif ou auteur"
                keep={{
                  tri: kept.tri,
                  ...(kept.niveau ? { niveau: kept.niveau } : {}),
                  ...(kept.archivees ? { etat: "archivees" } : {}),
                }}
              />
              <Segmented
                label="Ordre des annexes"
                segments={Object.entries(tris).map(([tri, text]) => ({
                  href: avec(demande, { tri: tri as Tri }),
                  text,
                  current: demande.tri === tri,
                }))}
              />
            </Line>
            <Filtres {...props} />
          </>
        )}
        <Card flush={selection.annexes.length > 0}>
          {selection.annexes.length > 0 ? <Liste {...props} /> : <Rien demande={demande} total={total} />}
        </Card>
      </Stack>
    </Page>
  );
};
