import { courriels } from "#demo/courriels.tsx";
import { routes } from "#routes.ts";
import { ComposantsPage } from "#ui/composants-page.tsx";
import type { Route } from "#web/act.ts";
import { html } from "#web/answer.ts";
import { notFound } from "#web/errors.tsx";
import { frameFor } from "#web/frame.ts";
import { openView } from "#web/open.ts";

/** Every component in every state: what a newcomer reads before drawing a page, and what axe checks first. */
const composants = openView(routes.demoComposants, async (c) =>
  c.get("deps").config.demo ? html(c, <ComposantsPage frame={frameFor(c, null)} />) : notFound(c),
);

export const demonstration: Route[] = [...courriels, composants];
