import type { Actor } from "#kernel/actor.ts";
import { roleText } from "#kernel/actor.ts";
import { routes } from "#routes.ts";
import type { IconName } from "#ui/icon-sprite.ts";
import type { Frame } from "#ui/page.tsx";
import { readCookie } from "#web/cookies.ts";
import { formKeys } from "#web/csrf.ts";
import type { WebContext } from "#web/deps.ts";
import { takeMessage } from "#web/flash.ts";

type Entry = { href: string; text: string; icon: IconName };

/** What each person finds at the top of every page. */
function navigationOf(actor: Actor): Entry[] {
  switch (actor.role) {
    case "enseignant":
      return [
        { href: routes.periodes.href({}), text: "Périodes", icon: "calendar-days" },
        { href: routes.annexes.href({}), text: "Annexes", icon: "file-text" },
        {
          href: routes.bilansIntermediaires.href({}),
          text: "Bilans intermédiaires",
          icon: "clipboard-check",
        },
        { href: routes.mesVisites.href({}), text: "Visites", icon: "map-pin" },
        { href: routes.classes.href({}), text: "Classes", icon: "users" },
      ];
    case "apprenant":
      return [
        { href: routes.accueil.href({}), text: "Accueil", icon: "house" },
        { href: routes.mesEvaluations.href({}), text: "Mes évaluations", icon: "clipboard-check" },
        {
          href: routes.tableauDeBord.href({ apprenant: actor.apprenant }),
          text: "Tableau de bord",
          icon: "chart-line",
        },
      ];
    case "administrateur":
      return [
        { href: routes.administration.href({}), text: "Accueil", icon: "house" },
        { href: routes.adminApprenants.href({}), text: "Apprenants", icon: "user" },
        { href: routes.adminClasses.href({}), text: "Classes", icon: "users" },
        { href: routes.enseignants.href({}), text: "Enseignants", icon: "graduation-cap" },
        { href: routes.maitres.href({}), text: "Maîtres", icon: "building-2" },
      ];
    case "tuteur":
    case "maitre":
      return [{ href: routes.accueil.href({}), text: "Accueil", icon: "house" }];
  }
}

/** A tuteur de stage has no password; anybody may hold several roles. */
function accountOf(actor: Actor): Entry[] {
  const espaces: Entry = { href: routes.espaces.href({}), text: "Mes espaces", icon: "users" };
  const reglages: Entry = { href: routes.mesReglages.href({}), text: "Mes réglages", icon: "settings" };
  const appareils: Entry = { href: routes.mesAppareils.href({}), text: "Mes appareils", icon: "phone" };
  if (actor.role === "tuteur") return [reglages, appareils, espaces];
  const motDePasse: Entry = { href: routes.motDePasse.href({}), text: "Mot de passe", icon: "key-round" };
  const protege = actor.role === "enseignant" || actor.role === "administrateur";
  const secondFacteur: Entry = { href: routes.secondFacteur.href({}), text: "Second facteur", icon: "lock" };
  const entreprises: Entry = { href: routes.entreprises.href({}), text: "Entreprises", icon: "building-2" };
  return [
    ...(actor.role === "enseignant" ? [entreprises] : []),
    reglages,
    motDePasse,
    ...(protege ? [secondFacteur] : []),
    appareils,
    espaces,
  ];
}

/** The page's surroundings for this request. Reads the message left by the previous act, once. */
export function frameFor(c: WebContext, actor: Actor | null): Frame {
  const deps = c.get("deps");
  const { pathname: address, search } = new URL(c.req.url);
  const under = (href: string) => href === address || (href !== "/" && address.startsWith(`${href}/`));
  const entries = actor ? navigationOf(actor) : [];
  const current = entries
    .filter((entry) => under(entry.href))
    .sort((a, b) => b.href.length - a.href.length)[0];
  return {
    person: actor && {
      prenom: actor.prenom,
      nom: actor.nom,
      roleText: roleText[actor.role],
      etablissement: actor.etablissement.nom,
    },
    navigation: entries.map((entry) => ({ ...entry, current: entry === current })),
    account: actor ? accountOf(actor) : [],
    assets: deps.assets,
    nonce: c.get("nonce"),
    keys: formKeys(c),
    flash: takeMessage(c),
    // before signing in, what this browser asked for until it closes
    comfort: actor ? actor.lectureConfortable : readCookie(c, "confort") === "oui",
    demo: deps.config.demo,
    address: address + search,
  };
}
