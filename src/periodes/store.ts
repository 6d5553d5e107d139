import { sql } from "kysely";
import { lireConditions } from "#annexes/rules/conditions.ts";
import type { SchoolTx } from "#db/pool.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { newId } from "#kernel/id.ts";
import type { Candidat, Periode } from "#periodes/rules.ts";
import { statutDe } from "#referentiel/rules.ts";
import { type Referentiels, referentielDe } from "#referentiel/versions.ts";
import { bilansVerrouilles } from "#verrous/store.ts";

type Row = Omit<Periode, "statut" | "verrouilles" | "conditions" | "individualisees"> & {
  statut: string;
  conditions: unknown;
  fichesPropres: number;
  organisationsPropres: number;
};

/**
 * A period with the facts of its rights; null when it does not exist here or is in the bin.
 * @param hold true in an act: the learners' rows are held, so that a bilan intermédiaire written at the same moment
 *   waits, and the lock decided here is the lock that stands
 */
export async function loadPeriode(
  tx: SchoolTx,
  referentiels: Referentiels,
  id: string,
  hold = false,
): Promise<Periode | null> {
  if (hold)
    await sql`
      select a.id from apprenant a join dossier d on d.etablissement_id = a.etablissement_id and d.apprenant_id = a.id
      where d.periode_id = ${id} order by a.id for share of a
    `.execute(tx);
  const { rows } = await sql<Row>`
    select p.id, p.nom, p.statut, p.niveau, p.referentiel, p.referentiel_version as "referentielVersion", p.du, p.au, p.objectifs, p.taches, p.conditions,
      p.auteur_id as auteur, p.version, coalesce(n.classes, '{}') as classes, coalesce(n.referents, '{}') as referents,
      coalesce(n.dossiers, 0) as dossiers, coalesce(n.certificatif, false) as certificatif,
      coalesce(n.validee, false) as "grilleValidee", coalesce(n.fiches, 0) as "fichesPropres",
      coalesce(n.organisations, 0) as "organisationsPropres"
    from periode p
    left join lateral (
      select count(*) filter (where d.retire_le is null) as dossiers,
        array_agg(distinct d.classe_id) filter (where d.retire_le is null) as classes,
        array_agg(distinct d.referent_id) filter (where d.referent_id is not null and d.retire_le is null) as referents,
        count(*) filter (where f.individualisee and d.retire_le is null) as fiches,
        count(*) filter (where f.organisation is not null and d.retire_le is null) as organisations,
        bool_or(b.id is not null) as certificatif, bool_or(b.etat = 'valide') as validee
      from dossier d
      left join fiche f on f.etablissement_id = d.etablissement_id and f.dossier_id = d.id
      left join bilan b on b.etablissement_id = d.etablissement_id and b.dossier_id = d.id and b.type = 'certificatif'
      where d.etablissement_id = p.etablissement_id and d.periode_id = p.id
    ) n on true
    where p.id = ${id} and p.supprime_le is null
  `.execute(tx);
  const row = rows[0];
  if (!row) return null;
  const { fichesPropres, organisationsPropres, ...rest } = row;
  return {
    ...rest,
    conditions: lireConditions(row.conditions),
    individualisees: { fiches: fichesPropres, organisations: organisationsPropres },
    statut: statutDe(referentielDe(referentiels, row) ?? { statutsPeriode: [] }, row.statut),
    verrouilles: await bilansVerrouilles(tx, id),
  };
}

/**
 * The learners of the school's classes of one level, diploma and school year, by class then in French order: those who
 * have not left, next year's prepared classes included.
 */
export async function candidats(
  tx: SchoolTx,
  of: { niveau: string; referentiel: string; annee: number; today: CivilDate },
): Promise<Candidat[]> {
  const { rows } = await sql<Omit<Candidat, "classe"> & { classe: string; classeNom: string }>`
    select a.id, a.nom, a.prenom, i.statut, c.id as classe, c.nom as "classeNom"
    from classe c
    join inscription i on i.etablissement_id = c.etablissement_id and i.classe_id = c.id
      and (i.au is null or i.au >= ${of.today})
    join apprenant a on a.etablissement_id = c.etablissement_id and a.id = i.apprenant_id
    where c.niveau = ${of.niveau} and c.referentiel = ${of.referentiel} and c.annee = ${of.annee}
    order by c.nom, a.nom collate "fr-x-icu", a.prenom collate "fr-x-icu"
  `.execute(tx);
  return rows.map(({ classe, classeNom, ...row }) => ({ ...row, classe: { id: classe, nom: classeNom } }));
}

/** A period with the learners who enter it, and the référent of each (null: nobody yet). */
export type Ouverture = {
  periode: { id: string; objectifs: string[]; taches: string[] };
  apprenants: readonly Candidat[];
  referent: string | null | ((apprenant: Candidat) => string | null);
};

/** Opens the dossier of each learner: his fiche, copied from the period, and a place for one company. */
export const ouvrirDossiers = (tx: SchoolTx, given: Ouverture & { etablissement: string }): Promise<void> =>
  ouvrirTousLesDossiers(tx, given.etablissement, [given]);

/** The same for several periods at once. */
export async function ouvrirTousLesDossiers(
  tx: SchoolTx,
  etablissement: string,
  ouvertures: readonly Ouverture[],
): Promise<void> {
  const school = { etablissement_id: etablissement };
  const opened = ouvertures.flatMap(({ periode, apprenants, referent }) =>
    apprenants.map((apprenant) => ({
      periode,
      dossier: {
        ...school,
        id: newId(),
        periode_id: periode.id,
        apprenant_id: apprenant.id,
        classe_id: apprenant.classe.id,
        referent_id: typeof referent === "function" ? referent(apprenant) : referent,
      },
    })),
  );
  if (opened.length === 0) return;
  await tx
    .insertInto("dossier")
    .values(opened.map(({ dossier }) => dossier))
    .execute();
  await tx
    .insertInto("fiche")
    .values(
      opened.map(({ dossier, periode: { objectifs, taches } }) => ({
        ...school,
        dossier_id: dossier.id,
        objectifs,
        taches,
      })),
    )
    .execute();
  await tx
    .insertInto("accueil")
    .values(opened.map(({ dossier }) => ({ ...school, id: newId(), dossier_id: dossier.id, rang: 1 })))
    .execute();
}

/** The teachers one may name référent. */
export async function enseignants(
  tx: SchoolTx,
  today: CivilDate,
): Promise<{ id: string; nom: string; prenom: string }[]> {
  return tx
    .selectFrom("habilitation")
    .select(["id", "nom", "prenom"])
    .where("role", "=", "enseignant")
    .where((eb) => eb.or([eb("au", "is", null), eb("au", ">=", today)]))
    .orderBy(sql`nom collate "fr-x-icu"`)
    .orderBy("prenom")
    .execute();
}
