import { sessionLimits } from "#comptes/rules.ts";
import { fingerprint } from "#comptes/secrets.ts";
import { closeSession, openSession } from "#comptes/sessions.ts";
import type { Espace } from "#comptes/store.ts";
import type { Database } from "#db/pool.ts";
import { readCookie, writeCookie } from "#web/cookies.ts";
import type { WebContext } from "#web/deps.ts";

/**
 * Opens the session of one role and gives the browser a fresh token: rotated at each sign-in and each redeemed link.
 * @param db the transaction to write in, when entering depends on rows it holds
 */
export async function enter(
  c: WebContext,
  identite: string,
  espace: Pick<Espace, "etablissement" | "habilitation" | "role">,
  db: Database = c.get("deps").db,
): Promise<void> {
  const { randomBytes, clock } = c.get("deps");
  const old = readCookie(c, "session");
  if (old) await closeSession(db, fingerprint(old));
  const token = randomBytes(32).toString("base64url");
  await openSession(db, { identite, espace, token, now: clock() });
  writeCookie(c, "session", token, sessionLimits[espace.role].absolute / 1000);
}
