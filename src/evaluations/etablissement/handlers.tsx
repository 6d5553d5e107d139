import {
  champAbsent,
  champNiveau,
  lireParametres,
  lireTableau,
  type Saisie,
  tableauAffiche,
} from "#evaluations/etablissement/form.ts";
import { type Lue, loadLue, refDe } from "#evaluations/etablissement/lecture.ts";
import { ListePage, ParametresPage } from "#evaluations/etablissement/pages.tsx";
import { parametresEtSuppression } from "#evaluations/etablissement/parametres.tsx";
import { droitsEvaluations } from "#evaluations/etablissement/rights.ts";
import { type Concerne, suitApprenant, verifierDate } from "#evaluations/etablissement/rules.ts";
import {
  creerEvaluation,
  ecrireTableau,
  loadApprenants,
  loadClasses,
  loadListe,
} from "#evaluations/etablissement/store.ts";
import { EvaluationPage } from "#evaluations/etablissement/tableau.tsx";
import type { Actor } from "#kernel/actor.ts";
import { all, refuse } from "#kernel/decision.ts";
import { type Conflict, type FormState, formOf } from "#kernel/form.ts";
import { parsed } from "#kernel/form-input.ts";
import { count, listName, longDate } from "#kernel/french.ts";
import { isId } from "#kernel/id.ts";
import { routes } from "#routes.ts";
import { act, type Route, type Screen, view, type Work } from "#web/act.ts";

type Base = Pick<Work, "tx" | "actor" | "query" | "today" | "deps">;

/** The class asked for, else the teacher's first, else the school's first; null when it is not one of this school. */
async function loadClasse({ tx, actor, query }: Base) {
  const classes = await loadClasses(tx);
  const asked = query.get("classe");
  const mine = actor.role === "enseignant" ? actor.classes : [];
  const classe = asked
    ? classes.find(({ id }) => id === asked)
    : (classes.find(({ id }) => mine.includes(id)) ?? classes[0]);
  return asked && !classe ? null : { classes, classe: classe ?? null };
}

const liste = view({
  path: routes.evaluations,
  right: droitsEvaluations.lister,
  load: async (work) => {
    const found = await loadClasse(work);
    return found && { ...found, evaluations: found.classe ? await loadListe(work.tx, found.classe.id) : [] };
  },
  page: ({ classes, classe, evaluations }, { frame, actor }) => (
    <ListePage
      frame={frame}
      classes={classes}
      classe={classe}
      evaluations={evaluations}
      creer={
        classe
          ? droitsEvaluations.creer(actor, { classe })
          : refuse("sans-classe", "Aucune classe pour l’instant.")
      }
    />
  ),
});

/** The class of a new evaluation, with its learners of today. */
async function loadNouvelle(work: Base) {
  const found = await loadClasse(work);
  if (!found?.classe) return null;
  const { classe } = found;
  const ref = refDe(work.deps.referentiels, classe);
  const pour = { classe: classe.id, date: work.today, apprenant: null };
  return { classe, ref, apprenants: await loadApprenants(work.tx, pour, false) };
}

type Nouvelle = NonNullable<Awaited<ReturnType<typeof loadNouvelle>>>;

const nouvellePage = (
  { classe, ref, apprenants }: Nouvelle,
  { frame }: Pick<Screen, "frame">,
  form: FormState,
) => (
  <ParametresPage
    frame={frame}
    classe={classe}
    referentiel={ref}
    form={form}
    evaluation={null}
    apprenants={apprenants}
  />
);

const nouvelle = view({
  path: routes.evaluationNouvelle,
  right: droitsEvaluations.creer,
  load: loadNouvelle,
  page: (facts, screen) => nouvellePage(facts, screen, formOf({ date: screen.today })),
});

const creer = act({
  path: routes.evaluationNouvelle,
  name: "evaluation.creer",
  right: droitsEvaluations.creer,
  load: loadNouvelle,
  form: (input, { ref }) => {
    const read = lireParametres(input, ref);
    return read.ok ? parsed({ ...read.value, apprenant: input.text("apprenant") || null }) : read;
  },
  write: async ({ tx, actor, now, today }, { classe }, { apprenant, ...parametres }) => {
    if (apprenant !== null && !isId(apprenant))
      return { refusal: refuse("apprenant", "Cet apprenant n’est pas de la classe.", "apprenant") };
    const pour = await loadApprenants(tx, { classe: classe.id, date: parametres.date, apprenant }, true);
    const possible = all(
      verifierDate(parametres.date, today, pour),
      pour.length > 0
        ? { ok: true, value: undefined }
        : refuse(
            "personne",
            apprenant
              ? "Cet apprenant n’était pas dans la classe à cette date."
              : "Cette classe n’avait aucun apprenant à cette date.",
            apprenant ? "apprenant" : "date",
          ),
    );
    if (!possible.ok) return { refusal: possible };
    const id = await creerEvaluation(tx, parametres, {
      etablissement: actor.etablissement.id,
      auteur: actor.habilitation,
      classe: classe.id,
      apprenant,
      now,
    });
    return {
      to: routes.evaluation.href({ evaluation: id }),
      message: `Évaluation du ${longDate(parametres.date)} créée. Saisissez les niveaux.`,
      object: id,
    };
  },
  page: nouvellePage,
});

/** The rows that this person may read: a teacher all, the others those of whom they are or follow. */
function lisibles(actor: Actor, { concernes }: Lue): readonly Concerne[] {
  if (actor.role === "apprenant") return concernes.filter(({ id }) => id === actor.apprenant);
  if (actor.role === "tuteur") return concernes.filter((one) => suitApprenant(actor, one));
  if (actor.role === "maitre") return concernes.filter(({ id }) => actor.apprenants.includes(id));
  return concernes;
}

const tableauPage = (lue: Lue, { frame, actor }: Pick<Screen, "frame" | "actor">, form: FormState) => (
  <EvaluationPage
    frame={frame}
    evaluation={lue.evaluation}
    concernes={lisibles(actor, lue)}
    referentiel={lue.ref}
    form={form}
    saisir={droitsEvaluations.saisir(actor, lue)}
    modifier={droitsEvaluations.modifier(actor, lue)}
    tutoie={actor.role === "apprenant"}
  />
);

const tableau = view({
  path: routes.evaluation,
  right: droitsEvaluations.lire,
  load: (work) => loadLue(work),
  page: (lue, screen) => tableauPage(lue, screen, formOf(tableauAffiche(lue.concernes))),
});

/** The cells that somebody else changed otherwise, both values beside each other. */
function conflit({ evaluation, concernes }: Lue, { lignes }: Saisie): Conflict {
  const fields = lignes.flatMap(({ apprenant, absent, niveaux }) => {
    const stored = concernes.find(({ id }) => id === apprenant);
    if (!stored) return [];
    const who = listName(stored);
    const cells = evaluation.competences.map((code) => ({
      name: champNiveau(apprenant, code),
      label: `${who}, ${code}`,
      yours: niveaux[code] ?? "rien",
      theirs: stored.niveaux[code] ?? "rien",
    }));
    const oui = (value: boolean) => (value ? "absent" : "présent");
    const presence = {
      name: champAbsent(apprenant),
      label: who,
      yours: oui(absent),
      theirs: oui(stored.absent),
    };
    return [...cells, presence].filter(({ yours, theirs }) => yours !== theirs);
  });
  return {
    version: evaluation.version,
    by: "Un autre enseignant a enregistré cette évaluation pendant votre saisie.",
    fields,
  };
}

const saisir = act({
  path: routes.evaluation,
  name: "evaluation.saisir",
  right: droitsEvaluations.saisir,
  load: (work) => loadLue(work, true),
  form: (input, { evaluation, concernes, ref }) => lireTableau(input, evaluation, concernes, ref),
  write: async ({ tx, actor }, lue, saisie) => {
    const { id } = lue.evaluation;
    const on = { etablissement: actor.etablissement.id, evaluation: id, version: saisie.version };
    if (!(await ecrireTableau(tx, on, saisie.lignes))) return { stale: conflit(lue, saisie) };
    const evalues = saisie.lignes.filter(({ niveaux }) => Object.keys(niveaux).length > 0).length;
    return {
      to: routes.evaluation.href({ evaluation: id }),
      message: `Évaluation enregistrée\u00a0: ${count(evalues, "apprenant évalué", "apprenants évalués")}.`,
      object: id,
      version: saisie.version + 1,
    };
  },
  page: tableauPage,
});

/** Évaluations en établissement: the list, a new one, its table, its settings, its deletion. */
export const evaluationsEtablissement: Route[] = [
  liste,
  nouvelle,
  creer,
  tableau,
  saisir,
  ...parametresEtSuppression,
];
