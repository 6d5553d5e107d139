import { addressKey } from "#comptes/address.ts";
import { enter } from "#comptes/entering.ts";
import {
  ActivationPage,
  AskedPage,
  ClosedLinkPage,
  ForgottenPage,
  PasswordPage,
} from "#comptes/mot-de-passe/pages.tsx";
import { droitsComptes } from "#comptes/rights.ts";
import { checkPassword, readIdentifier, throttle } from "#comptes/rules.ts";
import { hashPassword, passwordIsRight } from "#comptes/secrets.ts";
import {
  changePassword,
  compteDe,
  countFailure,
  espacesDe,
  forgetFailures,
  isThrottled,
  lienActivation,
  monMotDePasse,
  takeTry,
  useActivation,
} from "#comptes/store.ts";
import { postLetter } from "#courriels/queue.ts";
import { asSchool } from "#db/pool.ts";
import { civilDateIn } from "#kernel/civil-date.ts";
import { type FormState, formOf } from "#kernel/form.ts";
import type { FormInput } from "#kernel/form-input.ts";
import { routes } from "#routes.ts";
import { type Route, view } from "#web/act.ts";
import { html } from "#web/answer.ts";
import type { WebContext } from "#web/deps.ts";
import { problem, refused } from "#web/errors.tsx";
import { leaveMessage } from "#web/flash.ts";
import { frameFor } from "#web/frame.ts";
import { actorOf, openAct, openView } from "#web/open.ts";

const readPassword = (input: FormInput, person: { nom: string; prenom: string }) => {
  const password = input.text("motDePasse");
  return {
    password,
    decision: checkPassword(password, input.text("confirmation"), [person.nom, person.prenom]),
  };
};

const tooMany = (c: WebContext) =>
  problem(c, null, {
    status: 429,
    title: "Trop d’essais",
    sentence: "Attendez un quart d’heure, puis réessayez.",
  });

const page = view({
  path: routes.motDePasse,
  right: droitsComptes.motDePasse,
  load: ({ actor, tx }) => monMotDePasse(tx, actor.identite),
  page: ({ provisoire }, { frame, actor }) => (
    <PasswordPage frame={frame} form={formOf()} actor={actor} first={provisoire} />
  ),
});

/** One's own password: the present one is asked, except when it was a one-time code. */
const choose = openAct(routes.motDePasse, async (c, input) => {
  const { db, clock } = c.get("deps");
  const session = c.get("session");
  const actor = await actorOf(c);
  if (!session || !actor) return c.redirect(routes.connexion.href({}), 303);
  if (session.pending === "second-facteur") return c.redirect(routes.secondFacteur.href({}), 303);
  const right = droitsComptes.motDePasse(actor);
  if (!right.ok) return refused(c, actor, right);
  const own = await monMotDePasse(db, session.identite);
  const again = (errors: FormState["errors"]) =>
    html(
      c,
      <PasswordPage
        frame={frameFor(c, actor)}
        form={{ values: {}, errors }}
        actor={actor}
        first={own.provisoire}
      />,
      422,
    );
  if (!own.provisoire) {
    const key = `mot-de-passe:${session.identite}`;
    if (!(await takeTry(db, [{ key, limit: throttle.pair }], clock()))) return tooMany(c);
    if (!(await passwordIsRight(input.text("actuel"), own.motDePasse)))
      return again({ actuel: "Ce n’est pas le mot de passe actuel." });
    await forgetFailures(db, key);
  }
  const { password, decision } = readPassword(input, own);
  if (!decision.ok) return again({ [decision.field ?? "motDePasse"]: decision.message });
  const hashed = await hashPassword(password);
  await db.transaction().execute((tx) => changePassword(tx, session.identite, hashed, session.fingerprint));
  leaveMessage(c, "Mot de passe enregistré.");
  return c.redirect(routes.accueil.href({}), 303);
});

const forgottenPage = openView(routes.motDePasseOublie, async (c) =>
  html(c, <ForgottenPage frame={frameFor(c, null)} form={formOf()} />),
);

/** Same answer whether the account exists or not; the mail alone tells its owner. */
const forgotten = openAct(routes.motDePasseOublie, async (c, input) => {
  const { db, clock, mailWaiting } = c.get("deps");
  const now = clock();
  const identifiant = readIdentifier(input.text("courriel"));
  if (identifiant.type !== "courriel") {
    const errors = {
      courriel:
        "Indiquez un courriel complet. Sans courriel, demandez un nouveau code d’accès à un enseignant.",
    };
    return html(
      c,
      <ForgottenPage
        frame={frameFor(c, null)}
        form={{ values: { courriel: input.text("courriel") }, errors }}
      />,
      422,
    );
  }
  const address = addressKey(c);
  const pair = `oubli:${identifiant.valeur}:${address}`;
  const limits = [
    { key: pair, limit: throttle.pair },
    { key: address, limit: throttle.address },
  ];
  if (await isThrottled(db, limits, now)) return tooMany(c);
  await countFailure(db, [pair], now);
  const compte = await compteDe(db, identifiant);
  const espace = compte && (await espacesDe(db, compte.identite, civilDateIn(now, "Europe/Paris")))[0];
  if (compte && espace) {
    const envelope = { etablissement: espace.etablissement, destinataire: identifiant.valeur, now };
    await asSchool(db, espace.etablissement, (tx) =>
      postLetter(tx, envelope, { modele: "mot-de-passe-oublie", donnees: { identite: compte.identite } }),
    );
    mailWaiting();
  }
  return html(c, <AskedPage frame={frameFor(c, null)} />);
});

const jetonOf = (c: WebContext) => c.req.param("jeton") ?? "";

/** The page of a mailed link: a GET redeems nothing (mail scanners open links). */
const activationPage = openView(routes.activation, async (c) => {
  const { db, clock } = c.get("deps");
  const found = await lienActivation(db, jetonOf(c), clock());
  if (!found) return html(c, <ClosedLinkPage frame={frameFor(c, null)} />, 404);
  return html(
    c,
    <ActivationPage frame={frameFor(c, null)} jeton={jetonOf(c)} personne={found} form={formOf()} />,
  );
});

const activate = openAct(routes.activation, async (c, input) => {
  const { db, clock } = c.get("deps");
  const now = clock();
  const address = addressKey(c);
  const closed = () => html(c, <ClosedLinkPage frame={frameFor(c, null)} />, 404);
  if (await isThrottled(db, [{ key: address, limit: throttle.address }], now)) return tooMany(c);
  const jeton = jetonOf(c);
  const found = await lienActivation(db, jeton, now);
  if (!found) {
    await countFailure(db, [address], now);
    return closed();
  }
  const { password, decision } = readPassword(input, found);
  if (!decision.ok) {
    const form = { values: {}, errors: { [decision.field ?? "motDePasse"]: decision.message } };
    return html(
      c,
      <ActivationPage frame={frameFor(c, null)} jeton={jeton} personne={found} form={form} />,
      422,
    );
  }
  const hashed = await hashPassword(password);
  const mine = await db.transaction().execute(async (tx) => {
    const first = await useActivation(tx, jeton, found.identite, now);
    if (first) await changePassword(tx, found.identite, hashed, null);
    return first;
  });
  if (!mine) return closed();
  const espaces = await espacesDe(db, found.identite, civilDateIn(now, "Europe/Paris"));
  const espace = espaces.find((e) => e.etablissement === found.etablissement) ?? espaces[0];
  if (espace) await enter(c, found.identite, espace);
  leaveMessage(c, found.active ? "Mot de passe enregistré." : "Votre compte est prêt.");
  return c.redirect(routes.accueil.href({}), 303);
});

/** Passwords: one's own, forgotten, and the first one, chosen behind a mailed link. */
export const motDePasse: Route[] = [page, choose, forgottenPage, forgotten, activationPage, activate];
