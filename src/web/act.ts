import { asSchool, type SchoolTx } from "#db/pool.ts";
import type { Actor } from "#kernel/actor.ts";
import { type CivilDate, civilDateIn } from "#kernel/civil-date.ts";
import type { Decision, Refusal } from "#kernel/decision.ts";
import { type Conflict, type FormState, formOf } from "#kernel/form.ts";
import { type FormInput, type Parsed, redraw } from "#kernel/form-input.ts";
import { hour } from "#kernel/french.ts";
import { isId } from "#kernel/id.ts";
import type { Params, Path } from "#kernel/path.ts";
import { referentielsDeLEcole } from "#referentiel/ecole.ts";
import { routes } from "#routes.ts";
import type { Frame } from "#ui/page.tsx";
import { html, type Markup, wantsJson } from "#web/answer.ts";
import { readBody } from "#web/body.ts";
import { comesFromHere, tokenIsRight } from "#web/csrf.ts";
import type { Deps, OpenSession, WebContext } from "#web/deps.ts";
import { forged, notFound, problem, refused } from "#web/errors.tsx";
import { leaveMessage } from "#web/flash.ts";
import { frameFor } from "#web/frame.ts";
import { claim, record } from "#web/submission.ts";

/*
 * The one way data flows: load → right → form → decide → write (one transaction: rows, journal, mail) → 303.
 * redraw (a press that only asks for another line of the form): same page, 200, nothing written ·
 * refused: 403 with the reason · invalid: same page, 422 · stale: 409, both texts · unknown or foreign id: 404.
 */

/** May this person do this to these facts? Lives in a slice's rights.ts, is printed in the matrix. */
export type Right<F> = (actor: Actor, facts: F) => Decision;

/** What loading and writing can reach: the school's rows, the person, the day in the school's time zone. */
export type Work<P extends string = string> = {
  tx: SchoolTx;
  actor: Actor;
  params: Params<P>;
  query: URLSearchParams;
  now: Date;
  today: CivilDate;
  deps: Deps;
};

/** What drawing a page can reach: no database. */
export type Screen<P extends string = string> = Omit<Work<P>, "tx"> & { frame: Frame };

export type Route = {
  method: "GET" | "POST";
  pattern: string;
  /** the declared right, compared by identity with those of the slices' rights.ts; "open" = before signing in */
  right: Right<never> | "open";
  /** asked by a page by itself, while it is looked at: no gesture of the person, it does not keep his session alive */
  veille?: boolean;
  handle: (c: WebContext) => Promise<Response>;
};

type View<P extends string, F> = {
  path: Path<P>;
  right: Right<F>;
  veille?: boolean;
  load: (work: Work<P>) => Promise<F | null>;
  /** the reading trace left by whoever has the right: all that a GET may write */
  trace?: (work: Work<P>, facts: F) => Promise<void>;
  page: (facts: F, screen: Screen<P>) => Markup | Response | Promise<Markup | Response>;
};

/** An act done: what is stored as the answer of this submission, and given again to a second press. */
export type Done = {
  to: string;
  /** the sentence shown on the next page */
  message?: string;
  /** the row acted upon, for the journal */
  object?: string;
  details?: Record<string, unknown>;
  /** the version now stored, for an island that goes on editing */
  version?: number;
  /** new values of hidden fields, by name, for a form whose lines have their own versions */
  fields?: Record<string, string>;
  mail?: boolean;
  /** an archive of documents was asked for: the printer begins once this is committed */
  tirage?: boolean;
  /**
   * Answers this page instead of `to`: secrets that are shown once and stored nowhere (printed codes).
   * Of the answer only `to` and `message` are kept: they are what a second press gets.
   */
  show?: (screen: Screen) => Markup;
};

/** What an act answers: done, somebody saved first, or a rule that only the writing could check. */
export type Written = Done | { stale: Conflict } | { refusal: Refusal };

type Act<P extends string, F, I, R> = {
  path: Path<P>;
  /** the act's word in the journal: "fiche.lieu.modifier" */
  name: string;
  right: Right<F>;
  load: (work: Work<P>) => Promise<F | null>;
  /** what takes time and needs no row (a photo drawn again): done before the transaction opens, given to `form` */
  prepare?: (asked: { input: FormInput; params: Params<P>; etablissement: string; deps: Deps }) => Promise<R>;
  form: (input: FormInput, facts: F, prepared: R) => Parsed<I> | Promise<Parsed<I>>;
  /** the rules: pure, after the form, before the writing */
  decide?: (facts: F, input: I, moment: { today: CivilDate; now: Date; actor: Actor }) => Decision;
  write: (work: Work<P>, facts: F, input: I) => Promise<Written>;
  /** the same page again, with the values kept; an act of buttons only has none */
  page?: (facts: F, screen: Screen<P>, form: FormState) => Markup | Promise<Markup>;
  /** no line in the journal: a piece of what is told once, when it is whole */
  quiet?: boolean;
};

/** The params of a path are ids unless they say otherwise; a malformed id is a page that does not exist. */
const freeParams = new Set(["onglet", "lundi", "jeton", "courriel", "code", "zoom", "colonne", "ligne"]);

function paramsOf<P extends string>(c: WebContext): Params<P> | null {
  const params = c.req.param() as Record<string, string>;
  const wrong = Object.entries(params).some(([name, value]) => !freeParams.has(name) && !isId(value));
  return wrong ? null : (params as Params<P>);
}

async function signIn(c: WebContext): Promise<Response> {
  if (wantsJson(c)) return c.json({ error: "session" }, 401);
  const url = new URL(c.req.url);
  const suite = c.req.method === "GET" && url.pathname !== "/" ? url.pathname + url.search : undefined;
  return c.redirect(routes.connexion.href({}, { suite }), 303);
}

/** Opens the transaction of the person's school and gives what `run` needs; null when the session no longer holds. */
async function within<P extends string, T>(
  c: WebContext,
  session: OpenSession,
  params: Params<P>,
  run: (work: Work<P>) => Promise<T>,
): Promise<T | null> {
  const deps = c.get("deps");
  const now = deps.clock();
  return asSchool(deps.db, session.etablissement, async (tx) => {
    const actor = await deps.sessions.actor(tx, session, now);
    if (!actor) return null;
    const today = civilDateIn(now, actor.etablissement.fuseau);
    const referentiels = await referentielsDeLEcole(tx, deps, actor.etablissement);
    const query = new URL(c.req.url).searchParams;
    return run({ tx, actor, params, query, now, today, deps: { ...deps, referentiels } });
  });
}

const screenOf = <P extends string>(c: WebContext, { tx: _, ...work }: Work<P>): Screen<P> => ({
  ...work,
  frame: frameFor(c, work.actor),
});

/** Where a session that is not whole yet must go first; null when it may go on. */
const detour = (c: WebContext, session: OpenSession): string | null => {
  if (session.pending === null) return null;
  const first = session.pending === "mot-de-passe" ? routes.motDePasse : routes.secondFacteur;
  return c.req.path === first.pattern ? null : first.href({});
};

/** A page: load, right, draw. The transaction is closed before drawing. */
export function view<P extends string, F>(spec: View<P, F>): Route {
  return {
    method: "GET",
    pattern: spec.path.pattern,
    right: spec.right as Right<never>,
    veille: spec.veille,
    handle: async (c) => {
      const session = c.get("session");
      if (!session) return signIn(c);
      const first = detour(c, session);
      if (first) return c.redirect(first, 303);
      const params = paramsOf<P>(c);
      if (!params) return notFound(c);
      const found = await within<P, { work: Work<P>; facts: F | null; decision: Decision | null }>(
        c,
        session,
        params,
        async (work) => {
          const facts = await spec.load(work);
          if (facts === null) return { work, facts, decision: null };
          const decision = spec.right(work.actor, facts);
          if (decision.ok) await spec.trace?.(work, facts);
          return { work, facts, decision };
        },
      );
      if (!found) return signIn(c);
      const { work, facts, decision } = found;
      if (facts === null || decision === null) return notFound(c, work.actor);
      if (!decision.ok) return refused(c, work.actor, decision);
      const page = await spec.page(facts, screenOf(c, work));
      return page instanceof Response ? page : html(c, page);
    },
  };
}

/** Undoes the transaction and carries the answer out of it. */
class Undo extends Error {
  readonly carried: unknown;
  constructor(carried: unknown) {
    super("transaction undone");
    this.carried = carried;
  }
}

type Outcome<F> =
  | { kind: "missing" }
  | { kind: "refused"; refusal: Refusal }
  | { kind: "again"; status: 200 | 409 | 422; facts: F; form: FormState }
  | { kind: "done"; written: Done };

/** A mutation: the only way anything is written for a signed-in person. */
export function act<P extends string, F, I, R = undefined>(spec: Act<P, F, I, R>): Route {
  return {
    method: "POST",
    pattern: spec.path.pattern,
    right: spec.right as Right<never>,
    handle: async (c) => {
      const session = c.get("session");
      if (!session) return signIn(c);
      const first = detour(c, session);
      if (first) return c.redirect(first, 303);
      const params = paramsOf<P>(c);
      if (!params) return notFound(c);
      const input = await readBody(c);
      if (!comesFromHere(c) || !tokenIsRight(c, input.text("_token"))) return forged(c, null);
      const { etablissement } = session;
      const prepared = (await spec.prepare?.({ input, params, etablissement, deps: c.get("deps") })) as R;
      const found = await within(c, session, params, async (work) => {
        const outcome = await perform(spec, work, { input, prepared, address: c.req.path });
        // nothing is half written: whatever is not done is undone
        if (outcome.kind !== "done") throw new Undo({ work, outcome });
        return { work, outcome };
      }).catch((error: unknown) => {
        if (error instanceof Undo) return error.carried as { work: Work<P>; outcome: Outcome<F> };
        throw error;
      });
      if (!found) return signIn(c);
      return answer(c, spec, found.work, found.outcome);
    },
  };
}

async function perform<P extends string, F, I, R>(
  spec: Act<P, F, I, R>,
  work: Work<P>,
  { input, prepared, address }: { input: FormInput; prepared: R; address: string },
): Promise<Outcome<F>> {
  const key = input.text("_key").slice(0, 60);
  const submission = { key: key && `${key}.${input.digest()}`, address };
  // first of all: the row this very form deleted is gone for its second press, which must get the first's answer
  const before = await claim<Done>(work, submission);
  if (before) return { kind: "done", written: before };
  const facts = await spec.load(work);
  if (facts === null) return { kind: "missing" };
  const right = spec.right(work.actor, facts);
  if (!right.ok) return { kind: "refused", refusal: right };
  const read = await spec.form(input, facts, prepared);
  const again = (status: 200 | 409 | 422, rest: Partial<FormState>): Outcome<F> => ({
    kind: "again",
    status,
    facts,
    form: { ...formOf(input.values()), ...rest },
  });
  if (!read.ok) return again(read === redraw ? 200 : 422, { errors: read.errors });
  const decision = spec.decide?.(facts, read.value, work) ?? { ok: true as const, value: undefined };
  if (!decision.ok) return afterRefusal(decision, again);
  const written = await spec.write(work, facts, read.value);
  if ("stale" in written) return again(409, { conflict: written.stale });
  if ("refusal" in written) return afterRefusal(written.refusal, again);
  if (!spec.quiet) await record(work, spec.name, written, submission);
  return { kind: "done", written };
}

/** A rule that names a field is the form's error; one that names none refuses the act. */
const afterRefusal = <F>(
  refusal: Refusal,
  again: (status: 200 | 409 | 422, rest: Partial<FormState>) => Outcome<F>,
): Outcome<F> =>
  refusal.field === undefined
    ? { kind: "refused", refusal }
    : again(422, { errors: { [refusal.field]: refusal.message } });

async function answer<P extends string, F, I, R>(
  c: WebContext,
  spec: Act<P, F, I, R>,
  work: Work<P>,
  outcome: Outcome<F>,
): Promise<Response> {
  const json = wantsJson(c);
  switch (outcome.kind) {
    case "missing":
      return notFound(c, work.actor);
    case "refused":
      return refused(c, work.actor, outcome.refusal);
    case "again": {
      const { form, status, facts } = outcome;
      if (json) return c.json({ errors: form.errors, conflict: form.conflict ?? null }, status);
      if (spec.page) return html(c, await spec.page(facts, screenOf(c, work), form), status);
      const sentence =
        Object.values(form.errors)[0] ?? "Quelqu’un a modifié cette page entre-temps. Rechargez-la.";
      return problem(c, work.actor, {
        status: status === 409 ? 409 : 400,
        title: "Demande incomplète",
        sentence,
      });
    }
    case "done": {
      const { written } = outcome;
      if (written.mail) work.deps.mailWaiting();
      if (written.tirage) work.deps.tirageWaiting();
      if (json)
        return c.json({
          version: written.version ?? null,
          ...(written.fields ? { fields: written.fields } : {}),
          savedAt: hour(work.now, work.actor.etablissement.fuseau),
          to: written.to,
        });
      if (written.show) return html(c, written.show(screenOf(c, work)));
      if (written.message) leaveMessage(c, written.message);
      return c.redirect(written.to, 303);
    }
  }
}
