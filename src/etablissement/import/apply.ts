import { creerComptes, loginsProches } from "#comptes/store/identites.ts";
import { cleDeDivision } from "#etablissement/import/divisions.ts";
import type { Decisions } from "#etablissement/import/form.ts";
import { loginFrom } from "#etablissement/import/identifiants.ts";
import type { LigneImport } from "#etablissement/import/ligne.ts";
import type { PlanImport } from "#etablissement/import/plan.ts";
import type { Bilan } from "#etablissement/import/rules.ts";
import { classesDeLAnnee } from "#etablissement/import/store.ts";
import {
  changerStatuts,
  corrigerApprenants,
  creerApprenants,
  creerClasses,
  fermerInscriptions,
  ouvrirInscriptions,
} from "#etablissement/import/writes.ts";
import { addDays, civil } from "#kernel/civil-date.ts";
import { newId } from "#kernel/id.ts";
import type { Work } from "#web/act.ts";

type Given = Pick<Work, "tx" | "actor" | "today">;

/**
 * Does what the dry run said, in a number of statements that does not depend on the number of learners (B-30).
 * Learners arrive without a password: a code is printed for them later.
 */
export async function appliquer(
  { tx, actor, today }: Given,
  plan: PlanImport,
  { annee, reglages, partis }: { annee: number } & Pick<Decisions, "reglages" | "partis">,
): Promise<Bilan> {
  const school = actor.etablissement.id;
  const nouvelles = plan.classesACreer.flatMap(({ nom }) => {
    const reglage = reglages.get(nom);
    return reglage ? [{ id: newId(), nom, annee, ...reglage }] : [];
  });
  await creerClasses(tx, school, nouvelles);
  const classes = new Map(
    (await classesDeLAnnee(tx, annee)).map((classe) => [cleDeDivision(classe.nom), classe] as const),
  );
  const classeDe = ({ division }: LigneImport) => classes.get(cleDeDivision(division))?.id ?? "";

  // a list of next year's classes begins with them
  const rentree = civil(`${annee}-09-01`);
  const du = today > rentree ? today : rentree;

  const arrivants = await avecLogin({ tx, actor, today }, plan.creations);
  await creerComptes(
    tx,
    arrivants.map(({ identite, login, ligne: { nom, prenom } }) => ({
      identite,
      nom,
      prenom,
      type: "login",
      valeur: login,
    })),
  );
  await creerApprenants(
    tx,
    school,
    arrivants.map(({ ligne: { nom, prenom, naissance, ine }, ...ids }) => ({
      ...ids,
      nom,
      prenom,
      naissance,
      ine,
    })),
    today,
  );

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
    ...arrivants.map(({ apprenant, ligne }) => ({
      id: newId(),
      apprenant,
      classe: classeDe(ligne),
      statut: ligne.statut,
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
  await fermerInscriptions(tx, partis, addDays(today, -1));

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

/** Gives each newcomer his ids and a login that nobody has, in any school. */
async function avecLogin({ tx }: Given, lignes: readonly LigneImport[]) {
  if (lignes.length === 0) return [];
  const nobody: ReadonlySet<string> = new Set();
  const bases = [...new Set(lignes.map((ligne) => loginFrom(ligne.prenom, ligne.nom, nobody)))];
  const taken = await loginsProches(tx, bases);
  return lignes.map((ligne) => {
    const login = loginFrom(ligne.prenom, ligne.nom, taken);
    taken.add(login);
    return { ligne, login, identite: newId(), habilitation: newId(), apprenant: newId() };
  });
}
