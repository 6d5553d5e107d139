import { appareilEnMots } from "#comptes/appareils/rules.ts";
import { limitsOf, type Ouverture } from "#comptes/rules.ts";
import { attendSecondFacteur } from "#comptes/second-facteur/rules.ts";
import { secondFacteurDe } from "#comptes/second-facteur/store.ts";
import { fingerprint } from "#comptes/secrets.ts";
import { closeSession, openSession } from "#comptes/sessions.ts";
import type { Espace } from "#comptes/store.ts";
import type { Database } from "#db/pool.ts";
import { readCookie, writeCookie } from "#web/cookies.ts";
import type { WebContext } from "#web/deps.ts";

/**
 * Opens the session of one role and gives the browser a fresh token: rotated at each sign-in and each redeemed link.
 * @param db the transaction to write in, when entering depends on rows it holds
 * @param ouverture « personnel » is honoured for a learner only
 */
export async function enter(
  c: WebContext,
  identite: string,
  espace: Pick<Espace, "etablissement" | "habilitation" | "role">,
  db: Database = c.get("deps").db,
  ouverture: Ouverture = "habituelle",
): Promise<void> {
  const { randomBytes, clock, config } = c.get("deps");
  const old = readCookie(c, "session");
  if (old) await closeSession(db, fingerprint(old));
  const token = randomBytes(32).toString("base64url");
  const secondFactor = attendSecondFacteur(espace.role, await secondFacteurDe(db, identite), config.demo);
  const appareil = appareilEnMots(c.req.header("user-agent") ?? "");
  await openSession(db, { identite, espace, token, now: clock(), secondFactor, ouverture, appareil });
  writeCookie(c, "session", token, limitsOf(espace.role, ouverture).absolute / 1000);
}
