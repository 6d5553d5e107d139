import { creerArrivants } from "#etablissement/import/arrivants.ts";
import { cleDeDivision } from "#etablissement/import/divisions.ts";
import type { Decisions } from "#etablissement/import/form.ts";
import type { LigneImport } from "#etablissement/import/ligne.ts";
import type { PlanImport } from "#etablissement/import/plan.ts";
import type { Bilan } from "#etablissement/import/rules.ts";
import { classesDeLAnnee } from "#etablissement/import/store.ts";
import {
  changerStatuts,
  corrigerApprenants,
  creerClasses,
  enregistrerDeparts,
  fermerInscriptions,
  ouvrirInscriptions,
} from "#etablissement/import/writes.ts";
import { premierJour } from "#etablissement/rules.ts";
import { addDays } from "#kernel/civil-date.ts";
import { newId } from "#kernel/id.ts";
import { garderVersion } from "#referentiel/ecole.ts";
import type { Work } from "#web/act.ts";

type Given = Pick<Work, "tx" | "actor" | "today" | "now">;

/**
 * Does what the dry run said, in a number of statements that does not depend on the number of learners (B-30).
 * Learners arrive without a password: a code is printed for them later.
 */
export async function appliquer(
  { tx, actor, today, now }: Given,
  plan: PlanImport,
  { annee, reglages, partis }: { annee: number } & Pick<Decisions, "reglages" | "partis">,
): Promise<Bilan> {
  const school = actor.etablissement.id;
  const nouvelles = plan.classesACreer.flatMap(({ nom }) => {
    const reglage = reglages.get(nom);
    return reglage ? [{ id: newId(), nom, annee, ...reglage }] : [];
  });
  for (const referentiel of new Set(nouvelles.map((classe) => classe.referentiel)))
    await garderVersion(tx, school, referentiel, now);
  await creerClasses(
    tx,
    school,
    nouvelles.map(({ referentiel: { code, version }, ...classe }) => ({
      ...classe,
      referentiel: code,
      version,
    })),
  );
  const classes = new Map(
    (await classesDeLAnnee(tx, annee)).map((classe) => [cleDeDivision(classe.nom), classe] as const),
  );
  const classeDe = ({ division }: LigneImport) => classes.get(cleDeDivision(division))?.id ?? "";

  const du = premierJour(annee, today);

  const arrivants = await creerArrivants({ tx, actor, today }, plan.creations);

  const changes = plan.changementsDeClasse;
  await corrigerApprenants(
    tx,
    [...changes, ...plan.misesAJour].map(({ apprenant, changements }) => ({
      id: apprenant.id,
      ...changements,
    })),
  );
  await fermerInscriptions(
    tx,
    changes.map((one) => one.apprenant.id),
    addDays(du, -1),
  );
  await ouvrirInscriptions(tx, school, du, [
    ...arrivants.map(({ apprenant, nouveau }) => ({
      id: newId(),
      apprenant,
      classe: classeDe(nouveau),
      statut: nouveau.statut,
    })),
    ...changes.map(({ apprenant, ligne, changements }) => ({
      id: newId(),
      apprenant: apprenant.id,
      classe: classeDe(ligne),
      statut: changements.statut ?? apprenant.statut,
    })),
  ]);
  await changerStatuts(
    tx,
    plan.misesAJour.flatMap(({ apprenant, changements }) =>
      changements.statut ? [{ apprenant: apprenant.id, statut: changements.statut }] : [],
    ),
  );
  await enregistrerDeparts(tx, partis, { dernierJour: addDays(today, -1), today });

  const touched = new Set(
    [...plan.creations, ...[...changes, ...plan.misesAJour, ...plan.inchanges].map((one) => one.ligne)].map(
      (ligne) => cleDeDivision(ligne.division),
    ),
  );
  return {
    crees: arrivants.length,
    changesDeClasse: changes.length,
    misAJour: plan.misesAJour.length,
    inchanges: plan.inchanges.length,
    partis: partis.length,
    ignores: plan.erreurs.length + plan.homonymes.length,
    classes: [...classes]
      .filter(([key, { id }]) => touched.has(key) || nouvelles.some((one) => one.id === id))
      .map(([, { id, nom }]) => ({ id, nom, nouvelle: nouvelles.some((one) => one.id === id) })),
  };
}
