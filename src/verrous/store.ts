import { sql } from "kysely";
import type { SchoolTx } from "#db/pool.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { fullName } from "#kernel/french.ts";
import { type BilanVerrouille, estVerrouille } from "#verrous/rules.ts";

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
  type Ligne = {
    periode: string;
    nom: string;
    prenom: string;
    rencontre: CivilDate;
    dernier: CivilDate | null;
  };
  // the facts only: what they freeze is decided by `estVerrouille`, as on a screen and in a bilan
  const { rows } = await sql<Ligne>`
    select d.periode_id as periode, a.nom, a.prenom, coalesce(b.date_rencontre, p.au) as rencontre,
      (select max(x.date) from bilan_intermediaire x where x.etablissement_id = d.etablissement_id
        and x.apprenant_id = d.apprenant_id and x.annule_le is null) as dernier
    from dossier d
    join periode p on p.etablissement_id = d.etablissement_id and p.id = d.periode_id
    join bilan b on b.etablissement_id = d.etablissement_id and b.dossier_id = d.id and b.type = 'entreprise'
    join apprenant a on a.etablissement_id = d.etablissement_id and a.id = d.apprenant_id
    where d.periode_id = any(${periodes})
    order by a.nom collate "fr-x-icu", a.prenom
  `.execute(tx);
  const found = new Map<string, BilanVerrouille[]>();
  for (const { periode, rencontre, dernier, ...name } of rows) {
    if (dernier === null || !estVerrouille(rencontre, dernier)) continue;
    const locked = { apprenant: fullName(name), bilanIntermediaire: dernier };
    found.set(periode, [...(found.get(periode) ?? []), locked]);
  }
  return found;
}

/** Those of one period. */
export const bilansVerrouilles = async (tx: SchoolTx, periode: string): Promise<BilanVerrouille[]> =>
  (await bilansVerrouillesParPeriode(tx, [periode])).get(periode) ?? [];
