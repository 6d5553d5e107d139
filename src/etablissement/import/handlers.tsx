import { droitsComptes } from "#comptes/rights.ts";
import { appliquer } from "#etablissement/import/apply.ts";
import { EssaiPage } from "#etablissement/import/dry-run.tsx";
import { propositions, readDecisions, readFichier } from "#etablissement/import/form.ts";
import { ImportsPage } from "#etablissement/import/pages.tsx";
import { planImport } from "#etablissement/import/plan.ts";
import { BilanPage } from "#etablissement/import/report.tsx";
import {
  apprenantsConnus,
  classesDeLAnnee,
  derniersImports,
  garderBilan,
  garderLecture,
  importDe,
} from "#etablissement/import/store.ts";
import { civilDateIn, schoolYearOf } from "#kernel/civil-date.ts";
import { allowed, refuse } from "#kernel/decision.ts";
import { formOf } from "#kernel/form.ts";
import { parsed } from "#kernel/form-input.ts";
import { hour, longDate } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { act, type Route, view, type Work } from "#web/act.ts";

/** The file read, and what it would change in the school as it is now. */
async function loadImport(
  { tx, params, deps, actor, today }: Work<"/administration/imports/:import">,
  hold: boolean,
) {
  const liste = await importDe(tx, params.import, hold);
  if (!liste) return null;
  const { annee, resultat } = liste.lecture;
  const existants = liste.appliqueLe ? [] : await apprenantsConnus(tx, annee, today);
  const connues = liste.appliqueLe ? [] : (await classesDeLAnnee(tx, annee)).map((classe) => classe.nom);
  const plan = planImport(resultat.lignes, existants, connues);
  return {
    liste,
    existants,
    connues,
    plan,
    referentiels: deps.referentiels,
    fuseau: actor.etablissement.fuseau,
  };
}

export const imports: Route[] = [
  view({
    path: routes.imports,
    right: droitsComptes.administrer,
    load: async ({ tx }) => ({ derniers: await derniersImports(tx) }),
    page: ({ derniers }, screen) => (
      <ImportsPage
        derniers={derniers}
        screen={screen}
        form={formOf({ annee: String(schoolYearOf(screen.today)) })}
      />
    ),
  }),
  act({
    path: routes.imports,
    name: "import.lire",
    right: droitsComptes.administrer,
    load: async ({ tx, today }) => ({ derniers: await derniersImports(tx), today }),
    form: (input, { today }) => readFichier(input, today),
    write: async ({ tx, actor, now }, _, { fichier, lecture }) => {
      const id = await garderLecture(tx, {
        etablissement: actor.etablissement.id,
        auteur: actor.habilitation,
        now,
        fichier,
        lecture,
      });
      return { to: routes.import.href({ import: id }), object: id };
    },
    page: ({ derniers }, screen, form) => <ImportsPage derniers={derniers} screen={screen} form={form} />,
  }),
  view({
    path: routes.import,
    right: droitsComptes.administrer,
    load: (work) => loadImport(work, false),
    page: ({ liste, plan, referentiels }, screen) =>
      liste.bilan ? (
        <BilanPage liste={liste} bilan={liste.bilan} screen={screen} />
      ) : (
        <EssaiPage
          liste={liste}
          plan={plan}
          screen={screen}
          form={formOf(propositions(plan, referentiels))}
        />
      ),
  }),
  act({
    path: routes.import,
    name: "import.appliquer",
    right: droitsComptes.administrer,
    load: (work) => loadImport(work, true),
    form: (input, { liste, plan, referentiels }) =>
      liste.appliqueLe
        ? parsed({ choix: {}, reglages: new Map(), partis: [] })
        : readDecisions(input, plan, referentiels),
    decide: ({ liste, fuseau }) =>
      liste.appliqueLe
        ? refuse(
            "import-applique",
            `Cette liste a déjà été appliquée le ${longDate(civilDateIn(liste.appliqueLe, fuseau))} à ${hour(liste.appliqueLe, fuseau)} : rien n’a été changé. Pour reprendre le fichier, envoyez-le de nouveau.`,
          )
        : allowed,
    write: async (work, { liste, existants, connues }, { choix, reglages, partis }) => {
      const { annee, resultat } = liste.lecture;
      const plan = planImport(resultat.lignes, existants, connues, { choix });
      const bilan = await appliquer(work, plan, { annee, reglages, partis });
      bilan.ignores += resultat.erreurs.length;
      await garderBilan(work.tx, liste, bilan, work.now);
      return {
        to: routes.import.href(work.params),
        message: "Liste appliquée.",
        object: liste.id,
        details: { ...bilan, classes: bilan.classes.map((classe) => classe.id) },
      };
    },
    page: ({ liste, plan }, screen, form) => (
      <EssaiPage liste={liste} plan={plan} screen={screen} form={form} />
    ),
  }),
];
