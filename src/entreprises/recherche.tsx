import { droitsEntreprises } from "#entreprises/rights.ts";
import { ANNUAIRE_MUET, type Proposee } from "#entreprises/rules.ts";
import { chercherPartout, proposer } from "#entreprises/store/recherche.ts";
import { routes } from "#routes.ts";
import { Card } from "#ui/card.tsx";
import { Chip } from "#ui/chip.tsx";
import { Empty } from "#ui/empty.tsx";
import { Stack } from "#ui/layout.tsx";
import { Notice } from "#ui/notice.tsx";
import { type Frame, Page } from "#ui/page.tsx";
import { RowItem, Rows } from "#ui/rows.tsx";
import { Search } from "#ui/search.tsx";
import { type Route, view } from "#web/act.ts";

type Props = { frame: Frame; recherche: string; trouvees: Proposee[]; muet: boolean; enseignant: boolean };

const RecherchePage = ({ frame, recherche, trouvees, muet, enseignant }: Props) => (
  <Page
    frame={frame}
    title="Chercher une entreprise"
    {...(enseignant ? { back: { href: routes.entreprises.href({}), text: "Entreprises" } } : {})}
  >
    <Stack>
      <Search action={routes.entreprisesRecherche.href({})} value={recherche} label="Nom, ville ou SIRET" />
      {muet ? <Notice kind="warning">{ANNUAIRE_MUET}</Notice> : null}
      {trouvees.length > 0 ? (
        <Card flush>
          <Rows label="Entreprises trouvées">
            {trouvees.map((une) => (
              <RowItem
                title={une.nom}
                {...(enseignant && une.id ? { href: routes.entreprise.href({ entreprise: une.id }) } : {})}
                detail={[`${une.codePostal} ${une.ville}`.trim(), une.siret && `SIRET ${une.siret}`]
                  .filter(Boolean)
                  .join(", ")}
                chips={une.id ? null : <Chip kind="plain">Annuaire officiel</Chip>}
              />
            ))}
          </Rows>
        </Card>
      ) : (
        <Card>
          <Empty icon="search">
            {recherche
              ? `Aucune entreprise ne répond à « ${recherche} ».`
              : "Deux lettres suffisent pour chercher."}
          </Empty>
        </Card>
      )}
    </Stack>
  </Page>
);

/** The school's directory first, then the official one; as JSON for the island of « Lieu de réalisation ». */
export const recherche: Route[] = [
  view({
    path: routes.entreprisesRecherche,
    right: droitsEntreprises.chercher,
    load: async ({ tx, query, actor }) => {
      const recherche = (query.get("q") ?? "").trim().slice(0, 100);
      return { recherche, internes: await proposer(tx, recherche, actor.role === "enseignant") };
    },
    // after the transaction: the official directory may take its three seconds
    page: async ({ recherche, internes }, { deps, frame, query, actor }) => {
      const found = await chercherPartout(deps.annuaireOfficiel, internes, recherche);
      if (query.get("format") === "json")
        return Response.json({ trouvees: found.trouvees, message: found.muet ? ANNUAIRE_MUET : null });
      return (
        <RecherchePage
          frame={frame}
          recherche={recherche}
          {...found}
          enseignant={actor.role === "enseignant"}
        />
      );
    },
  }),
];
