import { DocumentsPage } from "#dossiers/documents/pages.tsx";
import { droitsDossier } from "#dossiers/rights.ts";
import { imprimables, papiersDuDossier } from "#dossiers/rules/papiers.ts";
import { barreVoisins } from "#dossiers/rules/voisins.ts";
import { etatsDesDossiers } from "#dossiers/store/etats.ts";
import { tracesDuDossier } from "#dossiers/store/traces.ts";
import { loadDossier } from "#dossiers/store.ts";
import { statutDe } from "#referentiel/rules.ts";
import { referentielDe } from "#referentiel/versions.ts";
import { routes } from "#routes.ts";
import { view } from "#web/act.ts";

/** Every document of a dossier, its state, when it was made and by whom. */
export const documents = view({
  path: routes.documents,
  right: droitsDossier.lire,
  load: async ({ tx, params, today }) => {
    const lu = await loadDossier(tx, params.dossier);
    const [etat] = lu ? await etatsDesDossiers(tx, { dossiers: [lu.dossier] }, today) : [];
    if (!lu || !etat) return null;
    return { ...etat, voisins: lu.voisins, traces: await tracesDuDossier(tx, lu.dossier, imprimables) };
  },
  page: ({ traces, ...etat }, { frame, actor, today, deps }) => {
    const referentiel = referentielDe(deps.referentiels, etat.periode) ?? { statutsPeriode: [] };
    const statut = statutDe(referentiel, etat.periode.statut);
    return (
      <DocumentsPage
        frame={frame}
        etat={etat}
        papiers={papiersDuDossier(etat, statut, { actor, today, traces })}
        actor={actor}
        today={today}
        voisins={barreVoisins(actor, etat, (dossier) => routes.documents.href({ dossier }))}
      />
    );
  },
});
