import { sql } from "kysely";
import type { SchoolTx } from "#db/pool.ts";

/** Forgets tries that no longer count, of whatever school, and the sessions of this one whose time is over. */
export async function oublierEntrees(
  tx: SchoolTx,
  given: { etablissement: string; now: Date; essaisAvant: Date },
): Promise<void> {
  await tx.deleteFrom("tentative").where("depuis", "<", given.essaisAvant).execute();
  await tx
    .deleteFrom("session")
    .where("etablissement_id", "=", given.etablissement)
    .where((eb) =>
      eb.or([eb("expire_le", "<", given.now), sql<boolean>`vue_le + inactive_apres < ${given.now}`]),
    )
    .execute();
}

/** Deletes the links of accesses that are being deleted: nothing remains to ask a new one for. */
export const fermerLiens = (tx: SchoolTx, etablissement: string, accueilsTuteurs: readonly string[]) =>
  tx
    .deleteFrom("lien")
    .where("but", "in", ["tuteur", "visite"])
    .where("etablissement_id", "=", etablissement)
    .where("cible", "=", sql<string>`any(${[...accueilsTuteurs]}::uuid[])`)
    .execute();
