import { HistoriquePage } from "#fiche-de-liaison/historique/pages.tsx";
import { historiqueDe } from "#fiche-de-liaison/historique/store.ts";
import { droitsFiche } from "#fiche-de-liaison/rights.ts";
import { raconter } from "#fiche-de-liaison/rules/historique.ts";
import { loadFiche } from "#fiche-de-liaison/store.ts";
import { libelleTache } from "#referentiel/rules.ts";
import { referentielDe } from "#referentiel/versions.ts";
import { routes } from "#routes.ts";
import { type Route, view } from "#web/act.ts";

/** « Qui a changé quoi »: the journal of one fiche, in words, for whoever may read the fiche. */
export const historique: Route[] = [
  view({
    path: routes.ficheHistorique,
    right: droitsFiche.lire,
    load: async ({ tx, params, actor }) => {
      const faits = await loadFiche(tx, params.dossier);
      return (
        faits && {
          ...faits,
          evenements: await historiqueDe(tx, faits, actor.etablissement.fuseau),
        }
      );
    },
    page: (faits, { actor, frame, deps }) => {
      const referentiel = referentielDe(deps.referentiels, faits.periode);
      const tache = (code: string) => (referentiel ? `${code} ${libelleTache(referentiel, code)}` : code);
      return (
        <HistoriquePage
          faits={faits}
          actor={actor}
          frame={frame}
          evenements={faits.evenements.map((evenement) => ({
            ...evenement,
            recit: raconter(evenement, tache),
          }))}
        />
      );
    },
  }),
];
