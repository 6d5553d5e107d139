import { droitsComptes } from "#comptes/rights.ts";
import { readClasseNouvelle, readReglage } from "#etablissement/classes/form.ts";
import { ClassePage, ClassesPage } from "#etablissement/classes/pages.tsx";
import { classeDuMemeNom, creerClasse, reglerClasse, reglerStatuts } from "#etablissement/classes/store.ts";
import { anneeDemandee } from "#etablissement/rules.ts";
import { anneesDe, apprenantsDe, classeDe, classesDe } from "#etablissement/store.ts";
import { refuse } from "#kernel/decision.ts";
import { formOf } from "#kernel/form.ts";
import { parsed } from "#kernel/form-input.ts";
import { count } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { act, type Route, view, type Work } from "#web/act.ts";

async function loadClasses({ tx, query, today }: Work) {
  const annee = anneeDemandee(query.get("annee"), today);
  return { annee, annees: await anneesDe(tx, today), classes: await classesDe(tx, annee, today) };
}

async function loadClasse({
  tx,
  params,
  today,
}: Pick<Work, "tx" | "today"> & { params: { classe: string } }) {
  const classe = await classeDe(tx, params.classe, today);
  return classe && { classe, apprenants: await apprenantsDe(tx, classe.id, today) };
}

const reglageDe = (classe: { niveau: string; referentiel: string }) =>
  formOf({ niveau: classe.niveau, referentiel: classe.referentiel });

export const classes: Route[] = [
  view({
    path: routes.adminClasses,
    right: droitsComptes.administrer,
    load: loadClasses,
    page: (facts, screen) => (
      <ClassesPage {...facts} screen={screen} form={formOf({ annee: String(facts.annee) })} />
    ),
  }),
  act({
    path: routes.adminClasses,
    name: "classe.creer",
    right: droitsComptes.administrer,
    load: async (work) => ({ ...(await loadClasses(work)), lecture: work }),
    form: (input, { lecture }) =>
      readClasseNouvelle(input, { referentiels: lecture.deps.referentiels, today: lecture.today }),
    write: async ({ tx, actor, now }, _, classe) => {
      const same = await classeDuMemeNom(tx, classe);
      if (same)
        return {
          refusal: refuse("classe-existe", `La classe ${same.nom} existe déjà cette année-là.`, "nom"),
        };
      const id = await creerClasse(tx, actor.etablissement.id, classe, now);
      return {
        to: routes.adminClasse.href({ classe: id }),
        message: `Classe ${classe.nom} créée.`,
        object: id,
      };
    },
    page: (facts, screen, form) => <ClassesPage {...facts} screen={screen} form={form} />,
  }),
  view({
    path: routes.adminClasse,
    right: droitsComptes.administrer,
    load: loadClasse,
    page: (facts, screen) => <ClassePage {...facts} screen={screen} form={reglageDe(facts.classe)} />,
  }),
  act({
    path: routes.adminClasse,
    name: "classe.regler",
    right: droitsComptes.administrer,
    load: async (work) => {
      const facts = await loadClasse(work);
      return facts && { ...facts, referentiels: work.deps.referentiels };
    },
    form: (input, { referentiels }) => readReglage(input, referentiels),
    write: async ({ tx, actor, params, now }, _, reglage) => {
      await reglerClasse(tx, { etablissement: actor.etablissement.id, id: params.classe }, reglage, now);
      return {
        to: routes.adminClasse.href(params),
        message: "Classe enregistrée. Les périodes déjà créées gardent leur référentiel.",
        object: params.classe,
      };
    },
    page: (facts, screen, form) => <ClassePage {...facts} screen={screen} form={form} />,
  }),
  act({
    path: routes.adminClasseStatuts,
    name: "classe.statuts",
    right: droitsComptes.administrer,
    load: loadClasse,
    form: (input, { apprenants }) => {
      const known = (ids: string[]) => ids.filter((id) => apprenants.some((one) => one.id === id));
      return parsed({ montres: known(input.texts("montre")), apprentis: known(input.texts("apprenti")) });
    },
    write: async ({ tx, params }, _, statuts) => {
      const changed = await reglerStatuts(tx, params.classe, statuts);
      return {
        to: routes.adminClasse.href(params),
        message:
          changed === 0
            ? "Aucun statut n’a changé."
            : `${count(changed, "statut")} enregistré${changed > 1 ? "s" : ""}.`,
        object: params.classe,
      };
    },
    page: (facts, screen) => <ClassePage {...facts} screen={screen} form={reglageDe(facts.classe)} />,
  }),
];
