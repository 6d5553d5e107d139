import type { SchoolTx } from "#db/pool.ts";
import type { CivilDate } from "#kernel/civil-date.ts";

export type PeriodeDePresence = { id: string; nom: string; auteur: string; du: CivilDate; au: CivilDate };

/** Null when the period does not exist here or is in the bin. */
export async function loadPeriodeDePresence(
  tx: SchoolTx,
  periode: string,
): Promise<PeriodeDePresence | null> {
  const row = await tx
    .selectFrom("periode")
    .select(["id", "nom", "auteur_id as auteur", "du", "au"])
    .where("id", "=", periode)
    .where("supprime_le", "is", null)
    .executeTakeFirst();
  return row ?? null;
}
