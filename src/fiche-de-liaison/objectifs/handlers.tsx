import { apresGesteObjectifs, formulaireObjectifs } from "#annexes/objectifs/form.ts";
import { changementDeListe } from "#annexes/rules/changements.ts";
import { lireFormObjectifs } from "#fiche-de-liaison/form.ts";
import { prevenirReferent } from "#fiche-de-liaison/letters.ts";
import { avecReferentiel, type FaitsReferentiel, lireFiche } from "#fiche-de-liaison/load.ts";
import { ObjectifsPage } from "#fiche-de-liaison/objectifs/pages.tsx";
import { droitsFiche } from "#fiche-de-liaison/rights.ts";
import { conflitAvec } from "#fiche-de-liaison/rules.ts";
import { ecrireFiche, loadFiche } from "#fiche-de-liaison/store.ts";
import { type FormState, formOf } from "#kernel/form.ts";
import { routes } from "#routes.ts";
import { act, type Route, type Screen, view } from "#web/act.ts";

const objectifsPage = (faits: FaitsReferentiel, { actor, frame, today }: Screen, form?: FormState) => (
  <ObjectifsPage
    faits={faits}
    referentiel={faits.referentiel}
    actor={actor}
    frame={frame}
    today={today}
    form={
      form ? apresGesteObjectifs(form) : formOf(formulaireObjectifs(faits.referentiel, faits.fiche.objectifs))
    }
    modifier={droitsFiche.individualiser(actor, faits)}
  />
);

/** The objectives of one learner for one period, individualised by a teacher or the maître (S-26, S-28). */
export const objectifs: Route[] = [
  view({
    path: routes.ficheObjectifs,
    right: droitsFiche.lire,
    load: async (work) => avecReferentiel(await lireFiche(work), work),
    page: (faits, screen) => objectifsPage(faits, screen),
  }),

  act({
    path: routes.ficheObjectifs,
    name: "fiche.objectifs.individualiser",
    right: droitsFiche.individualiser,
    load: async (work) => avecReferentiel(await loadFiche(work.tx, work.params.dossier, true), work),
    form: (input, faits) => lireFormObjectifs(input, faits.referentiel),
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
              name: "objectif-1",
              label: "Objectifs",
              yours: objectifs.join("\n"),
              theirs: fiche.objectifs.join("\n"),
            },
          ]),
        };
      const mail = await prevenirReferent(tx, actor, faits, now);
      const to = routes.ficheObjectifs.href({ dossier });
      const details = { objectifs: changementDeListe(fiche.objectifs, objectifs) };
      return { to, message: "Objectifs enregistrés.", object: dossier, details, version: version + 1, mail };
    },
    page: objectifsPage,
  }),
];
