import { count, listName } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import type { DemandeApprenants, ListeApprenants } from "#suivi/apprenants/rules.ts";
import type { ApprenantListe } from "#suivi/apprenants/store.ts";
import { DeuxVues } from "#suivi/deux-vues.tsx";
import { LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Empty } from "#ui/empty.tsx";
import { Icon } from "#ui/icon.tsx";
import { Line, Stack } from "#ui/layout.tsx";
import { type Frame, Page } from "#ui/page.tsx";
import { Avatar } from "#ui/person.tsx";
import { RowItem, Rows } from "#ui/rows.tsx";

type Props = { frame: Frame; demande: DemandeApprenants; liste: ListeApprenants };

const Recherche = ({ demande, liste }: Omit<Props, "frame">) => (
  // biome-ignore lint/a11y/useSemanticElements: <search> is younger than the browsers we serve
  <form class="apprenants-recherche" role="search" method="get" action={routes.apprenants.href({})}>
    <label class="sr-only" for="chercher-apprenant">
      Chercher un apprenant
    </label>
    <input
      type="search"
      class="input"
      id="chercher-apprenant"
      name="q"
      value={demande.recherche}
      placeholder="Chercher un apprenant"
      enterkeyhint="search"
    />
    <label class="sr-only" for="choix-classe">
      Classe
    </label>
    <select class="input select" id="choix-classe" name="classe">
      <option value="">Toutes les classes</option>
      {liste.classes.map(({ id, nom }) => (
        <option value={id} selected={id === demande.classe}>
          {nom}
        </option>
      ))}
    </select>
    <button type="submit" class="button button-secondary">
      <Icon name="search" />
      <span>Chercher</span>
    </button>
  </form>
);

const Ligne = ({ apprenant }: { apprenant: ApprenantListe }) => {
  const { derniere } = apprenant;
  return (
    <RowItem
      mark={<Avatar person={apprenant} />}
      title={
        <>
          {listName(apprenant)}{" "}
          <span class="chip chip-plain">{apprenant.statut === "apprenti" ? "Apprenti" : "Scolaire"}</span>
        </>
      }
      href={routes.apprenant.href({ apprenant: apprenant.id })}
      detail={[
        apprenant.classe.nom,
        apprenant.periodes > 0 ? count(apprenant.periodes, "période") : "aucune période",
        ...(derniere ? [[derniere.nom, derniere.entreprise].filter(Boolean).join(", ")] : []),
      ].join(" · ")}
    />
  );
};

const Groupe = ({ titre, apprenants }: { titre: string; apprenants: readonly ApprenantListe[] }) =>
  apprenants.length > 0 ? (
    <Card title={titre} flush>
      <Rows label={titre}>
        {apprenants.map((apprenant) => (
          <Ligne apprenant={apprenant} />
        ))}
      </Rows>
    </Card>
  ) : null;

const Pages = ({ demande, liste }: Omit<Props, "frame">) => {
  const to = (page: number) =>
    routes.apprenants.href({}, { q: demande.recherche, classe: demande.classe ?? "", page });
  return (
    <Line>
      {liste.page > 1 ? (
        <LinkButton href={to(liste.page - 1)} icon="chevron-left">
          Page précédente
        </LinkButton>
      ) : null}
      <span class="meta">{`Page ${liste.page} sur ${liste.pages}`}</span>
      {liste.page < liste.pages ? (
        <LinkButton href={to(liste.page + 1)} icon="chevron-right">
          Page suivante
        </LinkButton>
      ) : null}
    </Line>
  );
};

/** « Vue par apprenants »: one's classes, then the whole school. */
export const ApprenantsPage = ({ frame, demande, liste }: Props) => (
  <Page
    frame={frame}
    title="Portfolio des activités en entreprise"
    lead={`${count(liste.total, "apprenant")}${demande.recherche || demande.classe ? (liste.total > 1 ? " trouvés" : " trouvé") : ""}`}
    actions={<DeuxVues vue="apprenants" />}
  >
    <Stack>
      <Recherche demande={demande} liste={liste} />
      {liste.total > 0 ? (
        <>
          <Groupe titre="Mes classes" apprenants={liste.miens} />
          <Groupe titre="Autres classes de l’établissement" apprenants={liste.autres} />
          {liste.pages > 1 ? <Pages demande={demande} liste={liste} /> : null}
        </>
      ) : (
        <Card>
          {demande.recherche || demande.classe ? (
            <Empty
              icon="search"
              action={<LinkButton href={routes.apprenants.href({})}>Voir tous les apprenants</LinkButton>}
            >
              {demande.recherche
                ? `Aucun apprenant ne correspond à « ${demande.recherche} ».`
                : "Aucun apprenant dans cette classe."}
            </Empty>
          ) : (
            <Empty icon="users">
              Aucun apprenant inscrit pour l’instant. L’administrateur importe les classes.
            </Empty>
          )}
        </Card>
      )}
    </Stack>
  </Page>
);
