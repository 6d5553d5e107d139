import { sql } from "kysely";
import type { SchoolTx } from "#db/pool.ts";
import type { Parametres } from "#evaluations/etablissement/form.ts";
import type { Concerne, Evaluation, LigneSaisie } from "#evaluations/etablissement/rules.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { fullName } from "#kernel/french.ts";
import { newId } from "#kernel/id.ts";

export type ClasseEvaluee = {
  id: string;
  nom: string;
  annee: number;
  referentiel: string;
  referentielVersion: string;
};

/** The classes of the school, the latest year first. */
export const loadClasses = (tx: SchoolTx): Promise<ClasseEvaluee[]> =>
  tx
    .selectFrom("classe")
    .select(["id", "nom", "annee", "referentiel", "referentiel_version as referentielVersion"])
    .orderBy("annee", "desc")
    .orderBy(sql`nom collate "fr-x-icu"`)
    .execute();

export type EvaluationListee = {
  id: string;
  titre: string;
  date: CivilDate;
  competences: string[];
  auteur: string;
  /** the one learner it is about; null: the class */
  pour: { nom: string; prenom: string } | null;
  evalues: number;
};

/** The evaluations of a class, the latest first. */
export async function loadListe(tx: SchoolTx, classe: string): Promise<EvaluationListee[]> {
  const rows = await tx
    .selectFrom("evaluation as e")
    .innerJoin("habilitation as h", "h.id", "e.auteur_id")
    .leftJoin("apprenant as a", "a.id", "e.apprenant_id")
    .select([
      "e.id",
      "e.titre",
      "e.date",
      "e.competences",
      "h.nom",
      "h.prenom",
      "a.nom as aNom",
      "a.prenom as aPrenom",
    ])
    .select(
      sql<number>`(select count(distinct l.apprenant_id)::int from evaluation_ligne l
        where l.etablissement_id = e.etablissement_id and l.evaluation_id = e.id)`.as("evalues"),
    )
    .where("e.classe_id", "=", classe)
    .orderBy("e.date", "desc")
    .orderBy("e.cree_le", "desc")
    .execute();
  return rows.map(({ nom, prenom, aNom, aPrenom, ...row }) => ({
    ...row,
    auteur: fullName({ nom, prenom }),
    pour: aNom !== null && aPrenom !== null ? { nom: aNom, prenom: aPrenom } : null,
  }));
}

/**
 * Learners of a class on a day (or the one named), each with his last bilan intermédiaire and nothing evaluated yet.
 * @param hold true in an act that writes: the rows are shared-locked, so that a bilan intermédiaire waits
 */
export async function loadApprenants(
  tx: SchoolTx,
  { classe, date, apprenant }: { classe: string; date: CivilDate; apprenant: string | null },
  hold: boolean,
): Promise<Concerne[]> {
  const { rows } = await sql<{ id: string }>`
    select a.id from apprenant a
    where exists (select from inscription i where i.etablissement_id = a.etablissement_id and i.apprenant_id = a.id
        and i.classe_id = ${classe} and i.du <= ${date}::date and (i.au is null or i.au >= ${date}::date))
      and (${apprenant}::uuid is null or a.id = ${apprenant}::uuid)
  `.execute(tx);
  return loadConcernes(tx, { evaluation: null, absents: [], ids: rows.map(({ id }) => id) }, hold);
}

async function loadConcernes(
  tx: SchoolTx,
  {
    evaluation,
    absents,
    ids,
  }: { evaluation: string | null; absents: readonly string[]; ids: readonly string[] },
  hold: boolean,
): Promise<Concerne[]> {
  if (hold)
    await sql`select id from apprenant where id = any(${ids}::uuid[]) order by id for share`.execute(tx);
  const { rows } = await sql<Concerne>`
    select a.id, a.nom, a.prenom, a.id = any(${absents}::uuid[]) as absent,
      coalesce((select jsonb_object_agg(l.element, l.valeur) from evaluation_ligne l
        where l.etablissement_id = a.etablissement_id and l.apprenant_id = a.id
          and l.evaluation_id = ${evaluation}::uuid), '{}') as niveaux,
      (select max(b.date) from bilan_intermediaire b where b.etablissement_id = a.etablissement_id
        and b.apprenant_id = a.id and b.annule_le is null) as "dernierBilan",
      array(select d.id from dossier d where d.etablissement_id = a.etablissement_id
        and d.apprenant_id = a.id and d.retire_le is null) as dossiers
    from apprenant a where a.id = any(${ids}::uuid[])
    order by a.nom collate "fr-x-icu", a.prenom collate "fr-x-icu", a.id
  `.execute(tx);
  return rows;
}

export type EvaluationLue = { evaluation: Evaluation; concernes: Concerne[] };

/** An evaluation with those it concerns; null when it is not one of this school. `hold`: true in an act that writes. */
export async function loadEvaluation(tx: SchoolTx, id: string, hold: boolean): Promise<EvaluationLue | null> {
  let query = tx
    .selectFrom("evaluation as e")
    .innerJoin("classe as c", "c.id", "e.classe_id")
    .innerJoin("habilitation as h", "h.id", "e.auteur_id")
    .select(["e.id", "e.titre", "e.date", "e.apprenant_id", "e.competences", "e.absents", "e.version"])
    .select([
      "c.id as classe",
      "c.nom as classeNom",
      "c.referentiel",
      "c.referentiel_version",
      "h.nom",
      "h.prenom",
    ])
    .where("e.id", "=", id);
  if (hold) query = query.forUpdate("e");
  const row = await query.executeTakeFirst();
  if (!row) return null;
  const { rows } = await sql<{ id: string }>`
    select l.apprenant_id as id from evaluation_ligne l where l.evaluation_id = ${id}
    union
    select i.apprenant_id from inscription i
    where i.classe_id = ${row.classe} and i.du <= ${row.date}::date and (i.au is null or i.au >= ${row.date}::date)
      and (${row.apprenant_id}::uuid is null or i.apprenant_id = ${row.apprenant_id}::uuid)
    union
    select unnest(${row.absents}::uuid[])
  `.execute(tx);
  const ids = rows.map((one) => one.id);
  return {
    evaluation: {
      id: row.id,
      titre: row.titre,
      date: row.date,
      classe: {
        id: row.classe,
        nom: row.classeNom,
        referentiel: row.referentiel,
        referentielVersion: row.referentiel_version,
      },
      apprenant: row.apprenant_id,
      competences: row.competences,
      version: row.version,
      auteur: fullName(row),
    },
    concernes: await loadConcernes(tx, { evaluation: id, absents: row.absents, ids }, hold),
  };
}

/** @returns its id */
export async function creerEvaluation(
  tx: SchoolTx,
  { titre, date, competences }: Parametres,
  given: { etablissement: string; auteur: string; classe: string; apprenant: string | null; now: Date },
): Promise<string> {
  const id = newId();
  await tx
    .insertInto("evaluation")
    .values({
      etablissement_id: given.etablissement,
      id,
      titre,
      date,
      competences,
      classe_id: given.classe,
      apprenant_id: given.apprenant,
      auteur_id: given.auteur,
      cree_le: given.now,
    })
    .execute();
  return id;
}

/** @returns false when somebody saved first */
export async function modifierEvaluation(
  tx: SchoolTx,
  id: string,
  { titre, date, competences, version }: Parametres,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("evaluation")
    .set({ titre, date, competences, version: version + 1 })
    .where("id", "=", id)
    .where("version", "=", version)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/**
 * Writes the rows given, in three statements whatever their number; the others stay. False when somebody saved first.
 */
export async function ecrireTableau(
  tx: SchoolTx,
  { etablissement, evaluation, version }: { etablissement: string; evaluation: string; version: number },
  lignes: readonly LigneSaisie[],
): Promise<boolean> {
  const own = lignes.map(({ apprenant }) => apprenant);
  const absents = lignes.flatMap(({ apprenant, absent }) => (absent ? [apprenant] : []));
  const { numAffectedRows } = await sql`
    update evaluation set version = version + 1,
      absents = array(select x from unnest(absents) x where x <> all(${own}::uuid[])) || ${absents}::uuid[]
    where id = ${evaluation} and version = ${version}
  `.execute(tx);
  if (!numAffectedRows) return false;
  await sql`
    delete from evaluation_ligne where evaluation_id = ${evaluation} and apprenant_id = any(${own}::uuid[])
  `.execute(tx);
  const cells = lignes.flatMap(({ apprenant, niveaux }) =>
    Object.entries(niveaux).map(([code, valeur]) => ({ apprenant, code, valeur })),
  );
  if (cells.length > 0)
    await sql`
      insert into evaluation_ligne (etablissement_id, evaluation_id, apprenant_id, element, valeur)
      select ${etablissement}::uuid, ${evaluation}::uuid, apprenant, element, valeur
      from unnest(${cells.map((cell) => cell.apprenant)}::uuid[], ${cells.map((cell) => cell.code)}::text[],
        ${cells.map((cell) => cell.valeur)}::text[]) as l (apprenant, element, valeur)
    `.execute(tx);
  return true;
}

/** Deletes it with its levels. */
export async function supprimerEvaluation(tx: SchoolTx, id: string): Promise<void> {
  await tx.deleteFrom("evaluation_ligne").where("evaluation_id", "=", id).execute();
  await tx.deleteFrom("evaluation").where("id", "=", id).execute();
}
