import type { SchoolTx } from "#db/pool.ts";
import type { Image } from "#etablissement/logo/image.ts";

export type Logo = { type: string; contenu: Buffer; modifieLe: Date };

/** The school's logo, PNG or JPEG; null without one. For pages and documents. */
export async function lireLogo(tx: SchoolTx): Promise<Logo | null> {
  const row = await tx
    .selectFrom("logo")
    .select(["type", "contenu", "modifie_le as modifieLe"])
    .executeTakeFirst();
  return row ?? null;
}

export const garderLogo = (tx: SchoolTx, etablissement: string, { type, contenu }: Image, now: Date) =>
  tx
    .insertInto("logo")
    .values({ etablissement_id: etablissement, type, contenu, modifie_le: now })
    .onConflict((conflict) =>
      conflict.column("etablissement_id").doUpdateSet({ type, contenu, modifie_le: now }),
    )
    .execute();

export const retirerLogo = (tx: SchoolTx) => tx.deleteFrom("logo").execute();
