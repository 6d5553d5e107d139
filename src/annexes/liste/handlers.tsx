import { AnnexesPage } from "#annexes/liste/pages.tsx";
import { choisirAnnexes, lireDemande } from "#annexes/liste/selection.ts";
import { droitsAnnexes } from "#annexes/rights.ts";
import { listeAnnexes } from "#annexes/store.ts";
import { routes } from "#routes.ts";
import { type Route, view } from "#web/act.ts";

const lister = view({
  path: routes.annexes,
  right: droitsAnnexes.lire,
  load: ({ tx }) => listeAnnexes(tx),
  page: (annexes, { frame, deps, query, actor }) => {
    const demande = lireDemande(query);
    return (
      <AnnexesPage
        frame={frame}
        selection={choisirAnnexes(annexes, demande)}
        demande={demande}
        total={annexes.length}
        referentiels={deps.referentiels}
        fuseau={actor.etablissement.fuseau}
      />
    );
  },
});

export const liste: Route[] = [lister];
