import { keepLink } from "#comptes/store.ts";
import type { LetterContext } from "#courriels/letters.ts";
import type { SchoolTx } from "#db/pool.ts";
import { routes } from "#routes.ts";
import { expirationLien } from "#tuteurs/rules.ts";

/**
 * A link by which a tutor enters from a reminder, minted as the letter leaves; the links he holds already stay alive.
 * @param acces which of his accesses; the longest one that lives today when null
 * @returns its address; null when no access of his lives
 */
export async function lienDuTuteur(
  tx: SchoolTx,
  given: { etablissement: string; tuteur: string; acces: string | null },
  { now, today, fuseau, origin, randomBytes }: LetterContext,
): Promise<string | null> {
  const vivant = await tx
    .selectFrom("accueil_tuteur")
    .select(["id", "jusqu_au as jusquAu"])
    .where("tuteur_id", "=", given.tuteur)
    .$if(given.acces !== null, (query) => query.where("id", "=", given.acces as string))
    .where("revoque_le", "is", null)
    .where("jusqu_au", ">=", today)
    .orderBy("jusqu_au", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!vivant) return null;
  const jeton = randomBytes(32).toString("base64url");
  await keepLink(tx, {
    but: "tuteur",
    etablissement: given.etablissement,
    cible: vivant.id,
    jeton,
    now,
    expire: expirationLien(vivant.jusquAu, fuseau),
  });
  return `${origin}${routes.acces.href({ jeton })}`;
}
