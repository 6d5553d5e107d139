import { etatsDesDossiers } from "#dossiers/store/etats.ts";
import { routes } from "#routes.ts";
import { ApprenantPage } from "#suivi/apprenants/apprenant-page.tsx";
import { ApprenantsPage } from "#suivi/apprenants/pages.tsx";
import { lireDemandeApprenants, listerApprenants } from "#suivi/apprenants/rules.ts";
import { bilansIntermediairesDe, listeApprenants, loadApprenant } from "#suivi/apprenants/store.ts";
import { droitsSuivi } from "#suivi/rights.ts";
import { type Route, view } from "#web/act.ts";

/** « Vue par apprenants »: everybody, then one learner with all his periods and documents. */
export const vueParApprenants: Route[] = [
  view({
    path: routes.apprenants,
    right: droitsSuivi.vueParApprenants,
    load: ({ tx, today }) => listeApprenants(tx, today),
    page: (apprenants, { frame, actor, query }) => {
      const demande = lireDemandeApprenants(query);
      const classes = actor.role === "enseignant" ? actor.classes : [];
      return (
        <ApprenantsPage
          frame={frame}
          demande={demande}
          liste={listerApprenants(apprenants, demande, classes)}
        />
      );
    },
  }),
  view({
    path: routes.apprenant,
    right: droitsSuivi.vueParApprenants,
    load: async ({ tx, params, today }) => {
      const apprenant = await loadApprenant(tx, params.apprenant, today);
      if (!apprenant) return null;
      return {
        apprenant,
        etats: await etatsDesDossiers(tx, { apprenants: [apprenant.id] }, today),
        bilans: await bilansIntermediairesDe(tx, apprenant.id),
      };
    },
    page: (facts, { frame, actor, today, deps }) => (
      <ApprenantPage {...facts} frame={frame} actor={actor} today={today} referentiels={deps.referentiels} />
    ),
  }),
];
