import { avancement } from "#dossiers/rules/avancement.ts";
import { fullDateRange, schoolYear } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { DeuxVues } from "#suivi/deux-vues.tsx";
import { OUBLIER, RETOUR } from "#suivi/filtres.ts";
import { actionsPeriode } from "#suivi/periodes/actions.ts";
import {
  adresse,
  type Filtre,
  filtres,
  motsRetenus,
  parametres,
  type Tri,
  tris,
} from "#suivi/periodes/demande.ts";
import { LigneApprenant } from "#suivi/periodes/ligne.tsx";
import { ListePeriodes } from "#suivi/periodes/liste.tsx";
import { MenuChoix } from "#suivi/periodes/menu-choix.tsx";
import { niveauAbrege, type PeriodeVue, type VueProps } from "#suivi/periodes/vue.ts";
import { entreesRelance } from "#suivi/relances.tsx";
import { aRelancer } from "#suivi/rules.ts";
import { LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Empty } from "#ui/empty.tsx";
import { KeyFields } from "#ui/form.tsx";
import { Columns, Line } from "#ui/layout.tsx";
import { Menu } from "#ui/menu.tsx";
import { Page } from "#ui/page.tsx";
import { Rows } from "#ui/rows.tsx";
import { Search } from "#ui/search.tsx";
import { FiltersForm } from "#ui/segmented.tsx";

const capital = (text: string) => text.charAt(0).toLocaleUpperCase("fr") + text.slice(1);

/** The period chosen: what it is, its acts, its learners. */
const PeriodeChoisie = ({ choisie, ...props }: VueProps & { choisie: PeriodeVue }) => {
  const { demande, vues, etats, today, actor, frame } = props;
  const keys = { ...frame.keys, key: "" };
  const retour = String(new URLSearchParams(parametres(demande)));
  const { q: _, ...keep } = parametres(demande);
  const filters = (Object.keys(filtres) as Filtre[]).filter(
    (code) => code !== "bilan" || choisie.statut.bilanEntreprise || choisie.statut.bilanAttitudes,
  );
  const relances = aRelancer(etats, choisie.statut, today);
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
          {relances.length > 0 ? (
            <Menu
              id="relancer"
              label={`Relancer pour ${choisie.nom}`}
              text="Relancer"
              items={entreesRelance(choisie.id, relances)}
            />
          ) : null}
        </Line>
        {etats.length > 0 && vues ? (
          <Line>
            <Search
              action={routes.periodes.href({})}
              value={demande.recherche}
              label="Chercher un apprenant"
              keep={keep}
            />
            <FiltersForm
              label="Filtrer les apprenants"
              action={routes.periodes.href({})}
              keys={keys}
              name="filtre"
              keep={{ [RETOUR]: retour }}
              choices={filters.map((code) => ({
                value: code,
                text: filtres[code],
                count: vues.comptes[code],
                current: code === demande.filtre,
              }))}
            />
            <MenuChoix<Tri>
              id="tri-apprenants"
              label="Trier les apprenants"
              nom="tri"
              choix={tris}
              actuel={demande.tri}
              retour={retour}
              keys={keys}
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
      ) : etats.length > 0 ? (
        <Empty
          icon="search"
          action={
            <LinkButton href={adresse({ ...demande, filtre: "tous", recherche: "" })}>
              Voir tous les apprenants
            </LinkButton>
          }
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

/** What was kept for this person is said, and forgotten in one press. */
const Retenus = ({ demande, retenu, frame, referentiels }: VueProps) => {
  if (!retenu) return null;
  const words = [niveauAbrege(referentiels, demande.niveau ?? ""), ...motsRetenus(demande)];
  return (
    <form method="post" action={routes.periodes.href({})} class="filtres-retenus">
      <KeyFields keys={{ ...frame.keys, key: "" }} />
      <p class="meta">{`Vos filtres, retenus de la dernière fois : ${words.join(" · ")}.`}</p>
      <button type="submit" class="link-button" name={OUBLIER} value="oui">
        Oublier les filtres
      </button>
    </form>
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
      actions={<DeuxVues vue="periodes" />}
    >
      <Retenus {...props} />
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
