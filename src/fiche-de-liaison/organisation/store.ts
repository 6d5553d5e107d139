import type { Conditions } from "#annexes/rules/conditions.ts";
import { type Tranche, tranchesDe } from "#annexes/rules/mineurs.ts";
import type { SchoolTx } from "#db/pool.ts";

/** Writes the hours and conditions of one fiche over one version, or lets it follow its period again (null); false when somebody saved first. */
export async function ecrireOrganisation(
  tx: SchoolTx,
  fiche: { dossier: string; version: number },
  conditions: Conditions | null,
  { par, now }: { par: string; now: Date },
): Promise<boolean> {
  const done = await tx
    .updateTable("fiche")
    .set({
      organisation: conditions && JSON.stringify(conditions),
      organisation_version: fiche.version + 1,
      organisation_le: now,
      organisation_par: par,
    })
    .where("dossier_id", "=", fiche.dossier)
    .where("organisation_version", "=", fiche.version)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

/** The ages to think of for the learner of a dossier, on the first day of his period. His birth itself goes no further. */
export async function tranchesDuDossier(tx: SchoolTx, dossier: string): Promise<readonly Tranche[]> {
  const row = await tx
    .selectFrom("dossier as d")
    .innerJoin("apprenant as a", "a.id", "d.apprenant_id")
    .innerJoin("periode as p", "p.id", "d.periode_id")
    .select(["a.naissance", "p.du"])
    .where("d.id", "=", dossier)
    .executeTakeFirstOrThrow();
  return tranchesDe(row.naissance, row.du);
}
