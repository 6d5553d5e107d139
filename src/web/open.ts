import { FormInput } from "#kernel/form-input.ts";
import type { Path } from "#kernel/path.ts";
import type { Route } from "#web/act.ts";
import { comesFromHere, tokenIsRight } from "#web/csrf.ts";
import type { WebContext } from "#web/deps.ts";
import { forged } from "#web/errors.tsx";

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
    const input = new FormInput(await c.req.formData());
    if (!comesFromHere(c) || !tokenIsRight(c, input.text("_token"))) return forged(c, null);
    return handle(c, input);
  },
});
