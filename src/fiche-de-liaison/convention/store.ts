import type { SchoolTx } from "#db/pool.ts";
import type { CivilDate } from "#kernel/civil-date.ts";

/** Notes the day the paper convention was signed, or takes the note back (null). */
export const noterConvention = (
  tx: SchoolTx,
  dossier: string,
  signature: { le: CivilDate; par: string } | null,
) =>
  tx
    .updateTable("dossier")
    .set({ convention_signee_le: signature?.le ?? null, convention_notee_par: signature?.par ?? null })
    .where("id", "=", dossier)
    .execute();
