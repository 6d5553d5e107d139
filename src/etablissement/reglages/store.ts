import type { SchoolTx } from "#db/pool.ts";
import type { IdentiteEtablissement } from "#etablissement/reglages/form.ts";
import { type ReglagesEtablissement, readReglages } from "#etablissement/reglages/rules.ts";
import { accept, type Decision, refuse } from "#kernel/decision.ts";

/** The settings of the school whose transaction this is, defaults filled in. For documents and purges. */
export async function lireReglages(tx: SchoolTx): Promise<ReglagesEtablissement> {
  const row = await tx.selectFrom("etablissement").select("reglages").executeTakeFirst();
  return readReglages(row?.reglages);
}

export type EcoleReglee = IdentiteEtablissement & {
  reglages: ReglagesEtablissement;
  version: number;
  /** when the logo was last sent; null without one */
  logoLe: Date | null;
};

/** The school as its administrator edits it. */
export async function ecoleDe(tx: SchoolTx): Promise<EcoleReglee> {
  const row = await tx
    .selectFrom("etablissement as e")
    .leftJoin("logo as l", "l.etablissement_id", "e.id")
    .select([
      "e.nom",
      "e.uai",
      "e.chef",
      "e.adresse",
      "e.code_postal as codePostal",
      "e.ville",
      "e.telephone",
      "e.courriel",
      "e.fuseau",
      "e.reglages",
      "e.version",
      "l.modifie_le as logoLe",
    ])
    .executeTakeFirstOrThrow();
  return { ...row, reglages: readReglages(row.reglages) };
}

/**
 * @returns true once written, false when somebody saved first; refuses, at the field `uai`, the code of another school
 * of this installation (which the row level security hides, but not the unique index)
 */
export async function corrigerIdentite(
  tx: SchoolTx,
  { codePostal, ...identite }: IdentiteEtablissement,
  version: number,
): Promise<Decision<boolean>> {
  try {
    const { numUpdatedRows } = await tx
      .updateTable("etablissement")
      .set({ ...identite, code_postal: codePostal, version: version + 1 })
      .where("version", "=", version)
      .executeTakeFirst();
    return accept(numUpdatedRows > 0n);
  } catch (error) {
    // the transaction is lost with it: the refusal undoes the act anyway
    if ((error as { code?: string }).code === "23505")
      return refuse("uai-pris", "Un autre établissement de cette installation porte déjà cet UAI.", "uai");
    throw error;
  }
}

/** What other slices may have written beside these settings stays. False when somebody saved first. */
export async function corrigerReglages(
  tx: SchoolTx,
  reglages: ReglagesEtablissement,
  version: number,
): Promise<boolean> {
  const kept = await tx.selectFrom("etablissement").select("reglages").executeTakeFirst();
  const { numUpdatedRows } = await tx
    .updateTable("etablissement")
    .set({
      reglages: JSON.stringify({ ...(kept?.reglages as object | undefined), ...reglages }),
      version: version + 1,
    })
    .where("version", "=", version)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
