import { documents } from "#dossiers/documents/handlers.tsx";
import { DossierPage } from "#dossiers/pages.tsx";
import { droitsDossier } from "#dossiers/rights.ts";
import { barreVoisins } from "#dossiers/rules/voisins.ts";
import { etatsDesDossiers } from "#dossiers/store/etats.ts";
import { loadDossier } from "#dossiers/store.ts";
import { statutDe } from "#referentiel/rules.ts";
import { referentielDe } from "#referentiel/versions.ts";
import { routes } from "#routes.ts";
import { type Route, view } from "#web/act.ts";

/** One learner × one period: every document of the dossier, with where it stands (S-20). */
export const dossiers: Route[] = [
  view({
    path: routes.dossier,
    right: droitsDossier.lire,
    load: async ({ tx, params, today }) => {
      const lu = await loadDossier(tx, params.dossier);
      const [etat] = lu ? await etatsDesDossiers(tx, { dossiers: [lu.dossier] }, today) : [];
      return lu && etat ? { ...etat, voisins: lu.voisins } : null;
    },
    page: (etat, { frame, actor, today, deps }) => (
      <DossierPage
        frame={frame}
        etat={etat}
        statut={statutDe(
          referentielDe(deps.referentiels, etat.periode) ?? { statutsPeriode: [] },
          etat.periode.statut,
        )}
        actor={actor}
        today={today}
        voisins={barreVoisins(actor, etat, (dossier) => routes.dossier.href({ dossier }))}
      />
    ),
  }),
  documents,
];
