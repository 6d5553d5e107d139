import type { SchoolTx } from "#db/pool.ts";
import type { EnTete } from "#documents/paper.ts";
import { lireLogo } from "#etablissement/logo/store.ts";

/** The letterhead of the school whose rows are open. */
export async function enTete(tx: SchoolTx, etablissement: string): Promise<EnTete> {
  const school = await tx
    .selectFrom("etablissement")
    .select(["nom", "adresse", "code_postal", "ville", "uai"])
    .where("id", "=", etablissement)
    .executeTakeFirstOrThrow();
  const { code_postal, ville, ...rest } = school;
  return { ...rest, ville: `${code_postal} ${ville}`.trim(), logo: await lireLogo(tx) };
}
