import { droitsComptes } from "#comptes/rights.ts";
import { AdministrationPage } from "#etablissement/accueil/pages.tsx";
import { etatEtablissement } from "#etablissement/accueil/store.ts";
import { routes } from "#routes.ts";
import { type Route, view } from "#web/act.ts";

export const administration: Route[] = [
  view({
    path: routes.administration,
    right: droitsComptes.administrer,
    load: ({ tx, today }) => etatEtablissement(tx, today),
    page: (etat, screen) => <AdministrationPage etat={etat} screen={screen} />,
  }),
];
