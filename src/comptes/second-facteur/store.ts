import type { SecondFacteur } from "#comptes/second-facteur/rules.ts";
import type { Database } from "#db/pool.ts";

export async function secondFacteurDe(db: Database, identite: string): Promise<SecondFacteur> {
  const row = await db
    .selectFrom("identite")
    .select([
      "second_facteur as secret",
      "second_facteur_confirme_le as confirmeLe",
      "second_facteur_dernier_pas as dernierPas",
    ])
    .where("id", "=", identite)
    .executeTakeFirst();
  return {
    secret: row?.secret ?? null,
    confirme: Boolean(row?.confirmeLe),
    dernierPas: row?.dernierPas ?? 0,
  };
}

/** Keeps the secret being enrolled, unless one stands confirmed already. */
export const keepSecret = (db: Database, identite: string, secret: string) =>
  db
    .updateTable("identite")
    .set({ second_facteur: secret })
    .where("id", "=", identite)
    .where("second_facteur_confirme_le", "is", null)
    .execute();

/**
 * Takes a right code: the step is burnt, the factor confirmed, this session whole.
 * @returns false when another request burnt this step first
 */
export const takeCode = (
  db: Database,
  identite: string,
  session: Buffer,
  step: number,
  now: Date,
): Promise<boolean> =>
  db.transaction().execute(async (tx) => {
    const mine = await tx
      .updateTable("identite")
      .set((eb) => ({
        second_facteur_dernier_pas: step,
        second_facteur_confirme_le: eb.fn.coalesce("second_facteur_confirme_le", eb.val(now)),
      }))
      .where("id", "=", identite)
      .where("second_facteur_dernier_pas", "<", step)
      .executeTakeFirst();
    if (mine.numUpdatedRows === 0n) return false;
    await tx
      .updateTable("session")
      .set({ second_facteur_attendu: false })
      .where("empreinte", "=", session)
      .execute();
    return true;
  });

/** Ends the second factor of a person (a lost phone): asked again at the next sign-in where it is required. */
export const forgetSecondFactor = (db: Database, identite: string) =>
  db
    .updateTable("identite")
    .set({ second_facteur: null, second_facteur_confirme_le: null, second_facteur_dernier_pas: 0 })
    .where("id", "=", identite)
    .execute();
