import { changementDeListe } from "#annexes/rules/changements.ts";
import { activites } from "#fiche-de-liaison/activites/handlers.tsx";
import { historique } from "#fiche-de-liaison/historique/handlers.tsx";
import { prevenirReferent } from "#fiche-de-liaison/letters.ts";
import { lieu } from "#fiche-de-liaison/lieu/handlers.tsx";
import { objectifs } from "#fiche-de-liaison/objectifs/handlers.tsx";
import { organisation } from "#fiche-de-liaison/organisation/handlers.tsx";
import { droitsFiche } from "#fiche-de-liaison/rights.ts";
import { conflitAvec } from "#fiche-de-liaison/rules.ts";
import { ecrireFiche, loadFiche } from "#fiche-de-liaison/store.ts";
import { readVersion } from "#kernel/fields.ts";
import { parsed } from "#kernel/form-input.ts";
import { routes } from "#routes.ts";
import { act, type Route } from "#web/act.ts";

/** « Revenir à l’annexe »: the objectives and the tasks of the period again, both tabs at once. */
const revenirALAnnexe = act({
  path: routes.ficheAnnexe,
  name: "fiche.revenir-annexe",
  right: droitsFiche.individualiser,
  load: ({ tx, params }) => loadFiche(tx, params.dossier, true),
  form: (input) => parsed({ version: readVersion(input.text("_version")) }),
  write: async ({ tx, actor, now }, faits, { version }) => {
    const { dossier, fiche } = faits;
    const saved = await ecrireFiche(
      tx,
      { dossier, version },
      { ...fiche.annexe, individualisee: false },
      { par: actor.habilitation, now },
    );
    if (!saved) return { stale: conflitAvec(fiche, actor.etablissement.fuseau, []) };
    const mail = await prevenirReferent(tx, actor, faits, now);
    const to = routes.ficheObjectifs.href({ dossier });
    const message = "La fiche reprend les objectifs et les activités de l’annexe pédagogique.";
    const details = {
      objectifs: changementDeListe(fiche.objectifs, fiche.annexe.objectifs),
      taches: changementDeListe(fiche.taches, fiche.annexe.taches),
    };
    return { to, message, object: dossier, details, mail };
  },
});

/** The fiche de liaison entreprise: individual, kept from the annexe (S-23…S-30). */
export const ficheDeLiaison: Route[] = [
  ...lieu,
  ...objectifs,
  ...activites,
  ...organisation,
  ...historique,
  revenirALAnnexe,
];
