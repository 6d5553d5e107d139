import { apresGesteConditions, formulaireConditions } from "#annexes/conditions/form.ts";
import { apresGesteObjectifs, formulaireObjectifs } from "#annexes/objectifs/form.ts";
import { changementDeListe, differencesConditions } from "#annexes/rules/changements.ts";
import { dernierEnregistrement } from "#annexes/store.ts";
import { all, type Decision } from "#kernel/decision.ts";
import { type Conflict, type FormState, formOf } from "#kernel/form.ts";
import { parsed } from "#kernel/form-input.ts";
import { count, fullName, shortDate } from "#kernel/french.ts";
import {
  lireActivites,
  lireApprenants,
  lireConditionsPeriode,
  lireInformations,
  lireObjectifsPeriode,
} from "#periodes/parametres/form.ts";
import { type FaitsParametres, isOnglet, type Onglet } from "#periodes/parametres/onglets.ts";
import { ParametresPage } from "#periodes/parametres/pages.tsx";
import {
  candidatsDossiers,
  contenuDeLaPeriode,
  marquerRetrait,
  modifierPeriode,
  propagerAuxFiches,
  propagerConditions,
} from "#periodes/parametres/store.ts";
import { droitsPeriodes } from "#periodes/rights.ts";
import { changerStatut, verifierRetraits, verifierSemaines } from "#periodes/rules.ts";
import { loadPeriode, ouvrirDossiers } from "#periodes/store.ts";
import { libelleTache, statutDe } from "#referentiel/rules.ts";
import { referentielDe } from "#referentiel/versions.ts";
import { routes } from "#routes.ts";
import { act, type Route, type Screen, view, type Work, type Written } from "#web/act.ts";

type Reading = Omit<Work, "params"> & { params: { periode: string } };

/** The period and what its tab needs; null when one or the other does not exist. */
async function loadOnglet(
  { tx, deps, params, today }: Reading,
  onglet: string,
  hold = false,
): Promise<FaitsParametres | null> {
  if (!isOnglet(onglet)) return null;
  const periode = await loadPeriode(tx, deps.referentiels, params.periode, hold);
  const ref = periode && referentielDe(deps.referentiels, periode);
  if (!periode || !ref) return null;
  const candidats = onglet === "apprenants" ? await candidatsDossiers(tx, periode, today) : [];
  return { ...periode, onglet, ref, candidats };
}

const loadForAct = (onglet: Onglet) => (work: Reading) => loadOnglet(work, onglet, true);

/** What the tab's form holds before anybody touches it. */
const stored = (facts: FaitsParametres): FormState =>
  formOf({
    nom: facts.nom,
    statut: facts.statut.code,
    du: facts.du,
    au: facts.au,
    ...formulaireObjectifs(facts.ref, facts.objectifs),
    taches: facts.taches,
    apprenants: facts.candidats.filter((one) => one.present).map((one) => one.id),
  });

const page = (
  facts: FaitsParametres,
  { frame, actor }: Pick<Screen, "frame" | "actor">,
  form?: FormState,
  conditions?: FormState,
) => {
  const may: Decision =
    facts.onglet === "apprenants"
      ? droitsPeriodes.choisirApprenants(actor, facts)
      : droitsPeriodes.modifier(actor, facts);
  return (
    <ParametresPage
      frame={frame}
      facts={facts}
      modifier={may}
      form={form ?? stored(facts)}
      conditions={conditions ?? formOf(formulaireConditions(facts.conditions))}
      fuseau={actor.etablissement.fuseau}
    />
  );
};

const consulter = view({
  path: routes.periodeModifier,
  right: droitsPeriodes.consulter,
  // the address where the conditions are sent is the tab they are on, when somebody loads it again
  load: (work) => loadOnglet(work, work.params.onglet === "conditions" ? "informations" : work.params.onglet),
  page: (facts, screen) => page(facts, screen),
});

const done = (facts: FaitsParametres, message: string): Written => ({
  to: routes.periodeModifier.href({ periode: facts.id, onglet: facts.onglet }),
  object: facts.id,
  message,
});

const stale = async (
  { tx, actor }: Work<never>,
  facts: FaitsParametres,
  fields: Conflict["fields"],
): Promise<Written> => ({
  stale: {
    version: facts.version,
    by: await dernierEnregistrement(tx, facts.id, actor.etablissement),
    fields: fields.filter((field) => field.yours !== field.theirs),
  },
});

const enregistrerInformations = act({
  path: routes.periodeInformations,
  name: "periode.informations.modifier",
  right: droitsPeriodes.modifier,
  load: loadForAct("informations"),
  form: (input, facts) => lireInformations(input, facts),
  write: async (work, facts, { version, ...saisie }) => {
    const { bilans, semaines } = await contenuDeLaPeriode(work.tx, facts.id);
    const statut = statutDe(facts.ref, saisie.statut);
    const decision = all(changerStatut(facts.statut, statut, bilans), verifierSemaines(saisie, semaines));
    if (!decision.ok) return { refusal: decision };
    if (await modifierPeriode(work.tx, facts.id, saisie, version))
      return done(facts, "Informations de la période enregistrées.");
    return stale(work, facts, [
      { name: "nom", label: "Nom", yours: saisie.nom, theirs: facts.nom },
      { name: "statut", label: "Statut", yours: statut.intitule, theirs: facts.statut.intitule },
      { name: "du", label: "Premier jour", yours: shortDate(saisie.du), theirs: shortDate(facts.du) },
      { name: "au", label: "Dernier jour", yours: shortDate(saisie.au), theirs: shortDate(facts.au) },
    ]);
  },
  page,
});

const enregistrerConditions = act({
  path: routes.periodeConditions,
  name: "periode.conditions.modifier",
  right: droitsPeriodes.modifier,
  load: loadForAct("informations"),
  form: lireConditionsPeriode,
  write: async (work, facts, { version, ...conditions }) => {
    const differences = differencesConditions(facts.conditions, conditions);
    if (!(await modifierPeriode(work.tx, facts.id, { conditions }, version)))
      return stale(
        work,
        facts,
        differences.map(({ name, label, avant, apres }) => ({ name, label, yours: apres, theirs: avant })),
      );
    await propagerConditions(work.tx, facts.id, facts.conditions, conditions);
    return {
      ...done(
        facts,
        quiSuit(facts.dossiers - facts.individualisees.organisations, facts.individualisees.organisations),
      ),
      details: { changements: differences },
    };
  },
  page: (facts, screen, form) => page(facts, screen, undefined, apresGesteConditions(form)),
});

/** « Enregistré : 32 fiches de liaison suivent ; 3 sont individualisées et gardent les leurs. » */
function quiSuit(suivent: number, gardent: number): string {
  const follow = `Enregistré : ${count(suivent, "fiche")} de liaison ${suivent > 1 ? "suivent" : "suit"}`;
  if (gardent === 0) return `${follow}.`;
  return `${follow} ; ${gardent > 1 ? `${gardent} sont individualisées et gardent les leurs` : "1 est individualisée et garde les siens"}.`;
}

const enregistrerObjectifs = act({
  path: routes.periodeObjectifs,
  name: "periode.objectifs.modifier",
  right: droitsPeriodes.modifier,
  load: loadForAct("objectifs"),
  form: (input, facts) => lireObjectifsPeriode(input, facts.ref),
  write: async (work, facts, { version, objectifs }) => {
    if (await modifierPeriode(work.tx, facts.id, { objectifs }, version)) {
      const suivent = await propagerAuxFiches(work.tx, facts.id, { objectifs });
      return {
        ...done(facts, quiSuit(suivent, facts.individualisees.fiches)),
        details: { objectifs: changementDeListe(facts.objectifs, objectifs) },
      };
    }
    const text = (list: readonly string[]) => list.join(" ; ");
    return stale(work, facts, [
      { name: "objectif-1", label: "Objectifs", yours: text(objectifs), theirs: text(facts.objectifs) },
    ]);
  },
  page: (facts, screen, form) => page(facts, screen, apresGesteObjectifs(form)),
});

const enregistrerActivites = act({
  path: routes.periodeActivites,
  name: "periode.activites.modifier",
  right: droitsPeriodes.modifier,
  load: loadForAct("activites"),
  form: (input, facts) => lireActivites(input, facts.ref),
  write: async (work, facts, { version, taches }) => {
    if (await modifierPeriode(work.tx, facts.id, { taches }, version)) {
      const suivent = await propagerAuxFiches(work.tx, facts.id, { taches });
      return {
        ...done(facts, quiSuit(suivent, facts.individualisees.fiches)),
        details: { taches: changementDeListe(facts.taches, taches) },
      };
    }
    const text = (codes: readonly string[]) => codes.map((code) => libelleTache(facts.ref, code)).join(" ; ");
    return stale(work, facts, [
      { name: "taches", label: "Tâches", yours: text(taches), theirs: text(facts.taches) },
    ]);
  },
  page,
});

/** « Choix des apprenants »: added, withdrawn, or brought back with all that was written. */
const enregistrerApprenants = act({
  path: routes.periodeApprenants,
  name: "periode.apprenants.modifier",
  right: droitsPeriodes.choisirApprenants,
  load: loadForAct("apprenants"),
  form: (input, facts) => lireApprenants(input, facts.candidats),
  decide: (facts, saisie) => verifierRetraits(facts.candidats, saisie.apprenants, saisie.retraits),
  write: async (work, facts, { version, apprenants, motif }) => {
    if (!(await modifierPeriode(work.tx, facts.id, {}, version))) return stale(work, facts, []);
    const chosen = new Set(apprenants);
    const withdrawn = facts.candidats.filter((one) => one.present && !chosen.has(one.id));
    const entering = facts.candidats.filter((one) => !one.present && chosen.has(one.id));
    const dossiers = (list: typeof entering) => list.flatMap((one) => one.dossier ?? []);
    await marquerRetrait(work.tx, dossiers(withdrawn), { le: work.now, par: work.actor.habilitation, motif });
    await marquerRetrait(work.tx, dossiers(entering), null);
    await ouvrirDossiers(work.tx, {
      etablissement: work.actor.etablissement.id,
      periode: facts,
      apprenants: entering.filter((one) => one.dossier === null),
      referent: facts.auteur,
    });
    const words = [
      ...(entering.length > 0 ? [`${count(entering.length, "apprenant")} en plus`] : []),
      ...(withdrawn.length > 0 ? [`${count(withdrawn.length, "apprenant")} en moins`] : []),
    ];
    return {
      ...done(facts, words.length > 0 ? `Enregistré : ${words.join(", ")}.` : "Rien n’a changé."),
      details: { ajoutes: entering.map((one) => one.id), retires: withdrawn.map((one) => one.id), motif },
    };
  },
  page,
});

/** « Remettre dans la période »: the dossier of a withdrawn learner, as he left it. */
const remettre = act({
  path: routes.periodeRemettre,
  name: "periode.apprenants.remettre",
  right: droitsPeriodes.choisirApprenants,
  load: async (work) => {
    const facts = await loadOnglet(work, "apprenants", true);
    const retire = facts?.candidats.find((one) => one.dossier === work.params.dossier && one.retrait);
    return facts && retire ? { ...facts, retire } : null;
  },
  form: () => parsed({}),
  write: async (work, facts) => {
    // whoever has the tab open must not take him out again without seeing him back
    if (!(await modifierPeriode(work.tx, facts.id, {}, facts.version))) return stale(work, facts, []);
    await marquerRetrait(work.tx, [work.params.dossier], null);
    return {
      ...done(facts, `${fullName(facts.retire)} est de nouveau dans la période, avec tout son dossier.`),
      details: { apprenant: facts.retire.id },
    };
  },
});

export const parametres: Route[] = [
  consulter,
  enregistrerInformations,
  enregistrerConditions,
  remettre,
  enregistrerApprenants,
  enregistrerObjectifs,
  enregistrerActivites,
];
