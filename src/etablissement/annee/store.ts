import { sql } from "kysely";
import { lirePreference, retenirPreference } from "#comptes/preferences/store.ts";
import type { SchoolTx } from "#db/pool.ts";
import {
  anneeQuiFinit,
  type ClasseSource,
  type ClasseSuivante,
  type FaitsAnnee,
  type PlanAnnee,
  type Preparation,
} from "#etablissement/annee/rules.ts";
import { cleDeDivision } from "#etablissement/import/divisions.ts";
import { creerClasses, fermerInscriptions, ouvrirInscriptions } from "#etablissement/import/writes.ts";
import type { Actor } from "#kernel/actor.ts";
import { addDays, type CivilDate } from "#kernel/civil-date.ts";
import { newId } from "#kernel/id.ts";
import { garderVersion } from "#referentiel/ecole.ts";
import type { Referentiel } from "#referentiel/types.ts";
import type { Work } from "#web/act.ts";

/**
 * The classes of the year that ends with those still in them, and what exists of the next year.
 * @param hold true before applying: two administrators at once follow one another
 */
export async function faitsAnnee(tx: SchoolTx, today: CivilDate, hold = false): Promise<FaitsAnnee> {
  if (hold) await sql`select 1 from etablissement for update`.execute(tx);
  const ouvertes = await tx
    .selectFrom("inscription as i")
    .innerJoin("classe as c", "c.id", "i.classe_id")
    .select("c.annee")
    .distinct()
    .where("i.au", "is", null)
    .execute();
  const annee = anneeQuiFinit(
    ouvertes.map((one) => one.annee),
    today,
  );
  const classes = await sql<ClasseSource>`
    select c.id, c.nom, c.niveau, c.referentiel, c.referentiel_version as version,
      array(select e.enseignant_id from enseignant_classe e join habilitation h on h.id = e.enseignant_id
        where e.classe_id = c.id and (h.au is null or h.au >= ${today}) order by h.nom) as enseignants,
      coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'nom', a.nom, 'prenom', a.prenom,
          'statut', i.statut, 'du', i.du) order by a.nom collate "fr-x-icu", a.prenom collate "fr-x-icu")
        from inscription i join apprenant a on a.id = i.apprenant_id
        where i.classe_id = c.id and i.au is null), '[]') as apprenants
    from classe c where c.annee = ${annee}
    order by array_position(array['2DE', '1RE', 'TLE'], c.niveau), c.nom collate "fr-x-icu"
  `.execute(tx);
  const suivantes = await sql<ClasseSuivante>`
    select c.id, c.nom, c.niveau, c.referentiel,
      (select count(*)::int from inscription i where i.classe_id = c.id and i.au is null) as apprenants
    from classe c where c.annee = ${annee + 1} order by c.nom collate "fr-x-icu"
  `.execute(tx);
  const enseignants = await sql<FaitsAnnee["enseignants"][number]>`
    select id, nom, prenom from habilitation where role = 'enseignant' and (au is null or au >= ${today})
    order by nom collate "fr-x-icu", prenom collate "fr-x-icu"
  `.execute(tx);
  return { annee, classes: classes.rows, suivantes: suivantes.rows, enseignants: enseignants.rows };
}

const cle = (annee: number) => `annee-${annee + 1}`;

/** The choices this administrator keeps until he applies them; null before he made any. */
export const preparationGardee = async (tx: SchoolTx, actor: Actor, annee: number) =>
  ((await lirePreference(tx, actor, cle(annee))) as Preparation | undefined) ?? null;

export const garderPreparation = (
  tx: SchoolTx,
  actor: Actor,
  given: { annee: number; preparation: Preparation; now: Date },
) => retenirPreference(tx, actor, { cle: cle(given.annee), valeur: given.preparation, now: given.now });

/** Does what the dry run said, in as many statements for thirty learners as for a thousand. The past stays as it is. */
export async function appliquerAnnee(
  { tx, actor, now }: Pick<Work, "tx" | "actor" | "now">,
  plan: PlanAnnee,
  given: { annee: number; rentree: CivilDate; referentiels: ReadonlyMap<string, Referentiel> },
): Promise<void> {
  const school = actor.etablissement.id;
  const cibles = plan.cibles.map((cible) => ({
    ...cible,
    neuve: cible.id === null,
    id: cible.id ?? newId(),
  }));
  for (const referentiel of given.referentiels.values())
    if (cibles.some((cible) => cible.neuve && cible.referentiel === referentiel.code))
      await garderVersion(tx, school, referentiel, now);
  await creerClasses(
    tx,
    school,
    cibles
      .filter((cible) => cible.neuve)
      .map(({ id, nom, niveau, referentiel }) => ({
        id,
        nom,
        annee: given.annee + 1,
        niveau,
        referentiel,
        version: given.referentiels.get(referentiel)?.version ?? "",
      })),
  );
  const parCle = new Map(cibles.map((cible) => [cleDeDivision(cible.nom), cible.id]));
  await fermerInscriptions(
    tx,
    [
      ...plan.mouvements.map((one) => one.apprenant),
      ...plan.partants.flatMap((one) => one.apprenants.map((eleve) => eleve.id)),
    ],
    addDays(given.rentree, -1),
  );
  await ouvrirInscriptions(
    tx,
    school,
    given.rentree,
    plan.mouvements.map(({ apprenant, statut, cible }) => ({
      id: newId(),
      apprenant,
      classe: parCle.get(cible) ?? "",
      statut,
    })),
  );
  const charges = cibles.flatMap(({ id, enseignants }) =>
    enseignants.map((enseignant) => ({ enseignant, classe: id })),
  );
  await sql`
    insert into enseignant_classe (etablissement_id, enseignant_id, classe_id)
    select ${school}::uuid, enseignant, classe
    from jsonb_to_recordset(${JSON.stringify(charges)}::jsonb) as x(enseignant uuid, classe uuid)
    on conflict do nothing
  `.execute(tx);
}
