import { lireParametres } from "#evaluations/etablissement/form.ts";
import { type Lue, loadLue } from "#evaluations/etablissement/lecture.ts";
import { ParametresPage, SupprimerPage } from "#evaluations/etablissement/pages.tsx";
import { droitsEvaluations } from "#evaluations/etablissement/rights.ts";
import { verifierDate, verifierRetrait } from "#evaluations/etablissement/rules.ts";
import { modifierEvaluation, supprimerEvaluation } from "#evaluations/etablissement/store.ts";
import { all } from "#kernel/decision.ts";
import { readVersion } from "#kernel/fields.ts";
import { type FormState, formOf } from "#kernel/form.ts";
import { type Parsed, parsed } from "#kernel/form-input.ts";
import { longDate } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { act, type Route, type Screen, view } from "#web/act.ts";

const parametresPage = ({ evaluation, ref }: Lue, { frame }: Pick<Screen, "frame">, form: FormState) => (
  <ParametresPage
    frame={frame}
    classe={evaluation.classe}
    referentiel={ref}
    form={form}
    evaluation={evaluation}
    apprenants={[]}
  />
);

const parametres = view({
  path: routes.evaluationParametres,
  right: droitsEvaluations.modifier,
  load: (work) => loadLue(work),
  page: (lue, screen) => {
    const { titre, date, competences } = lue.evaluation;
    return parametresPage(lue, screen, formOf({ titre, date, competences }));
  },
});

const modifier = act({
  path: routes.evaluationParametres,
  name: "evaluation.modifier",
  right: droitsEvaluations.modifier,
  load: (work) => loadLue(work, true),
  form: (input, { evaluation, ref }) => lireParametres(input, ref, evaluation.competences),
  decide: ({ evaluation, concernes }, given, { today }) =>
    all(
      verifierDate(given.date, today, concernes),
      verifierRetrait(evaluation, concernes, given.competences),
    ),
  write: async ({ tx }, { evaluation }, given) => {
    if (!(await modifierEvaluation(tx, evaluation.id, given))) {
      const { titre, date, competences, version } = evaluation;
      const texts = [
        ["titre", "Titre", given.titre, titre],
        ["date", "Date", longDate(given.date), longDate(date)],
        ["competences", "Compétences", given.competences.join(", "), competences.join(", ")],
      ] as const;
      return {
        stale: {
          version,
          by: "Un autre enseignant a enregistré cette évaluation pendant votre saisie.",
          fields: texts
            .map(([name, label, yours, theirs]) => ({ name, label, yours, theirs }))
            .filter(({ yours, theirs }) => yours !== theirs),
        },
      };
    }
    return {
      to: routes.evaluation.href({ evaluation: evaluation.id }),
      message: "Évaluation enregistrée.",
      object: evaluation.id,
    };
  },
  page: parametresPage,
});

const supprimerPage = ({ evaluation, concernes }: Lue, { frame }: Pick<Screen, "frame">, form: FormState) => (
  <SupprimerPage
    frame={frame}
    evaluation={evaluation}
    evalues={concernes.filter(({ niveaux }) => Object.keys(niveaux).length > 0).length}
    form={form}
  />
);

const confirmer = view({
  path: routes.evaluationSupprimer,
  right: droitsEvaluations.modifier,
  load: (work) => loadLue(work),
  page: (lue, screen) => supprimerPage(lue, screen, formOf()),
});

const supprimer = act({
  path: routes.evaluationSupprimer,
  name: "evaluation.supprimer",
  right: droitsEvaluations.modifier,
  load: (work) => loadLue(work, true),
  form: (input): Parsed<number> => parsed(readVersion(input.text("_version"))),
  write: async ({ tx }, { evaluation }, version) => {
    if (evaluation.version !== version)
      return {
        stale: {
          version: evaluation.version,
          by: "Cette évaluation a changé entre-temps\u00a0: relisez-la.",
          fields: [],
        },
      };
    await supprimerEvaluation(tx, evaluation.id);
    return {
      to: routes.evaluations.href({}, { classe: evaluation.classe.id }),
      message: "Évaluation supprimée.",
      object: evaluation.id,
      details: { titre: evaluation.titre, date: evaluation.date },
    };
  },
  page: supprimerPage,
});

/** Title, date and competences of an evaluation, and its deletion: while no bilan intermédiaire froze it. */
export const parametresEtSuppression: Route[] = [parametres, modifier, confirmer, supprimer];
