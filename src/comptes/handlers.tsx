import { addressKey } from "#comptes/address.ts";
import { enter } from "#comptes/entering.ts";
import { ActivationPage, ChooseRolePage, ClosedLinkPage, PasswordPage, SignInPage } from "#comptes/pages.tsx";
import { droitsComptes } from "#comptes/rights.ts";
import { checkPassword, readIdentifier, throttle } from "#comptes/rules.ts";
import { hashPassword, passwordIsRight, readAccessCode } from "#comptes/secrets.ts";
import { closeSession } from "#comptes/sessions.ts";
import {
  changePassword,
  compteDe,
  countFailure,
  espacesDe,
  forgetFailures,
  isThrottled,
  lienActivation,
  setComfort,
  useActivation,
} from "#comptes/store.ts";
import { civilDateIn } from "#kernel/civil-date.ts";
import { type FormState, formOf } from "#kernel/form.ts";
import type { FormInput } from "#kernel/form-input.ts";
import { routes } from "#routes.ts";
import { type Route, view } from "#web/act.ts";
import { html } from "#web/answer.ts";
import { eraseCookie } from "#web/cookies.ts";
import type { WebContext } from "#web/deps.ts";
import { problem } from "#web/errors.tsx";
import { leaveMessage } from "#web/flash.ts";
import { frameFor } from "#web/frame.ts";
import { openAct, openView } from "#web/open.ts";

/** A page of this site, never an address that leaves it. */
const safeNext = (text: string | undefined): string =>
  text && /^\/(?![/\\])[\w\-./?=&%:]*$/.test(text) ? text : routes.accueil.href({});

const todayOf = (c: WebContext) => civilDateIn(c.get("deps").clock(), "Europe/Paris");

const signInPage = (c: WebContext, form: FormState, next: string, status = 200) =>
  html(c, <SignInPage frame={frameFor(c, null)} form={form} next={next} />, status);

const signIn = openAct(routes.connexion, async (c, input) => {
  const { db, clock } = c.get("deps");
  const identifiant = readIdentifier(input.text("courriel"));
  const next = safeNext(input.text("suite"));
  const again = (errors: FormState["errors"], status = 422) =>
    signInPage(c, { values: { courriel: input.text("courriel") }, errors }, next, status);
  const password = input.text("motDePasse");
  if (!identifiant.valeur || !password)
    return again({
      ...(identifiant.valeur
        ? {}
        : { courriel: "Indiquez votre adresse électronique ou votre identifiant." }),
      ...(password ? {} : { motDePasse: "Indiquez votre mot de passe ou votre code d’accès." }),
    });
  const now = clock();
  const address = addressKey(c);
  const pair = `compte:${identifiant.valeur}:${address}`;
  const limits = [
    { key: pair, limit: throttle.pair },
    { key: address, limit: throttle.address },
  ];
  if (await isThrottled(db, limits, now)) {
    c.header("Retry-After", "900");
    return again(
      { courriel: "Trop d’essais depuis cet appareil. Attendez un quart d’heure, puis réessayez." },
      429,
    );
  }
  const compte = await compteDe(db, identifiant);
  // a printed code is typed on a phone, in any case, with or without its hyphen
  const typed = compte?.provisoire ? (readAccessCode(password) ?? password) : password;
  const right = await passwordIsRight(typed, compte?.motDePasse ?? null);
  const espace = compte && right ? (await espacesDe(db, compte.identite, todayOf(c)))[0] : undefined;
  if (!compte || !espace) {
    await countFailure(db, [pair, address], now);
    return again({
      courriel: "Identifiant ou mot de passe inconnu. Vérifiez-les, ou demandez un nouveau code d’accès.",
    });
  }
  await forgetFailures(db, pair);
  await enter(c, compte.identite, espace);
  return c.redirect(compte.provisoire ? routes.motDePasse.href({}) : next, 303);
});

const signOut = openAct(routes.deconnexion, async (c) => {
  const session = c.get("session");
  if (session) await closeSession(c.get("deps").db, session.fingerprint);
  eraseCookie(c, "session");
  leaveMessage(c, "Vous êtes déconnecté.");
  return c.redirect(routes.connexion.href({}), 303);
});

const roles = view({
  path: routes.espaces,
  right: droitsComptes.sien,
  load: async ({ actor, deps, today }) => espacesDe(deps.db, actor.identite, today),
  page: (espaces, screen) => (
    <ChooseRolePage frame={screen.frame} espaces={espaces} current={screen.actor.habilitation} />
  ),
});

const changeRole = openAct(routes.espaces, async (c, input) => {
  const session = c.get("session");
  if (!session) return c.redirect(routes.connexion.href({}), 303);
  const espaces = await espacesDe(c.get("deps").db, session.identite, todayOf(c));
  const chosen = espaces.find((espace) => espace.habilitation === input.text("espace"));
  if (chosen) await enter(c, session.identite, chosen);
  return c.redirect(routes.accueil.href({}), 303);
});

const comfort = openAct(routes.lectureConfortable, async (c, input) => {
  const session = c.get("session");
  if (session) await setComfort(c.get("deps").db, session.identite, input.text("confort") === "oui");
  return c.redirect(safeNext(input.text("retour")), 303);
});

const passwordPage = view({
  path: routes.motDePasse,
  right: droitsComptes.sien,
  load: async () => ({}),
  page: (_, screen) => <PasswordPage frame={screen.frame} form={formOf()} actor={screen.actor} />,
});

const readPassword = (input: FormInput, names: string[]) => {
  const password = input.text("motDePasse");
  return { password, decision: checkPassword(password, input.text("confirmation"), names) };
};

const choosePassword = openAct(routes.motDePasse, async (c, input) => {
  const deps = c.get("deps");
  const session = c.get("session");
  if (!session) return c.redirect(routes.connexion.href({}), 303);
  const { password, decision } = readPassword(input, []);
  if (!decision.ok) {
    const form = { values: {}, errors: { [decision.field ?? "motDePasse"]: decision.message } };
    return html(c, <PasswordPage frame={frameFor(c, null)} form={form} actor={null} />, 422);
  }
  await changePassword(deps.db, session.identite, await hashPassword(password), session.fingerprint);
  leaveMessage(c, "Mot de passe enregistré.");
  return c.redirect(routes.accueil.href({}), 303);
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
  if (await isThrottled(db, [{ key: address, limit: throttle.address }], now))
    return problem(c, null, {
      status: 429,
      title: "Trop d’essais",
      sentence: "Attendez un quart d’heure, puis réessayez.",
    });
  const jeton = jetonOf(c);
  const found = await lienActivation(db, jeton, now);
  if (!found) {
    await countFailure(db, [address], now);
    return html(c, <ClosedLinkPage frame={frameFor(c, null)} />, 404);
  }
  const { password, decision } = readPassword(input, [found.nom, found.prenom]);
  if (!decision.ok) {
    const form = { values: {}, errors: { [decision.field ?? "motDePasse"]: decision.message } };
    return html(
      c,
      <ActivationPage frame={frameFor(c, null)} jeton={jeton} personne={found} form={form} />,
      422,
    );
  }
  const hashed = await hashPassword(password);
  if (!(await useActivation(db, jeton, found.identite, now)))
    return html(c, <ClosedLinkPage frame={frameFor(c, null)} />, 404);
  await changePassword(db, found.identite, hashed, null);
  const espaces = await espacesDe(db, found.identite, todayOf(c));
  const espace = espaces.find((e) => e.etablissement === found.etablissement) ?? espaces[0];
  if (espace) await enter(c, found.identite, espace);
  leaveMessage(c, "Votre compte est prêt.");
  return c.redirect(routes.accueil.href({}), 303);
});

export const comptes: Route[] = [
  openView(routes.connexion, async (c) =>
    c.get("session")
      ? c.redirect(routes.accueil.href({}), 303)
      : signInPage(c, formOf(), safeNext(c.req.query("suite"))),
  ),
  signIn,
  signOut,
  roles,
  changeRole,
  comfort,
  passwordPage,
  choosePassword,
  activationPage,
  activate,
];
