import { z } from "zod";
import { droitsComptes } from "#comptes/rights.ts";
import { anneesPossibles } from "#etablissement/classes/form.ts";
import { lireEnseignants } from "#etablissement/enseignants/import/lire.ts";
import { EnvoiPage, EssaiPage } from "#etablissement/enseignants/import/pages.tsx";
import { planEnseignants } from "#etablissement/enseignants/import/plan.ts";
import {
  appliquerEnseignants,
  classesDe,
  connusDe,
  garderBilanEnseignants,
  importEnseignantsDe,
  type LectureEnseignants,
  tenirCourriels,
} from "#etablissement/enseignants/import/store.ts";
import { garderLecture } from "#etablissement/import/store.ts";
import { type CivilDate, schoolYearOf } from "#kernel/civil-date.ts";
import { allowed, refuse } from "#kernel/decision.ts";
import { choice } from "#kernel/fields.ts";
import { formOf } from "#kernel/form.ts";
import { type FormInput, misread, type Parsed, parsed, readForm } from "#kernel/form-input.ts";
import { count } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { act, type Route, view, type Work } from "#web/act.ts";

async function readFichier(
  input: FormInput,
  today: CivilDate,
): Promise<Parsed<{ fichier: string; lecture: LectureEnseignants }>> {
  const years = anneesPossibles(today).map((one) => one.value);
  const year = readForm(z.object({ annee: choice(years, "Choisissez l’année scolaire.") }), input);
  const errors = year.ok ? {} : year.errors;
  const file = input.file("fichier");
  if (!file) return misread({ ...errors, fichier: "Choisissez le fichier des enseignants." });
  const liste = lireEnseignants(new Uint8Array(await file.arrayBuffer()));
  if (!liste.ok) return misread({ ...errors, fichier: liste.message });
  if (!year.ok) return year;
  return parsed({
    fichier: file.name.slice(0, 200) || "liste",
    lecture: { genre: "enseignants", annee: Number(year.value.annee), liste: liste.value },
  });
}

async function load(
  { tx, params, today }: Work<"/administration/enseignants/import/:import">,
  hold: boolean,
) {
  const recu = await importEnseignantsDe(tx, params.import, hold);
  if (!recu) return null;
  const { annee, liste } = recu.lecture;
  const courriels = liste.lignes.map((ligne) => ligne.courriel);
  if (hold) await tenirCourriels(tx, courriels);
  const plan = planEnseignants(liste, await connusDe(tx, courriels), await classesDe(tx, annee), today);
  return { recu, plan };
}

export const importEnseignants: Route[] = [
  view({
    path: routes.enseignantsImport,
    right: droitsComptes.administrer,
    load: async ({ today }) => ({ annee: schoolYearOf(today) }),
    page: ({ annee }, screen) => <EnvoiPage screen={screen} form={formOf({ annee: String(annee) })} />,
  }),
  act({
    path: routes.enseignantsImport,
    name: "enseignants.lire",
    right: droitsComptes.administrer,
    load: async ({ today }) => ({ today }),
    form: (input, { today }) => readFichier(input, today),
    write: async ({ tx, actor, now }, _, lu) => {
      const auteur = actor.habilitation;
      const id = await garderLecture(tx, { etablissement: actor.etablissement.id, auteur, now, ...lu });
      return { to: routes.enseignantsImportEssai.href({ import: id }), object: id };
    },
    page: (_, screen, form) => <EnvoiPage screen={screen} form={form} />,
  }),
  view({
    path: routes.enseignantsImportEssai,
    right: droitsComptes.administrer,
    load: (work) => load(work, false),
    page: ({ recu, plan }, screen) => <EssaiPage recu={recu} plan={plan} screen={screen} />,
  }),
  act({
    path: routes.enseignantsImportEssai,
    name: "enseignants.importer",
    right: droitsComptes.administrer,
    load: (work) => load(work, true),
    form: () => parsed(null),
    decide: ({ recu }) =>
      recu.appliqueLe
        ? refuse(
            "import-applique",
            "Cette liste a déjà été appliquée : rien n’a été changé. Pour reprendre le fichier, envoyez-le de nouveau.",
          )
        : allowed,
    write: async (work, { recu, plan }) => {
      const bilan = await appliquerEnseignants(work, plan);
      await garderBilanEnseignants(work.tx, recu, bilan, work.now);
      return {
        to: routes.enseignants.href({}),
        message: `${count(bilan.crees, "enseignant créé", "enseignants créés")}, ${count(bilan.rattaches + bilan.retours, "mis à jour", "mis à jour")}. Les liens d’activation partent par courriel.`,
        object: recu.id,
        details: bilan,
        mail: bilan.crees > 0,
      };
    },
  }),
];
