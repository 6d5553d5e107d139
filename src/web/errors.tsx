import type { Actor } from "#kernel/actor.ts";
import type { Refusal } from "#kernel/decision.ts";
import { routes } from "#routes.ts";
import { LinkButton } from "#ui/button.tsx";
import { Stack } from "#ui/layout.tsx";
import { Notice } from "#ui/notice.tsx";
import { Page } from "#ui/page.tsx";
import { html, wantsJson } from "#web/answer.ts";
import type { WebContext } from "#web/deps.ts";
import { frameFor } from "#web/frame.ts";

type Problem = { status: 400 | 403 | 404 | 409 | 413 | 429 | 500 | 503; title: string; sentence: string };

/** One page for everything that cannot be answered: what happened, and a way on. */
export async function problem(c: WebContext, actor: Actor | null, what: Problem): Promise<Response> {
  if (what.status === 503 || what.status === 429) c.header("Retry-After", what.status === 503 ? "10" : "60");
  if (wantsJson(c)) return c.json({ error: what.sentence }, what.status);
  return html(
    c,
    Page({
      frame: frameFor(c, actor),
      title: what.title,
      children: (
        <Stack>
          <Notice kind={what.status >= 500 ? "danger" : "info"}>{what.sentence}</Notice>
          <div>
            <LinkButton href={routes.accueil.href({})}>Revenir à l’accueil</LinkButton>
          </div>
        </Stack>
      ),
    }),
    what.status,
  );
}

export const notFound = (c: WebContext, actor: Actor | null = null) =>
  problem(c, actor, {
    status: 404,
    title: "Page introuvable",
    sentence: "Cette page n’existe pas, ou n’existe plus. Vérifiez l’adresse ou revenez à l’accueil.",
  });

export const refused = (c: WebContext, actor: Actor | null, refusal: Refusal) =>
  problem(c, actor, { status: 403, title: "Accès refusé", sentence: refusal.message });

export const forged = (c: WebContext, actor: Actor | null) =>
  problem(c, actor, {
    status: 403,
    title: "Formulaire expiré",
    sentence:
      "Ce formulaire n’est plus valable : la session a changé depuis son affichage. Revenez en arrière, rechargez la page et envoyez-la de nouveau.",
  });
