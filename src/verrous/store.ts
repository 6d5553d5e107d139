import { sql } from "kysely";
import type { SchoolTx } from "#db/pool.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { fullName } from "#kernel/french.ts";
import type { BilanVerrouille } from "#verrous/rules.ts";

/**
 * The date of the learner's last bilan intermédiaire that stands.
 * @param hold true in an act that writes a bilan: the learner's row is held, so that a bilan intermédiaire written at
 *   the same moment waits for this one (which takes the row whole), and neither misses the other
 */
export async function dernierBilanIntermediaire(
  tx: SchoolTx,
  apprenant: string,
  hold = false,
): Promise<CivilDate | null> {
  if (hold) await tx.selectFrom("apprenant").select("id").where("id", "=", apprenant).forShare().execute();
  const row = await tx
    .selectFrom("bilan_intermediaire")
    .select((eb) => eb.fn.max("date").as("date"))
    .where("apprenant_id", "=", apprenant)
    .where("annule_le", "is", null)
    .executeTakeFirst();
  return (row?.date as CivilDate | null | undefined) ?? null;
}

/**
 * Takes learners' rows whole: bilans intermédiaires are being written (see `dernierBilanIntermediaire`). In the order of
 * their ids, so that two classes written at once do not wait for each other in a circle.
 */
export const tenirApprenants = (tx: SchoolTx, apprenants: readonly string[]) =>
  tx
    .selectFrom("apprenant")
    .select("id")
    .where("id", "=", sql<string>`any(${apprenants}::uuid[])`)
    .orderBy("id")
    .forUpdate()
    .execute();

/** The bilans entreprise that a later bilan intermédiaire has frozen, by period; a period without any is absent. */
export async function bilansVerrouillesParPeriode(
  tx: SchoolTx,
  periodes: readonly string[],
): Promise<Map<string, BilanVerrouille[]>> {
  const { rows } = await sql<{ periode: string; nom: string; prenom: string; date: CivilDate }>`
    select d.periode_id as periode, a.nom, a.prenom, max(bi.date) as date
    from dossier d
    join periode p on p.etablissement_id = d.etablissement_id and p.id = d.periode_id
    join bilan b on b.etablissement_id = d.etablissement_id and b.dossier_id = d.id and b.type = 'entreprise'
    join apprenant a on a.etablissement_id = d.etablissement_id and a.id = d.apprenant_id
    join bilan_intermediaire bi on bi.etablissement_id = d.etablissement_id and bi.apprenant_id = a.id
      and bi.annule_le is null and bi.date > coalesce(b.date_rencontre, p.au)
    where d.periode_id = any(${periodes})
    group by d.periode_id, a.id, a.nom, a.prenom order by a.nom collate "fr-x-icu", a.prenom
  `.execute(tx);
  const found = new Map<string, BilanVerrouille[]>();
  for (const { periode, date, ...name } of rows)
    found.set(periode, [
      ...(found.get(periode) ?? []),
      { apprenant: fullName(name), bilanIntermediaire: date },
    ]);
  return found;
}

/** Those of one period. */
export const bilansVerrouilles = async (tx: SchoolTx, periode: string): Promise<BilanVerrouille[]> =>
  (await bilansVerrouillesParPeriode(tx, [periode])).get(periode) ?? [];
