import { droitsComptes } from "#comptes/rights.ts";
import { readPreparation, valeurs } from "#etablissement/annee/form.ts";
import { AnneePage, EssaiPage } from "#etablissement/annee/pages.tsx";
import { type FaitsAnnee, type PlanAnnee, planAnnee, propositionAnnee } from "#etablissement/annee/rules.ts";
import {
  appliquerAnnee,
  faitsAnnee,
  garderPreparation,
  preparationGardee,
} from "#etablissement/annee/store.ts";
import { versionDe } from "#etablissement/rules.ts";
import { allowed, refuse } from "#kernel/decision.ts";
import { readVersion } from "#kernel/fields.ts";
import { formOf } from "#kernel/form.ts";
import { parsed } from "#kernel/form-input.ts";
import { count, schoolYear } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { act, type Route, view, type Work } from "#web/act.ts";

async function load({ tx, today, actor, deps }: Work, hold = false) {
  const faits = await faitsAnnee(tx, today, hold);
  const gardee = await preparationGardee(tx, actor, faits.annee);
  // what was kept may name classes made or emptied since: the proposal stands behind it
  const proposee = propositionAnnee(faits, deps.referentiels);
  const preparation = gardee
    ? {
        ...gardee,
        noms: { ...proposee.noms, ...gardee.noms },
        enseignants: { ...proposee.enseignants, ...gardee.enseignants },
      }
    : proposee;
  const plan = planAnnee(faits, preparation, deps.referentiels);
  return { faits, preparation, plan, referentiels: deps.referentiels };
}

/** The plan one looked at: applying another one is refused. */
const versionDuPlan = (plan: PlanAnnee) => versionDe([JSON.stringify(plan)]);

const partantsDe = (plan: PlanAnnee) => plan.partants.reduce((n, one) => n + one.apprenants.length, 0);

const resteAFaire = (faits: FaitsAnnee) => faits.classes.some((classe) => classe.apprenants.length > 0);

export const annee: Route[] = [
  view({
    path: routes.adminAnnee,
    right: droitsComptes.administrer,
    load: (work) => load(work),
    page: ({ faits, preparation }, screen) => (
      <AnneePage faits={faits} screen={screen} form={formOf(valeurs(preparation))} />
    ),
  }),
  act({
    path: routes.adminAnnee,
    name: "annee.preparer",
    right: droitsComptes.administrer,
    load: (work) => load(work),
    form: (input, { faits, referentiels }) => readPreparation(input, faits, referentiels),
    write: async ({ tx, actor, now }, { faits }, preparation) => {
      await garderPreparation(tx, actor, { annee: faits.annee, preparation, now });
      return { to: routes.adminAnneeEssai.href({}), details: { annee: faits.annee + 1 } };
    },
    page: ({ faits }, screen, form) => <AnneePage faits={faits} screen={screen} form={form} />,
  }),
  view({
    path: routes.adminAnneeEssai,
    right: droitsComptes.administrer,
    load: (work) => load(work),
    page: ({ faits, preparation, plan }, screen) => (
      <EssaiPage
        faits={faits}
        rentree={preparation.rentree}
        plan={plan}
        version={versionDuPlan(plan)}
        screen={screen}
        form={formOf()}
      />
    ),
  }),
  act({
    path: routes.adminAnneeEssai,
    name: "annee.appliquer",
    right: droitsComptes.administrer,
    load: (work) => load(work, true),
    form: (input) => parsed(readVersion(input.text("_version"))),
    decide: ({ faits, plan }) => {
      if (!resteAFaire(faits))
        return refuse(
          "annee-appliquee",
          `Plus aucun apprenant n’attend de passer de ${schoolYear(faits.annee)} à ${schoolYear(faits.annee + 1)} : rien n’a été changé.`,
        );
      const [erreur] = Object.values(plan.erreurs);
      return erreur ? refuse("annee-a-revoir", `${erreur} Reprenez les choix.`) : allowed;
    },
    write: async (work, { faits, preparation, plan, referentiels }, version) => {
      if (version !== versionDuPlan(plan))
        return {
          stale: {
            version: versionDuPlan(plan),
            by: "Les classes ou les choix ont changé depuis cette page. Relisez ce qui suit : c’est ce qui serait fait maintenant.",
            fields: [],
          },
        };
      const { rentree } = preparation;
      await appliquerAnnee(work, plan, { annee: faits.annee, rentree, referentiels });
      const partants = partantsDe(plan);
      return {
        to: routes.adminClasses.href({}, { annee: faits.annee + 1 }),
        message: `${count(plan.mouvements.length, "apprenant inscrit", "apprenants inscrits")} en ${schoolYear(faits.annee + 1)}, ${count(partants, "départ")}.`,
        object: work.actor.etablissement.id,
        details: {
          annee: faits.annee + 1,
          rentree,
          inscrits: plan.mouvements.length,
          partants,
          classes: plan.cibles.map((cible) => cible.nom),
        },
      };
    },
    page: ({ faits, preparation, plan }, screen, form) => (
      <EssaiPage
        faits={faits}
        rentree={preparation.rentree}
        plan={plan}
        version={versionDuPlan(plan)}
        screen={screen}
        form={form}
      />
    ),
  }),
];
