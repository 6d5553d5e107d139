import { avancement } from "#dossiers/rules/avancement.ts";
import { fullDateRange, schoolYear } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { LigneApprenant } from "#suivi/periodes/ligne.tsx";
import { actionsPeriode, ListePeriodes } from "#suivi/periodes/liste.tsx";
import type { Filtre } from "#suivi/periodes/selection.ts";
import { niveauAbrege, type PeriodeVue, type VueProps } from "#suivi/periodes/vue.ts";
import { LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Empty } from "#ui/empty.tsx";
import { Columns, Line } from "#ui/layout.tsx";
import { Menu } from "#ui/menu.tsx";
import { Page } from "#ui/page.tsx";
import { Rows } from "#ui/rows.tsx";
import { Search } from "#ui/search.tsx";
import { Filters } from "#ui/segmented.tsx";

const filtres: Record<Filtre, string> = { tous: "Tous", retard: "En retard", bilan: "Bilan à faire" };

const capital = (text: string) => text.charAt(0).toLocaleUpperCase("fr") + text.slice(1);

/** The period chosen: what it is, its acts, its learners. */
const PeriodeChoisie = ({ choisie, ...props }: VueProps & { choisie: PeriodeVue }) => {
  const { demande, vues, total, today, actor, selection } = props;
  const here = (filtre: Filtre, recherche: string) =>
    routes.periodes.href(
      {},
      {
        niveau: selection.niveau,
        periode: choisie.id,
        filtre: filtre === "tous" ? undefined : filtre,
        q: recherche,
      },
    );
  const filters = (Object.keys(filtres) as Filtre[]).filter(
    (code) => code !== "bilan" || choisie.statut.bilanEntreprise,
  );
  return (
    <Card flush>
      <div class="periode-head">
        <div class="line line-spread">
          <h2>{choisie.nom}</h2>
          <div class="periode-menu">
            <Menu
              id="menu-periode"
              label={`Actions pour ${choisie.nom}`}
              items={actionsPeriode(choisie, actor)}
            />
          </div>
        </div>
        <p class="meta">
          {capital(choisie.statut.intitule)} · {fullDateRange(choisie.du, choisie.au)} ·{" "}
          <b>{avancement(choisie.du, choisie.au, today).texte}</b>
        </p>
        <Line>
          <LinkButton href={routes.tuteurs.href({ periode: choisie.id })} kind="primary" icon="users">
            Gérer les tuteurs
          </LinkButton>
          <LinkButton href={routes.suivi.href({ periode: choisie.id })} icon="layout-grid">
            Suivi de la période
          </LinkButton>
        </Line>
        {total > 0 && vues ? (
          <Line>
            <Search
              action={routes.periodes.href({})}
              value={demande.recherche}
              label="Chercher un apprenant"
              keep={{
                niveau: selection.niveau,
                periode: choisie.id,
                ...(demande.filtre === "tous" ? {} : { filtre: demande.filtre }),
              }}
            />
            <Filters
              label="Filtrer les apprenants"
              filters={filters.map((code) => ({
                href: here(code, demande.recherche),
                text: filtres[code],
                count: vues.comptes[code],
                current: code === demande.filtre,
              }))}
            />
          </Line>
        ) : null}
      </div>
      {vues && vues.lignes.length > 0 ? (
        <Rows label={`Apprenants de ${choisie.nom}`}>
          {vues.lignes.map((etat, index) => (
            <LigneApprenant
              etat={etat}
              statut={choisie.statut}
              actor={actor}
              today={today}
              menu={`m${index}`}
              late={demande.filtre === "retard"}
            />
          ))}
        </Rows>
      ) : total > 0 ? (
        <Empty
          icon="search"
          action={<LinkButton href={here("tous", "")}>Voir tous les apprenants</LinkButton>}
        >
          {demande.recherche
            ? `Aucun apprenant ne correspond à « ${demande.recherche} ».`
            : "Aucun apprenant dans ce filtre."}
        </Empty>
      ) : (
        <Empty
          icon="users"
          action={
            choisie.statut.choixApprenants ? (
              <LinkButton href={routes.periodeModifier.href({ periode: choisie.id, onglet: "apprenants" })}>
                Choisir les apprenants
              </LinkButton>
            ) : undefined
          }
        >
          Aucun apprenant dans cette période.
        </Empty>
      )}
    </Card>
  );
};

/** « Vue par périodes »: levels and periods at the left, the learners of the one chosen at the right. */
export const VueParPeriodesPage = (props: VueProps) => {
  const { frame, selection, referentiels, annee } = props;
  const { choisie } = selection;
  const level = niveauAbrege(referentiels, selection.niveau);
  const diplomas = [
    ...new Set(selection.periodes.flatMap(({ referentiel }) => referentiels.get(referentiel)?.sigle ?? [])),
  ];
  return (
    <Page
      frame={frame}
      title="Portfolio des activités en entreprise"
      lead={[
        ...(diplomas.length > 0 ? [`Bac Pro ${diplomas.join(", ")}`] : []),
        `Année ${schoolYear(annee.choisie)}`,
      ].join(" · ")}
    >
      <Columns sideLabel="Périodes" side={<ListePeriodes {...props} level={level} />}>
        {choisie ? (
          <PeriodeChoisie {...props} choisie={choisie} />
        ) : (
          <Card>
            <Empty
              icon="calendar-plus"
              action={
                <LinkButton href={routes.annexes.href({})} kind="primary">
                  Ouvrir les annexes
                </LinkButton>
              }
            >
              Aucune période en {level} pour l’instant. Une période se crée à partir d’une annexe pédagogique.
            </Empty>
          </Card>
        )}
      </Columns>
    </Page>
  );
};
