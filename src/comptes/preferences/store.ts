import type { SchoolTx } from "#db/pool.ts";
import type { Actor } from "#kernel/actor.ts";

/** What a person once chose under this key; undefined when he never did. The caller gives its shape, with defaults. */
export async function lirePreference(tx: SchoolTx, actor: Actor, cle: string): Promise<unknown> {
  const row = await tx
    .selectFrom("preference")
    .select("valeur")
    .where("habilitation_id", "=", actor.habilitation)
    .where("cle", "=", cle)
    .executeTakeFirst();
  return row?.valeur;
}

/** Keeps a choice in place of the one before. */
export const retenirPreference = (
  tx: SchoolTx,
  actor: Actor,
  given: { cle: string; valeur: unknown; now: Date },
) =>
  tx
    .insertInto("preference")
    .values({
      etablissement_id: actor.etablissement.id,
      habilitation_id: actor.habilitation,
      cle: given.cle,
      valeur: JSON.stringify(given.valeur),
      modifie_le: given.now,
    })
    .onConflict((conflict) =>
      conflict
        .columns(["etablissement_id", "habilitation_id", "cle"])
        .doUpdateSet({ valeur: JSON.stringify(given.valeur), modifie_le: given.now }),
    )
    .execute();

/** As if he had never chosen anything under this key. */
export const oublierPreference = (tx: SchoolTx, actor: Actor, cle: string) =>
  tx
    .deleteFrom("preference")
    .where("habilitation_id", "=", actor.habilitation)
    .where("cle", "=", cle)
    .execute();
