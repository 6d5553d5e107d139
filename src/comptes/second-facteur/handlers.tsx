import { droitsComptes } from "#comptes/rights.ts";
import { throttle } from "#comptes/rules.ts";
import { SecondFacteurPage } from "#comptes/second-facteur/pages.tsx";
import { newSecret, otpAddress, type SecondFacteur, stepOfCode } from "#comptes/second-facteur/rules.ts";
import { forgetSecondFactor, keepSecret, secondFacteurDe, takeCode } from "#comptes/second-facteur/store.ts";
import { forgetFailures, takeTry } from "#comptes/store.ts";
import type { Actor } from "#kernel/actor.ts";
import { allowed } from "#kernel/decision.ts";
import { type FormState, formOf } from "#kernel/form.ts";
import { fullName } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import type { Route } from "#web/act.ts";
import { html } from "#web/answer.ts";
import type { OpenSession, WebContext } from "#web/deps.ts";
import { refused } from "#web/errors.tsx";
import { leaveMessage } from "#web/flash.ts";
import { frameFor } from "#web/frame.ts";
import { actorOf, openAct, openView } from "#web/open.ts";

type Who = { session: OpenSession; actor: Actor; held: SecondFacteur };

/** The person before the page, or the answer that sends him elsewhere. */
async function who(c: WebContext): Promise<Who | Response> {
  const session = c.get("session");
  const actor = await actorOf(c);
  if (!session || !actor) return c.redirect(routes.connexion.href({}), 303);
  const right = droitsComptes.secondFacteur(actor);
  if (!right.ok) return refused(c, actor, right);
  return { session, actor, held: await secondFacteurDe(c.get("deps").db, session.identite) };
}

const draw = (c: WebContext, { session, actor, held }: Who, form: FormState, status = 200) => {
  const awaited = session.pending === "second-facteur";
  return html(
    c,
    <SecondFacteurPage
      frame={frameFor(c, awaited ? null : actor)}
      form={form}
      awaited={awaited}
      removable={droitsComptes.retirerSecondFacteur(actor).ok}
      confirmed={held.confirme}
      secret={
        held.confirme || !held.secret
          ? null
          : { text: held.secret, address: otpAddress(held.secret, fullName(actor)) }
      }
    />,
    status,
  );
};

/** Shows the code to give, or the secret to enrol: one is made when somebody asks to begin, never by a GET. */
const page = openView(routes.secondFacteur, async (c) => {
  const found = await who(c);
  return found instanceof Response ? found : draw(c, found, formOf());
});

const send = openAct(routes.secondFacteur, async (c, input) => {
  const found = await who(c);
  if (found instanceof Response) return found;
  const { session, held } = found;
  const { db, clock, randomBytes } = c.get("deps");
  const here = () => c.redirect(routes.secondFacteur.href({}), 303);
  if (input.text("acte") === "commencer") {
    await keepSecret(db, session.identite, newSecret(randomBytes));
    return here();
  }
  const removes = input.text("acte") === "retirer";
  const right = removes ? droitsComptes.retirerSecondFacteur(found.actor) : allowed;
  if (!right.ok) return refused(c, found.actor, right);
  const key = `second-facteur:${session.identite}`;
  const now = clock();
  if (!(await takeTry(db, [{ key, limit: throttle.pair }], now)))
    return draw(
      c,
      found,
      { values: {}, errors: { code: "Trop d’essais. Attendez un quart d’heure, puis réessayez." } },
      429,
    );
  const step = stepOfCode(held, input.text("code"), now);
  if (step === null || !(await takeCode(db, session.identite, session.fingerprint, step, now)))
    return draw(
      c,
      found,
      { values: {}, errors: { code: "Ce code n’est pas le bon, ou a déjà servi. Attendez le suivant." } },
      422,
    );
  await forgetFailures(db, key);
  if (removes) {
    await forgetSecondFactor(db, session.identite);
    leaveMessage(c, "Second facteur retiré.");
    return here();
  }
  leaveMessage(
    c,
    held.confirme ? "Bienvenue." : "Second facteur enregistré : il sera demandé à chaque connexion.",
  );
  return c.redirect(routes.accueil.href({}), 303);
});

export const secondFacteur: Route[] = [page, send];
