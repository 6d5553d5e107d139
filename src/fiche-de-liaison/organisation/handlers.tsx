import { apresGesteConditions, formulaireConditions } from "#annexes/conditions/form.ts";
import { differencesConditions } from "#annexes/rules/changements.ts";
import { TRANCHES, type Tranche } from "#annexes/rules/mineurs.ts";
import { prevenirReferent } from "#fiche-de-liaison/letters.ts";
import { lireFiche } from "#fiche-de-liaison/load.ts";
import { lireOrganisation } from "#fiche-de-liaison/organisation/form.ts";
import { OrganisationPage } from "#fiche-de-liaison/organisation/pages.tsx";
import { ecrireOrganisation, tranchesDuDossier } from "#fiche-de-liaison/organisation/store.ts";
import { droitsFiche } from "#fiche-de-liaison/rights.ts";
import { conflitAvec } from "#fiche-de-liaison/rules.ts";
import { type FaitsFiche, loadFiche } from "#fiche-de-liaison/store.ts";
import { allowed } from "#kernel/decision.ts";
import { readVersion } from "#kernel/fields.ts";
import { type FormState, formOf } from "#kernel/form.ts";
import { parsed } from "#kernel/form-input.ts";
import { routes } from "#routes.ts";
import { act, type Route, type Screen, view, type Work } from "#web/act.ts";

type Asked = Pick<Work, "tx" | "actor"> & { params: { dossier: string } };
type FaitsOrganisation = FaitsFiche & { mineurs: readonly Tranche[] };

/**
 * With the ages to think of. Only a teacher is told which one his learner has: whoever else gives hours is shown both,
 * whatever the school knows.
 */
const avecAges = async (
  faits: FaitsFiche | null,
  { tx, actor, params }: Asked,
): Promise<FaitsOrganisation | null> =>
  faits && {
    ...faits,
    mineurs: actor.role === "enseignant" ? await tranchesDuDossier(tx, params.dossier) : TRANCHES,
  };

const organisationPage = (faits: FaitsOrganisation, { actor, frame, today }: Screen, form?: FormState) => (
  <OrganisationPage
    faits={faits}
    actor={actor}
    frame={frame}
    today={today}
    form={form ? apresGesteConditions(form) : formOf(formulaireConditions(faits.organisation.valeurs))}
    modifier={droitsFiche.modifierOrganisation(actor, faits)}
    ecole={droitsFiche.modifierOrganisationEcole(actor, faits)}
    mineurs={faits.mineurs}
  />
);

/** « Organisation »: the rest of the pré-convention's six fields, asked once, of whoever knows (S-16). */
export const organisation: Route[] = [
  view({
    path: routes.ficheOrganisation,
    right: droitsFiche.lire,
    load: async (work) => avecAges(await lireFiche(work), work),
    page: (faits, screen) => organisationPage(faits, screen),
  }),

  act({
    path: routes.ficheOrganisation,
    name: "fiche.organisation.modifier",
    right: droitsFiche.modifierOrganisation,
    load: async (work) => avecAges(await loadFiche(work.tx, work.params.dossier, true), work),
    form: (input, faits) => lireOrganisation(input, faits.organisation.valeurs),
    // a hand-made form that names the school's fields is refused, whatever it writes in them
    decide: (faits, { ecole }, { actor }) =>
      ecole ? droitsFiche.modifierOrganisationEcole(actor, faits) : allowed,
    write: async ({ tx, actor, now }, faits, { version, conditions }) => {
      const { dossier, organisation } = faits;
      const changements = differencesConditions(organisation.valeurs, conditions);
      const to = routes.ficheOrganisation.href({ dossier });
      if (changements.length === 0 && version === organisation.version)
        return { to, message: "Rien n’a changé.", object: dossier, version };
      const written = { par: actor.habilitation, now };
      if (!(await ecrireOrganisation(tx, { dossier, version }, conditions, written)))
        return {
          stale: conflitAvec(
            organisation,
            actor.etablissement.fuseau,
            changements.map(({ name, label, avant, apres }) => ({
              name,
              label,
              yours: apres,
              theirs: avant,
            })),
          ),
        };
      const mail = await prevenirReferent(tx, actor, faits, now);
      const message = "Organisation enregistrée.";
      return { to, message, object: dossier, details: { changements }, version: version + 1, mail };
    },
    page: organisationPage,
  }),

  /** « Revenir aux conditions de la période »: the fiche follows it again. */
  act({
    path: routes.ficheOrganisationPeriode,
    name: "fiche.organisation.revenir",
    right: droitsFiche.modifierOrganisationEcole,
    load: ({ tx, params }) => loadFiche(tx, params.dossier, true),
    form: (input) => parsed({ version: readVersion(input.text("_version")) }),
    write: async ({ tx, actor, now }, faits, { version }) => {
      const { dossier, organisation } = faits;
      const written = { par: actor.habilitation, now };
      if (!(await ecrireOrganisation(tx, { dossier, version }, null, written)))
        return { stale: conflitAvec(organisation, actor.etablissement.fuseau, []) };
      return {
        to: routes.ficheOrganisation.href({ dossier }),
        message: "La fiche suit de nouveau les conditions de la période.",
        object: dossier,
        details: { changements: differencesConditions(organisation.valeurs, organisation.periode) },
      };
    },
  }),
];
