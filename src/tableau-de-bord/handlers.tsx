import type { Actor } from "#kernel/actor.ts";
import { routes } from "#routes.ts";
import { type Partie, TableauPage } from "#tableau-de-bord/pages.tsx";
import { droitsTableauDeBord } from "#tableau-de-bord/rights.ts";
import { dossiersDe, loadApprenant, loadBilansIntermediaires, loadParcours } from "#tableau-de-bord/store.ts";
import { type Route, view } from "#web/act.ts";

/** The bilans one may open from here: a tutor sees those of the stays he is invited for. */
const ouvertsPour = (actor: Actor, dossiers: readonly string[]): Set<string> =>
  new Set(actor.role === "tuteur" ? dossiers.filter((one) => actor.dossiers.includes(one)) : dossiers);

const page = view({
  path: routes.tableauDeBord,
  right: droitsTableauDeBord.lire,
  load: async ({ tx, params, deps, today }) => {
    const apprenant = await loadApprenant(tx, params.apprenant, today);
    if (!apprenant) return null;
    const parcours = await loadParcours(tx, [apprenant.id], deps.referentiels);
    const parties = (parcours.get(apprenant.id) ?? []).flatMap(({ referentiel, evaluations }): Partie[] => {
      const ref = deps.referentiels.get(referentiel);
      return ref ? [{ ref, evaluations }] : [];
    });
    return {
      apprenant,
      dossiers: await dossiersDe(tx, apprenant.id),
      // what the learner studies now comes first
      parties: parties.sort(
        (a, b) =>
          Number(b.ref.code === apprenant.classe?.referentiel) -
          Number(a.ref.code === apprenant.classe?.referentiel),
      ),
      bilans: await loadBilansIntermediaires(tx, apprenant.id),
    };
  },
  page: ({ apprenant, dossiers, parties, bilans }, { frame, actor }) => (
    <TableauPage
      frame={frame}
      apprenant={apprenant}
      classe={apprenant.classe?.nom ?? null}
      tutoie={actor.role === "apprenant"}
      parties={parties}
      bilans={bilans}
      ouverts={ouvertsPour(actor, dossiers)}
    />
  ),
});

export const tableauDeBord: Route[] = [page];
