// biome-ignore-all lint/a11y/useSemanticElements: a popover of links is a named group, not a fieldset
import { raw } from "hono/html";
import type { Child } from "hono/jsx";
import type { FormKeys } from "#kernel/form.ts";
import { Hidden, KeyFields } from "#ui/form.tsx";
import { Icon, Mark } from "#ui/icon.tsx";
import type { IconName } from "#ui/icon-sprite.ts";
import { Avatar } from "#ui/person.tsx";
import { Voisins, type VoisinsProps } from "#ui/voisins.tsx";

/** What surrounds every page, whoever reads it. */
export type Frame = {
  person: { prenom: string; nom: string; roleText: string; etablissement: string } | null;
  navigation: { href: string; text: string; icon: IconName; current: boolean }[];
  /** Addresses of the client build (`readAssets`). */
  assets: { css: string; js: string; icons: string };
  /** Content security policy: on every script and style tag. */
  nonce: string;
  keys: FormKeys;
  /** The person's own pages, in the menu of his account. */
  account: { href: string; text: string; icon: IconName }[];
  /** What has just been done, told once. */
  flash: string | null;
  /** « Lecture confortable ». */
  comfort: boolean;
  demo: boolean;
  /** The current address, its query included: where the small acts of the frame come back to. */
  address: string;
};

type PageProps = {
  frame: Frame;
  title: string;
  children?: Child;
  /** One or two lines under the title. */
  lead?: Child;
  /** The way up. */
  back?: { href: string; text: string };
  /** The pages before and after this one, of a list one goes through. */
  voisins?: VoisinsProps;
  /** Uses the whole width (matrices, organigramme). */
  wide?: boolean;
  /** At the right of the title: the page's main acts, or the save state. */
  actions?: Child;
  /** The title and its actions stay in sight while scrolling (grids). */
  sticky?: boolean;
};

/** Where « Lecture confortable » is switched; fields `confort` (oui/non) and `retour` (a path). */
export const COMFORT_ACTION = "/lecture-confortable";

const ComfortForm = ({ frame, look }: { frame: Frame; look: string }) => (
  <form method="post" action={COMFORT_ACTION}>
    <KeyFields keys={frame.keys} />
    <Hidden name="retour" value={frame.address} />
    <Hidden name="confort" value={frame.comfort ? "non" : "oui"} />
    <button type="submit" class={look}>
      <Icon name="a-large-small" />
      <span>{frame.comfort ? "Quitter la lecture confortable" : "Lecture confortable"}</span>
    </button>
  </form>
);

const Account = ({ frame }: { frame: Frame }) => {
  const person = frame.person;
  if (!person) return null;
  const name = `${person.prenom} ${person.nom}`;
  return (
    <div class="menu account">
      <button type="button" class="account-button" popovertarget="menu-compte">
        <Avatar person={person} />
        <span class="account-name">
          <b>
            <span class="sr-only">Mon compte : </span>
            {name}
          </b>
          <span>{person.etablissement}</span>
        </span>
      </button>
      <div class="menu-sheet" id="menu-compte" popover="auto" role="group" aria-label="Mon compte">
        <div class="account-card">
          <b>{name}</b>
          <span>{person.roleText}</span>
          <span>{person.etablissement}</span>
        </div>
        <ul>
          {frame.account.map((link) => (
            <li>
              <a class="menu-item" href={link.href}>
                <Icon name={link.icon} />
                <span>{link.text}</span>
              </a>
            </li>
          ))}
          <li>
            <ComfortForm frame={frame} look="menu-item" />
          </li>
          <li>
            <form method="post" action="/deconnexion">
              <KeyFields keys={frame.keys} />
              <button type="submit" class="menu-item">
                <Icon name="log-out" />
                <span>Se déconnecter</span>
              </button>
            </form>
          </li>
        </ul>
        <button
          type="button"
          class="menu-item menu-close"
          popovertarget="menu-compte"
          popovertargetaction="hide"
        >
          <Icon name="x" />
          <span>Fermer</span>
        </button>
      </div>
    </div>
  );
};

/** One list of links: along the header, and at the bottom of a phone (the style sheet moves it). */
const Navigation = ({ frame }: { frame: Frame }) =>
  frame.person && frame.navigation.length > 0 ? (
    <nav class="nav" aria-label="Navigation principale">
      <ul>
        {frame.navigation.map((link) => (
          <li>
            <a href={link.href} aria-current={link.current ? "page" : undefined}>
              <Icon name={link.icon} />
              <span>{link.text}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  ) : null;

const DemoBand = () => (
  <aside class="demo" aria-label="Démonstration">
    <p>
      <b>Démonstration</b> <span>personnes et entreprises inventées</span>
    </p>
    <ul>
      <li>
        <a href="/demo/courriels">Courriels envoyés</a>
      </li>
      <li>
        <a href="/demo/composants">Composants</a>
      </li>
    </ul>
  </aside>
);

const Head = ({ frame, title }: { frame: Frame; title: string }) => (
  <head>
    <meta charset="utf-8" />
    <title>{`${title} – Passerelle`}</title>
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
    <meta name="theme-color" content="#0E5A5E" />
    <meta name="format-detection" content="telephone=no" />
    <link rel="icon" href="/static/favicon.svg" type="image/svg+xml" />
    <link rel="stylesheet" href={frame.assets.css} nonce={frame.nonce} />
    <script type="module" src={frame.assets.js} nonce={frame.nonce} />
  </head>
);

/** A whole document. */
export const Page = ({ frame, title, children, lead, back, voisins, wide, actions, sticky }: PageProps) => (
  <>
    {raw("<!doctype html>")}
    <html lang="fr" class={frame.comfort ? "confort" : undefined}>
      <Head frame={frame} title={title} />
      <body class={frame.person && frame.navigation.length > 0 ? "with-nav" : undefined}>
        <a class="skip" href="#contenu">
          Aller au contenu
        </a>
        {frame.demo ? <DemoBand /> : null}
        <header class="header">
          <div class="header-line">
            <a class="brand" href="/">
              <Mark />
              <span>Passerelle</span>
            </a>
            <Navigation frame={frame} />
            <Account frame={frame} />
          </div>
        </header>
        <main id="contenu" class={wide ? "main main-wide" : "main"} tabindex={-1}>
          {frame.flash ? (
            <div class="flash" role="status">
              <Icon name="circle-check" />
              <p>{frame.flash}</p>
            </div>
          ) : null}
          {voisins ? <Voisins {...voisins} /> : null}
          <div class={sticky ? "page-head page-head-sticky" : "page-head"}>
            <div class="page-title">
              {back ? (
                <a class="back" href={back.href}>
                  <Icon name="arrow-left" />
                  <span>{back.text}</span>
                </a>
              ) : null}
              <h1>{title}</h1>
              {lead ? <p class="lead">{lead}</p> : null}
            </div>
            {actions ? <div class="page-actions">{actions}</div> : null}
          </div>
          {children}
        </main>
        <footer class="footer">
          <p>Passerelle, logiciel libre (EUPL 1.2)</p>
          {frame.person ? null : <ComfortForm frame={frame} look="link-button" />}
        </footer>
      </body>
    </html>
  </>
);
