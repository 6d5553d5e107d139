import { sql } from "kysely";
import type { PeriodeEmise } from "#annexes/rules/portee.ts";
import type { SaisieAnnexe } from "#annexes/rules.ts";
import type { SchoolTx } from "#db/pool.ts";
import { bilansVerrouillesParPeriode } from "#verrous/store.ts";

/**
 * The periods issued from an annexe, by first day, with the fiches each one holds.
 * @param hold true in an act: the learners' rows are held, so that a bilan intermédiaire written at the same moment
 *   waits, and the lock decided here is the lock that stands
 */
export async function periodesEmises(tx: SchoolTx, annexe: string, hold = false): Promise<PeriodeEmise[]> {
  if (hold)
    await sql`
      select a.id from apprenant a
      join dossier d on d.etablissement_id = a.etablissement_id and d.apprenant_id = a.id
      join periode p on p.etablissement_id = d.etablissement_id and p.id = d.periode_id
      where p.annexe_id = ${annexe} and p.supprime_le is null order by a.id for share of a
    `.execute(tx);
  const { rows } = await sql<Omit<PeriodeEmise, "verrouilles">>`
    select p.id, p.nom, p.du, p.au, coalesce(n.fiches, 0) as fiches, coalesce(n.individualisees, 0) as individualisees,
      (p.objectifs, p.taches) is distinct from (x.objectifs, x.taches) or p.conditions <> x.conditions as differe
    from periode p
    join annexe x on x.etablissement_id = p.etablissement_id and x.id = p.annexe_id
    left join lateral (
      select count(*) as fiches, count(*) filter (where f.individualisee) as individualisees
      from dossier d join fiche f on f.etablissement_id = d.etablissement_id and f.dossier_id = d.id
      where d.etablissement_id = p.etablissement_id and d.periode_id = p.id and d.retire_le is null
    ) n on true
    where p.annexe_id = ${annexe} and p.supprime_le is null
    order by p.du, p.nom, p.id
  `.execute(tx);
  const locks = await bilansVerrouillesParPeriode(
    tx,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({ ...row, verrouilles: locks.get(row.id) ?? [] }));
}

/**
 * The periods take the annexe's objectives, activities and conditions, and so do their fiches that nobody has
 * individualised (withdrawn learners' too: they come back with the period as it is).
 * @returns how many fiches of present learners followed
 */
export async function faireSuivre(
  tx: SchoolTx,
  periodes: readonly string[],
  { objectifs, taches, conditions }: Pick<SaisieAnnexe, "objectifs" | "taches" | "conditions">,
): Promise<number> {
  if (periodes.length === 0) return 0;
  await tx
    .updateTable("periode")
    .set((eb) => ({
      objectifs,
      taches,
      conditions: JSON.stringify(conditions),
      version: eb("version", "+", 1),
    }))
    .where("id", "in", periodes)
    .execute();
  const followed = await tx
    .updateTable("fiche as f")
    .from("dossier as d")
    .set((eb) => ({ objectifs, taches, version: eb("f.version", "+", 1) }))
    .whereRef("d.etablissement_id", "=", "f.etablissement_id")
    .whereRef("d.id", "=", "f.dossier_id")
    .where("d.periode_id", "in", periodes)
    .where("f.individualisee", "=", false)
    .returning("d.retire_le as retireLe")
    .execute();
  return followed.filter((fiche) => fiche.retireLe === null).length;
}
