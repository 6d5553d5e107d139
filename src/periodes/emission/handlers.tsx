import { loadAnnexe } from "#annexes/store.ts";
import { schoolYearOf } from "#kernel/civil-date.ts";
import { count } from "#kernel/french.ts";
import { newId } from "#kernel/id.ts";
import { equipe, partager } from "#periodes/duplication/rules.ts";
import { enseignantsDesClasses } from "#periodes/duplication/store.ts";
import { lireEmission, PARTAGE } from "#periodes/emission/form.ts";
import { EmissionPage } from "#periodes/emission/pages.tsx";
import { droitsPeriodes } from "#periodes/rights.ts";
import { candidats, enseignants, ouvrirDossiers } from "#periodes/store.ts";
import { garderVersion } from "#referentiel/ecole.ts";
import { referentielPour } from "#referentiel/rules.ts";
import { routes } from "#routes.ts";
import { act, type Route, view, type Work } from "#web/act.ts";

async function load({ tx, deps, params, today }: Work<"/annexes/:annexe/emettre">) {
  const annexe = await loadAnnexe(tx, params.annexe);
  const ref = annexe && referentielPour(deps.referentiels, annexe);
  if (!annexe || !ref) return null;
  return {
    annexe,
    ref,
    niveau: annexe.niveau,
    archiveeLe: annexe.archiveeLe,
    candidats: await candidats(tx, { ...annexe, annee: schoolYearOf(today), today }),
    enseignants: await enseignants(tx, today),
    parClasse: await enseignantsDesClasses(tx, schoolYearOf(today), today),
  };
}

/** « Émettre une période » (S-02): the page, with every learner of the teacher's classes of that level ticked. */
const preparer = view({
  path: routes.annexeEmettre,
  right: droitsPeriodes.emettre,
  load,
  page: (facts, { frame, actor }) => {
    const mine = actor.role === "enseignant" ? actor.classes : [];
    const own = facts.candidats.filter((one) => mine.includes(one.classe.id));
    const ticked = (own.length > 0 ? own : facts.candidats).map((one) => one.id);
    const values = { nom: "", apprenants: ticked, referent: actor.habilitation };
    return <EmissionPage frame={frame} facts={facts} form={{ values, errors: {} }} />;
  },
});

/** The period, and for each learner chosen his dossier, fiche and place for a company. */
const emettre = act({
  path: routes.annexeEmettre,
  name: "periode.emettre",
  right: droitsPeriodes.emettre,
  load,
  form: (input, facts) => lireEmission(input, facts),
  write: async ({ tx, actor, now }, { annexe, ref, candidats, parClasse }, saisie) => {
    const etablissement = actor.etablissement.id;
    await garderVersion(tx, etablissement, ref, now);
    const periode = { id: newId(), objectifs: annexe.objectifs, taches: annexe.taches };
    await tx
      .insertInto("periode")
      .values({
        ...periode,
        conditions: JSON.stringify(annexe.conditions),
        etablissement_id: etablissement,
        annexe_id: annexe.id,
        nom: saisie.nom,
        statut: saisie.statut,
        niveau: annexe.niveau,
        referentiel: ref.code,
        referentiel_version: ref.version,
        du: saisie.du,
        au: saisie.au,
        auteur_id: actor.habilitation,
        cree_le: now,
      })
      .execute();
    const apprenants = candidats.filter((one) => saisie.apprenants.includes(one.id));
    const choix = saisie.referent === PARTAGE ? "partage" : { enseignant: saisie.referent };
    const team = { referents: [], enseignants: parClasse, auteur: actor.habilitation };
    const referents = partager(apprenants, (classe) => equipe(choix, classe, team));
    await ouvrirDossiers(tx, {
      etablissement,
      periode,
      apprenants,
      referent: (one) => referents.get(one.id) ?? null,
    });
    return {
      to: routes.periodes.href({}, { niveau: annexe.niveau, periode: periode.id }),
      object: periode.id,
      details: { annexe: annexe.id, apprenants: apprenants.length },
      message: `Période « ${saisie.nom} » émise pour ${count(apprenants.length, "apprenant")}.`,
    };
  },
  page: (facts, { frame }, form) => <EmissionPage frame={frame} facts={facts} form={form} />,
});

export const emission: Route[] = [preparer, emettre];
