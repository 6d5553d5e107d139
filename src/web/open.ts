import { asSchool } from "#db/pool.ts";
import type { Actor } from "#kernel/actor.ts";
import type { FormInput } from "#kernel/form-input.ts";
import type { Path } from "#kernel/path.ts";
import type { Route } from "#web/act.ts";
import { readBody } from "#web/body.ts";
import { comesFromHere, tokenIsRight } from "#web/csrf.ts";
import type { WebContext } from "#web/deps.ts";
import { forged } from "#web/errors.tsx";

/** Who is signed in, on a page that needs nobody to be. */
export async function actorOf(c: WebContext): Promise<Actor | null> {
  const session = c.get("session");
  if (!session) return null;
  const { db, sessions, clock } = c.get("deps");
  return asSchool(db, session.etablissement, (tx) => sessions.actor(tx, session, clock()));
}

/** A page anybody may read, signed in or not. */
export const openView = (path: Path, handle: (c: WebContext) => Promise<Response>): Route => ({
  method: "GET",
  pattern: path.pattern,
  right: "open",
  handle,
});

/** A form anybody may send: same origin and token are still required. */
export const openAct = (
  path: Path,
  handle: (c: WebContext, input: FormInput) => Promise<Response>,
): Route => ({
  method: "POST",
  pattern: path.pattern,
  right: "open",
  handle: async (c) => {
    const input = await readBody(c);
    if (!comesFromHere(c) || !tokenIsRight(c, input.text("_token"))) return forged(c, null);
    return handle(c, input);
  },
});
