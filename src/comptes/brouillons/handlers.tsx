import { HorsLignePage } from "#comptes/brouillons/pages.tsx";
import { sceauDe } from "#comptes/brouillons/store.ts";
import { droitsComptes } from "#comptes/rights.ts";
import { routes } from "#routes.ts";
import { type Route, view } from "#web/act.ts";
import { html } from "#web/answer.ts";
import { frameFor } from "#web/frame.ts";
import { openView } from "#web/open.ts";

/** What the browser needs so that nothing typed is lost: the seal of one's drafts, and the page shown without a network. */
export const brouillons: Route[] = [
  // asked by a script, not written in pages: a secret that stands beside what somebody typed, in a compressed page, leaks (BREACH)
  view({
    path: routes.sceau,
    right: droitsComptes.sien,
    load: ({ tx, actor }) => sceauDe(tx, actor),
    page: (cle, { actor, frame }) =>
      Response.json({ personne: actor.habilitation, cle, jeton: frame.keys.token }),
  }),
  openView(routes.horsLigne, async (c) => html(c, <HorsLignePage frame={frameFor(c, null)} />)),
];
