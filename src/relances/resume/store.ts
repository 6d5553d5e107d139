import { sql } from "kysely";
import type { SchoolTx } from "#db/pool.ts";
import { etatsDesDossiers } from "#dossiers/store/etats.ts";
import { addDays, type CivilDate } from "#kernel/civil-date.ts";
import { statutDe } from "#referentiel/rules.ts";
import { type Referentiels, referentielDe } from "#referentiel/versions.ts";
import { CLE_COURRIELS } from "#relances/reglages/rules.ts";
import { type Destinataire, type DossierSuivi, FENETRE } from "#relances/resume/rules.ts";

/** A person who may be written to today. */
export type Personne = Destinataire & {
  /** who he is, whatever his roles */
  identite: string;
  nom: string;
  prenom: string;
  courriel: string;
  /** the school's name */
  ecole: string;
  /** what he chose, as stored; undefined when he never did */
  reglages: unknown;
  /** the day of his last digest */
  dernier: CivilDate | null;
};

/** An address that a server refused is left in peace this long, in days: insisting would harm all the others. */
const REFUS = 30;

/**
 * The people of the school who have an address and a role that lives today, in one statement: one line a role, the main
 * role of a person first; those of one person when one of his roles is given. An administrator has nothing to be
 * reminded of; a learner without an address is told by his teachers.
 */
export async function personnesAPrevenir(
  tx: SchoolTx,
  today: CivilDate,
  only: string | null = null,
): Promise<Personne[]> {
  const { rows } = await sql<Personne>`
    select h.id as habilitation, h.identite_id as identite, h.role, h.nom, h.prenom, h.courriel, e.nom as ecole,
      p.valeur as reglages, r.jour as dernier,
      (select a.id from apprenant a where a.etablissement_id = h.etablissement_id and a.habilitation_id = h.id
        and h.role = 'apprenant') as apprenant,
      array(select c.classe_id from enseignant_classe c
        where c.etablissement_id = h.etablissement_id and c.enseignant_id = h.id) as classes,
      array(select t.dossier_id from accueil_tuteur t where t.etablissement_id = h.etablissement_id
        and t.tuteur_id = h.id and t.revoque_le is null and t.jusqu_au >= ${today}) as dossiers,
      array(select k.apprenant_id from contrat k where k.etablissement_id = h.etablissement_id
        and k.maitre_id = h.id and ${today}::date between k.du and k.au) as apprentis
    from habilitation h
    join etablissement e on e.id = h.etablissement_id
    left join preference p on p.etablissement_id = h.etablissement_id and p.habilitation_id = h.id
      and p.cle = ${CLE_COURRIELS}
    left join lateral (select max(x.jour) as jour from resume x
      where x.etablissement_id = h.etablissement_id and x.habilitation_id = h.id) r on true
    where h.role <> 'administrateur' and coalesce(h.courriel, '') <> ''
      and h.du <= ${today} and (h.au is null or h.au >= ${today})
      and (${only}::uuid is null
        or h.identite_id = (select x.identite_id from habilitation x where x.id = ${only}::uuid))
      and not exists (select from courriel m where m.etablissement_id = h.etablissement_id
        and m.destinataire = h.courriel and m.etat = 'refuse' and m.cree_le >= ${addDays(today, -REFUS)}::date)
    order by array_position(array['enseignant', 'maitre', 'apprenant', 'tuteur'], h.role), h.id
  `.execute(tx);
  return rows;
}

/** The dossiers of running periods that concern these people, with their states: two statements, however many they are. */
export async function dossiersASuivre(
  tx: SchoolTx,
  personnes: readonly Destinataire[],
  given: { today: CivilDate; referentiels: Referentiels },
): Promise<DossierSuivi[]> {
  const { today, referentiels } = given;
  const apprenants = personnes.flatMap((one) => [
    ...(one.apprenant ? [one.apprenant] : []),
    ...one.apprentis,
  ]);
  const { rows } = await sql<{ id: string; commentaires: number; lienDemande: boolean }>`
    select d.id,
      (select count(*) from commentaire c where c.etablissement_id = d.etablissement_id and c.dossier_id = d.id
        and c.fait_le is null and c.retire_le is null and c.ancre not like 'reponse:%') as commentaires,
      exists (select from accueil_tuteur t where t.etablissement_id = d.etablissement_id and t.dossier_id = d.id
        and t.nouveau_lien_demande_le is not null and t.revoque_le is null) as "lienDemande"
    from dossier d
    join periode p on p.etablissement_id = d.etablissement_id and p.id = d.periode_id
    join apprenant a on a.etablissement_id = d.etablissement_id and a.id = d.apprenant_id
    where d.retire_le is null and p.supprime_le is null
      and p.du <= ${addDays(today, FENETRE.avant)} and p.au >= ${addDays(today, -FENETRE.apres)}
      and (d.apprenant_id = any(${apprenants}::uuid[])
        or d.id = any(${personnes.flatMap((one) => one.dossiers)}::uuid[])
        or d.classe_id = any(${personnes.flatMap((one) => one.classes)}::uuid[])
        or p.auteur_id = any(${personnes.map((one) => one.habilitation)}::uuid[])
        or d.referent_id = any(${personnes.map((one) => one.habilitation)}::uuid[]))
  `.execute(tx);
  const found = new Map(rows.map((row) => [row.id, row]));
  const etats = await etatsDesDossiers(tx, { dossiers: [...found.keys()] }, today);
  return etats.map((etat) => ({
    ...etat,
    statutPeriode: statutDe(
      referentielDe(referentiels, etat.periode) ?? { statutsPeriode: [] },
      etat.periode.statut,
    ),
    commentaires: found.get(etat.dossier)?.commentaires ?? 0,
    lienDemande: found.get(etat.dossier)?.lienDemande ?? false,
  }));
}

/** Notes whose digest was written today: the key keeps a second one out. */
export async function noterResumes(
  tx: SchoolTx,
  given: { etablissement: string; today: CivilDate },
  resumes: readonly { habilitation: string; courriel: string }[],
): Promise<void> {
  if (resumes.length === 0) return;
  await tx
    .insertInto("resume")
    .values(
      resumes.map(({ habilitation, courriel }) => ({
        etablissement_id: given.etablissement,
        habilitation_id: habilitation,
        jour: given.today,
        courriel_id: courriel,
      })),
    )
    .execute();
}
