import type { EtatDossier } from "#dossiers/rules/etat.ts";
import { etatsDesDossiers } from "#dossiers/store/etats.ts";
import { schoolYearOf } from "#kernel/civil-date.ts";
import { statutDe } from "#referentiel/rules.ts";
import { type Referentiels, referentielDe } from "#referentiel/versions.ts";
import { routes } from "#routes.ts";
import { loadPeriodeSuivie } from "#suivi/matrice/store.ts";
import { droitsSuivi } from "#suivi/rights.ts";
import { ATerminerPage } from "#suivi/terminer/pages.tsx";
import { resteATerminer } from "#suivi/terminer/rules.ts";
import { type Route, type Screen, view } from "#web/act.ts";

const statuts =
  (referentiels: Referentiels) =>
  ({ periode }: EtatDossier) =>
    statutDe(referentielDe(referentiels, periode) ?? { statutsPeriode: [] }, periode.statut);

const page = (
  { periode, etats }: { periode: { id: string; nom: string } | null; etats: EtatDossier[] },
  { frame, today, deps }: Pick<Screen, "frame" | "today" | "deps">,
) => (
  <ATerminerPage
    frame={frame}
    periode={periode}
    groupes={resteATerminer(etats, statuts(deps.referentiels), today)}
  />
);

/** « À terminer », before the class council: of a period, of all one's classes. Two statements at most. */
export const aTerminer: Route[] = [
  view({
    path: routes.periodeATerminer,
    right: droitsSuivi.aTerminer,
    load: async ({ tx, params, today }) => {
      const periode = await loadPeriodeSuivie(tx, params.periode);
      return periode && { periode, etats: await etatsDesDossiers(tx, { periode: periode.id }, today) };
    },
    page,
  }),
  view({
    path: routes.aTerminer,
    right: droitsSuivi.aTerminer,
    load: async ({ tx, actor, today }) => {
      const classes = actor.role === "enseignant" ? actor.classes : [];
      const etats = classes.length > 0 ? await etatsDesDossiers(tx, { classes }, today) : [];
      const year = schoolYearOf(today);
      return { periode: null, etats: etats.filter(({ periode }) => schoolYearOf(periode.au) === year) };
    },
    page,
  }),
];
