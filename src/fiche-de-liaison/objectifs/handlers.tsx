import { lireFormObjectifs } from "#fiche-de-liaison/form.ts";
import { prevenirReferent } from "#fiche-de-liaison/letters.ts";
import { lireFiche } from "#fiche-de-liaison/load.ts";
import { ObjectifsPage } from "#fiche-de-liaison/objectifs/pages.tsx";
import { droitsFiche } from "#fiche-de-liaison/rights.ts";
import { conflitAvec } from "#fiche-de-liaison/rules.ts";
import { ecrireFiche, type FaitsFiche, loadFiche } from "#fiche-de-liaison/store.ts";
import { type FormState, formOf } from "#kernel/form.ts";
import { libelleTache } from "#referentiel/rules.ts";
import { referentielDe } from "#referentiel/versions.ts";
import { routes } from "#routes.ts";
import { act, type Route, type Screen, view } from "#web/act.ts";

const objectifsPage = (faits: FaitsFiche, { actor, frame, deps }: Screen, form?: FormState) => {
  const referentiel = referentielDe(deps.referentiels, faits.periode);
  return (
    <ObjectifsPage
      faits={faits}
      actor={actor}
      frame={frame}
      form={form ?? formOf({ objectifs: faits.fiche.objectifs.join("\n") })}
      modifier={droitsFiche.individualiser(actor, faits)}
      tachesAnnexe={faits.fiche.annexe.taches.map((code) =>
        referentiel ? libelleTache(referentiel, code) : code,
      )}
    />
  );
};

/** The objectives of one learner for one period, individualised by a teacher or the maître (S-26, S-28). */
export const objectifs: Route[] = [
  view({
    path: routes.ficheObjectifs,
    right: droitsFiche.lire,
    load: lireFiche,
    page: (faits, screen) => objectifsPage(faits, screen),
  }),

  act({
    path: routes.ficheObjectifs,
    name: "fiche.objectifs.individualiser",
    right: droitsFiche.individualiser,
    load: ({ tx, params }) => loadFiche(tx, params.dossier, true),
    form: lireFormObjectifs,
    write: async ({ tx, actor, now }, faits, { version, objectifs }) => {
      const { dossier, fiche } = faits;
      const saved = await ecrireFiche(
        tx,
        { dossier, version },
        { objectifs, individualisee: true },
        { par: actor.habilitation, now },
      );
      if (!saved)
        return {
          stale: conflitAvec(fiche, actor.etablissement.fuseau, [
            {
              name: "objectifs",
              label: "Objectifs",
              yours: objectifs.join("\n"),
              theirs: fiche.objectifs.join("\n"),
            },
          ]),
        };
      const mail = await prevenirReferent(tx, actor, faits, now);
      const to = routes.ficheObjectifs.href({ dossier });
      return { to, message: "Objectifs enregistrés.", object: dossier, version: version + 1, mail };
    },
    page: objectifsPage,
  }),
];
