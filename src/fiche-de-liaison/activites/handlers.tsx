import { changementDeListe } from "#annexes/rules/changements.ts";
import { ActivitesPage } from "#fiche-de-liaison/activites/pages.tsx";
import { lireFormActivites } from "#fiche-de-liaison/form.ts";
import { prevenirReferent } from "#fiche-de-liaison/letters.ts";
import { avecReferentiel, type FaitsReferentiel, lireFiche } from "#fiche-de-liaison/load.ts";
import { droitsFiche } from "#fiche-de-liaison/rights.ts";
import { conflitAvec } from "#fiche-de-liaison/rules.ts";
import { ecrireFiche, loadFiche } from "#fiche-de-liaison/store.ts";
import { type FormState, formOf } from "#kernel/form.ts";
import { libelleTache, tachesDe } from "#referentiel/rules.ts";
import { routes } from "#routes.ts";
import { act, type Route, type Screen, view } from "#web/act.ts";

const activitesPage = (faits: FaitsReferentiel, { actor, frame, today }: Screen, form?: FormState) => (
  <ActivitesPage
    faits={faits}
    referentiel={faits.referentiel}
    actor={actor}
    frame={frame}
    today={today}
    form={form ?? formOf({ taches: faits.fiche.taches })}
    modifier={droitsFiche.individualiser(actor, faits)}
  />
);

/** The tasks offered, then those kept from an older version of the référentiel. */
const offertes = ({ referentiel, fiche }: FaitsReferentiel): string[] => [
  ...new Set([...tachesDe(referentiel).map((tache) => tache.code), ...fiche.taches]),
];

/** The activities entrusted to one learner, tasks of the référentiel (S-26, S-28, S-29). */
export const activites: Route[] = [
  view({
    path: routes.ficheActivites,
    right: droitsFiche.lire,
    load: async (work) => avecReferentiel(await lireFiche(work), work),
    page: (faits, screen) => activitesPage(faits, screen),
  }),

  act({
    path: routes.ficheActivites,
    name: "fiche.activites.individualiser",
    right: droitsFiche.individualiser,
    load: async (work) => avecReferentiel(await loadFiche(work.tx, work.params.dossier, true), work),
    form: (input, faits) => lireFormActivites(input, offertes(faits)),
    write: async ({ tx, actor, now }, faits, { version, taches }) => {
      const { dossier, fiche, referentiel } = faits;
      const saved = await ecrireFiche(
        tx,
        { dossier, version },
        { taches, individualisee: true },
        { par: actor.habilitation, now },
      );
      const enMots = (codes: readonly string[]) =>
        codes.map((code) => `${code} ${libelleTache(referentiel, code)}`).join("\n");
      if (!saved)
        return {
          stale: conflitAvec(fiche, actor.etablissement.fuseau, [
            { name: "taches", label: "Activités", yours: enMots(taches), theirs: enMots(fiche.taches) },
          ]),
        };
      const mail = await prevenirReferent(tx, actor, faits, now);
      const to = routes.ficheActivites.href({ dossier });
      const details = { taches: changementDeListe(fiche.taches, taches) };
      return { to, message: "Activités enregistrées.", object: dossier, details, version: version + 1, mail };
    },
    page: activitesPage,
  }),
];
