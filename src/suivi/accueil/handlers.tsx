import type { EtatDossier } from "#dossiers/rules/etat.ts";
import { etatsDesDossiers } from "#dossiers/store/etats.ts";
import { routes } from "#routes.ts";
import { AccueilApprenant, AccueilEntreprise } from "#suivi/accueil/pages.tsx";
import { droitsSuivi } from "#suivi/rights.ts";
import { type Route, view, type Work } from "#web/act.ts";

/** The teacher's and the administrator's homes are pages of their own; the others' is what they follow. */
const ailleurs = { enseignant: routes.periodes, administrateur: routes.administration };

async function load({ tx, actor, today }: Work): Promise<EtatDossier[]> {
  switch (actor.role) {
    case "apprenant":
      return etatsDesDossiers(tx, { apprenants: [actor.apprenant] }, today);
    case "tuteur":
      return etatsDesDossiers(tx, { dossiers: actor.dossiers }, today);
    case "maitre":
      return etatsDesDossiers(tx, { apprenants: actor.apprenants }, today);
    default:
      return [];
  }
}

export const accueil: Route[] = [
  view({
    path: routes.accueil,
    right: droitsSuivi.accueil,
    load,
    page: (etats, { frame, actor, today, deps }) => {
      if (actor.role === "enseignant" || actor.role === "administrateur")
        return new Response(null, {
          status: 303,
          headers: { Location: ailleurs[actor.role].href({}) },
        });
      const props = { frame, actor, today, etats, referentiels: deps.referentiels };
      return actor.role === "apprenant" ? <AccueilApprenant {...props} /> : <AccueilEntreprise {...props} />;
    },
  }),
];
