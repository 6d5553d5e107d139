import type { SchoolTx } from "#db/pool.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import type { Ecrit } from "#portfolio/rules.ts";
import type { SaisieSemaine } from "#portfolio/semaines/form.ts";

/** What the learner wrote of a week; version 0 and empty while he has not. */
export async function loadTexteSemaine(tx: SchoolTx, dossier: string, lundi: CivilDate): Promise<Ecrit> {
  const row = await tx
    .selectFrom("semaine")
    .select(["fait", "reussi", "aime", "difficile", "taches", "version", "modifie_le"])
    .where("dossier_id", "=", dossier)
    .where("lundi", "=", lundi)
    .executeTakeFirst();
  if (!row) return { contenu: {}, version: 0, modifieLe: null };
  const { version, modifie_le, ...contenu } = row;
  return { contenu, version, modifieLe: modifie_le };
}

/** Writes a week whole, under its new version; the caller holds the portfolio. */
export const writeSemaine = (
  tx: SchoolTx,
  cle: { etablissement: string; dossier: string; lundi: CivilDate },
  semaine: SaisieSemaine & { version: number; modifie_le: Date },
) =>
  tx
    .insertInto("semaine")
    .values({ etablissement_id: cle.etablissement, dossier_id: cle.dossier, lundi: cle.lundi, ...semaine })
    .onConflict((conflict) =>
      conflict.columns(["etablissement_id", "dossier_id", "lundi"]).doUpdateSet(semaine),
    )
    .execute();
