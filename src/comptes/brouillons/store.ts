import { createHmac } from "node:crypto";
import type { Database } from "#db/pool.ts";
import type { Actor } from "#kernel/actor.ts";

/**
 * The key that seals one's drafts on a device: 256 bits in base64url, the same at each session of the same role, another
 * for each role. It stays in the memory of a signed-in page.
 */
export async function sceauDe(
  db: Database,
  actor: Pick<Actor, "identite" | "habilitation">,
): Promise<string> {
  const { sceau } = await db
    .selectFrom("identite")
    .select("sceau")
    .where("id", "=", actor.identite)
    .executeTakeFirstOrThrow();
  return createHmac("sha256", sceau).update(`brouillons:${actor.habilitation}`).digest("base64url");
}
