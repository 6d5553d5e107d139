import type { SchoolTx } from "#db/pool.ts";
import type { Actor } from "#kernel/actor.ts";

/** The address a person's mail goes to; null when the school knows none. */
export async function adresseDe(tx: SchoolTx, actor: Actor): Promise<string | null> {
  const row = await tx
    .selectFrom("habilitation")
    .select("courriel")
    .where("id", "=", actor.habilitation)
    .executeTakeFirst();
  return row?.courriel || null;
}
