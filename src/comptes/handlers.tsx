import { addressKey } from "#comptes/address.ts";
import { mesAppareils } from "#comptes/appareils/handlers.tsx";
import { brouillons } from "#comptes/brouillons/handlers.tsx";
import { enter } from "#comptes/entering.ts";
import { motDePasse } from "#comptes/mot-de-passe/handlers.tsx";
import { ChooseRolePage, SignInPage } from "#comptes/pages.tsx";
import { droitsComptes } from "#comptes/rights.ts";
import { readIdentifier, sessionLongue, throttle } from "#comptes/rules.ts";
import { secondFacteur } from "#comptes/second-facteur/handlers.tsx";
import { passwordIsRight, readAccessCode } from "#comptes/secrets.ts";
import { closeSession } from "#comptes/sessions.ts";
import { compteDe, espacesDe, forgetFailures, giveTryBack, setComfort, takeTry } from "#comptes/store.ts";
import { civilDateIn } from "#kernel/civil-date.ts";
import { type FormState, formOf } from "#kernel/form.ts";
import { routes } from "#routes.ts";
import { type Route, view } from "#web/act.ts";
import { html } from "#web/answer.ts";
import { eraseCookie, writeCookie } from "#web/cookies.ts";
import type { WebContext } from "#web/deps.ts";
import { leaveMessage } from "#web/flash.ts";
import { frameFor } from "#web/frame.ts";
import { actorOf, openAct, openView } from "#web/open.ts";

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
  const personnel = input.text("personnel") === "oui";
  const again = (errors: FormState["errors"], status = 422) => {
    const values = { courriel: input.text("courriel"), personnel: personnel ? "oui" : "" };
    return signInPage(c, { values, errors }, next, status);
  };
  const password = input.text("motDePasse");
  if (!identifiant.valeur || !password)
    return again({
      ...(identifiant.valeur ? {} : { courriel: "Indiquez votre courriel ou votre identifiant." }),
      ...(password ? {} : { motDePasse: "Indiquez votre mot de passe ou votre code d’accès." }),
    });
  const now = clock();
  const address = addressKey(c);
  const pair = `compte:${identifiant.valeur}:${address}`;
  const limits = [
    { key: pair, limit: throttle.pair },
    { key: address, limit: throttle.address },
  ];
  if (!(await takeTry(db, limits, now))) {
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
  if (!compte || !espace)
    return again({
      courriel: "Identifiant ou mot de passe inconnu. Vérifiez-les, ou demandez un nouveau code d’accès.",
    });
  await forgetFailures(db, pair);
  await giveTryBack(db, address);
  await enter(c, compte.identite, espace, db, personnel ? "personnel" : "habituelle");
  if (personnel && !sessionLongue(espace.role, personnel))
    leaveMessage(
      c,
      "« Ce téléphone est à moi » ne vaut que pour les élèves et les apprentis : votre session se fermera comme d’habitude.",
    );
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
  load: async ({ actor, tx, today }) => espacesDe(tx, actor.identite, today),
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
  const wanted = input.text("confort") === "oui";
  if (session) await setComfort(c.get("deps").db, session.identite, wanted);
  else writeCookie(c, "confort", wanted ? "oui" : "non");
  return c.redirect(safeNext(input.text("retour")), 303);
});

export const comptes: Route[] = [
  openView(routes.connexion, async (c) =>
    // a session whose role has ended is nobody's: sending it home would send it back here
    (await actorOf(c))
      ? c.redirect(routes.accueil.href({}), 303)
      : signInPage(c, formOf(), safeNext(c.req.query("suite"))),
  ),
  signIn,
  signOut,
  roles,
  changeRole,
  comfort,
  ...motDePasse,
  ...secondFacteur,
  ...mesAppareils,
  ...brouillons,
];
