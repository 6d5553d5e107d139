import { sql } from "kysely";
import type { SchoolTx } from "#db/pool.ts";
import type { LigneImport, StatutApprenant } from "#etablissement/import/ligne.ts";
import type { Changements } from "#etablissement/import/plan.ts";
import type { CivilDate } from "#kernel/civil-date.ts";

/*
 * The writings of an import: each takes a whole list in one JSON value, so that 35 or 1,500 learners are one statement.
 * An empty list writes nothing and asks nothing.
 */

type ClasseACreer = {
  id: string;
  nom: string;
  annee: number;
  niveau: string;
  referentiel: string;
  version: string;
};

export async function creerClasses(
  tx: SchoolTx,
  school: string,
  classes: readonly ClasseACreer[],
): Promise<void> {
  if (classes.length === 0) return;
  await sql`
    insert into classe (etablissement_id, id, annee, nom, niveau, referentiel, referentiel_version)
    select ${school}::uuid, id, annee, nom, niveau, referentiel, version
    from jsonb_to_recordset(${JSON.stringify(classes)}::jsonb)
      as x(id uuid, annee integer, nom text, niveau text, referentiel text, version text)
  `.execute(tx);
}

type Arrivant = Pick<LigneImport, "nom" | "prenom" | "naissance" | "ine"> & {
  identite: string;
  habilitation: string;
  apprenant: string;
};

/** The role and the learner of each newcomer, whose accounts exist. */
export async function creerApprenants(
  tx: SchoolTx,
  school: string,
  arrivants: readonly Arrivant[],
  du: CivilDate,
): Promise<void> {
  if (arrivants.length === 0) return;
  const lines = JSON.stringify(arrivants);
  await sql`
    insert into habilitation (etablissement_id, id, identite_id, role, nom, prenom, du)
    select ${school}::uuid, habilitation, identite, 'apprenant', nom, prenom, ${du}::date
    from jsonb_to_recordset(${lines}::jsonb) as x(habilitation uuid, identite uuid, nom text, prenom text)
  `.execute(tx);
  await sql`
    insert into apprenant (etablissement_id, id, habilitation_id, nom, prenom, naissance, ine)
    select ${school}::uuid, apprenant, habilitation, nom, prenom, naissance, ine
    from jsonb_to_recordset(${lines}::jsonb)
      as x(apprenant uuid, habilitation uuid, nom text, prenom text, naissance date, ine text)
  `.execute(tx);
}

/** Writes what a file corrects of known learners; an absent field stays. */
export async function corrigerApprenants(
  tx: SchoolTx,
  corrections: readonly (Changements & { id: string })[],
): Promise<void> {
  const real = corrections.filter(({ nom, prenom, naissance, ine }) => nom ?? prenom ?? naissance ?? ine);
  if (real.length === 0) return;
  const lines = JSON.stringify(real);
  await sql`
    update apprenant a set nom = coalesce(x.nom, a.nom), prenom = coalesce(x.prenom, a.prenom),
      naissance = coalesce(x.naissance, a.naissance), ine = coalesce(x.ine, a.ine)
    from jsonb_to_recordset(${lines}::jsonb) as x(id uuid, nom text, prenom text, naissance date, ine text)
    where a.id = x.id
  `.execute(tx);
  await sql`
    update habilitation h set nom = a.nom, prenom = a.prenom from apprenant a
    where a.habilitation_id = h.id and a.id = any(${real.map((one) => one.id)}::uuid[])
  `.execute(tx);
}

/**
 * These learners enter another class the day after: what runs then is closed, what began later (a class of next year,
 * an enrolment corrected the day it was made) is withdrawn.
 * @param au the last day in the class left
 */
export async function fermerInscriptions(
  tx: SchoolTx,
  apprenants: readonly string[],
  au: CivilDate,
): Promise<void> {
  if (apprenants.length === 0) return;
  await sql`
    delete from inscription where du > ${au}::date and apprenant_id = any(${apprenants}::uuid[])
  `.execute(tx);
  await sql`
    update inscription set au = ${au}::date
    where (au is null or au > ${au}::date) and apprenant_id = any(${apprenants}::uuid[])
  `.execute(tx);
}

/**
 * These learners leave the school: every enrolment begun stays, closed at their last day (who came and left on one day
 * was there that day); one prepared for later is withdrawn.
 */
export async function enregistrerDeparts(
  tx: SchoolTx,
  apprenants: readonly string[],
  { dernierJour, today }: { dernierJour: CivilDate; today: CivilDate },
): Promise<void> {
  if (apprenants.length === 0) return;
  await sql`
    delete from inscription
    where du > greatest(${dernierJour}::date, ${today}::date) and apprenant_id = any(${apprenants}::uuid[])
  `.execute(tx);
  await sql`
    update inscription set au = greatest(du, ${dernierJour}::date)
    where (au is null or au > ${dernierJour}::date) and apprenant_id = any(${apprenants}::uuid[])
  `.execute(tx);
}

type Inscription = { id: string; apprenant: string; classe: string; statut: StatutApprenant };

export async function ouvrirInscriptions(
  tx: SchoolTx,
  school: string,
  du: CivilDate,
  inscriptions: readonly Inscription[],
): Promise<void> {
  if (inscriptions.length === 0) return;
  await sql`
    insert into inscription (etablissement_id, id, apprenant_id, classe_id, statut, du)
    select ${school}::uuid, id, apprenant, classe, statut, ${du}::date
    from jsonb_to_recordset(${JSON.stringify(inscriptions)}::jsonb)
      as x(id uuid, apprenant uuid, classe uuid, statut text)
  `.execute(tx);
}

export async function changerStatuts(
  tx: SchoolTx,
  statuts: readonly { apprenant: string; statut: StatutApprenant }[],
): Promise<void> {
  if (statuts.length === 0) return;
  await sql`
    update inscription i set statut = x.statut
    from jsonb_to_recordset(${JSON.stringify(statuts)}::jsonb) as x(apprenant uuid, statut text)
    where i.apprenant_id = x.apprenant and i.au is null
  `.execute(tx);
}
