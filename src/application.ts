import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { annexes } from "#annexes/handlers.tsx";
import { bilansAttitudes } from "#bilans/attitudes/handlers.tsx";
import { autoEvaluations } from "#bilans/autoevaluation/handlers.tsx";
import { grillesCertificatives } from "#bilans/certificative/handlers.tsx";
import { bilansEntreprise } from "#bilans/entreprise/handlers.tsx";
import { papiersDesBilans } from "#bilans/papier/handlers.ts";
import { bilansPersonnels } from "#bilans/personnel/handlers.tsx";
import { rencontres } from "#bilans/rencontre/handlers.tsx";
import { comptes } from "#comptes/handlers.tsx";
import { demonstration } from "#demo/handlers.tsx";
import { documents } from "#documents/handlers.ts";
import { exportsDuPortfolio } from "#documents/portfolio/handlers.ts";
import { dossiers } from "#dossiers/handlers.tsx";
import { entreprises } from "#entreprises/handlers.tsx";
import { etablissement } from "#etablissement/handlers.ts";
import { evaluations } from "#evaluations/handlers.tsx";
import { ficheDeLiaison } from "#fiche-de-liaison/handlers.tsx";
import { newId } from "#kernel/id.ts";
import { periodes } from "#periodes/handlers.tsx";
import { portfolio } from "#portfolio/handlers.tsx";
import { presence } from "#presence/handlers.tsx";
import { relances } from "#relances/handlers.ts";
import { suivi } from "#suivi/handlers.tsx";
import { tableauDeBord } from "#tableau-de-bord/handlers.tsx";
import { tuteurs } from "#tuteurs/handlers.tsx";
import { visites } from "#visites/handlers.tsx";
import type { Route } from "#web/act.ts";
import { UnreadableBody } from "#web/body.ts";
import { readCookie } from "#web/cookies.ts";
import type { Deps, Env } from "#web/deps.ts";
import { notFound, problem } from "#web/errors.tsx";
import { health } from "#web/health.ts";
import { databaseIsAway } from "#web/outage.ts";
import { securityHeaders } from "#web/security.ts";
import { staticFiles } from "#web/static.ts";

/** Every route of the house, in the order of the manual's chain. A test reads this list: each declares its right. */
export const allRoutes: Route[] = [
  ...comptes,
  ...etablissement,
  ...annexes,
  ...periodes,
  ...dossiers,
  ...entreprises,
  ...ficheDeLiaison,
  ...tuteurs,
  ...portfolio,
  ...visites,
  ...presence,
  ...bilansPersonnels,
  ...bilansAttitudes,
  ...bilansEntreprise,
  ...autoEvaluations,
  ...rencontres,
  ...grillesCertificatives,
  ...papiersDesBilans,
  ...evaluations,
  ...tableauDeBord,
  ...documents,
  ...exportsDuPortfolio,
  ...suivi,
  ...relances,
  ...demonstration,
];

/** Where it happened: a message of several lines would otherwise follow it into the log. */
const placesOf = (error: Error): string[] =>
  (error.stack ?? "")
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 5);

const FORM_LIMIT = 2 * 1024 * 1024;
const UPLOAD_LIMIT = 12 * 1024 * 1024;

/** The whole application: the middleware order and every slice, on one screen. */
export function createApplication(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  app.use(async (c, next) => {
    c.set("deps", deps);
    c.set("requestId", newId());
    c.set("session", null);
    await next();
  });
  app.use(securityHeaders);
  app.get("/static/*", staticFiles(deps.staticFolder));
  app.route("/", health);
  app.use(async (c, next) => {
    const start = performance.now();
    await next();
    // no query string, no body, no name: an address holds ids and, for links, a secret that is masked
    const path = c.req.path.replace(/^\/(acces|activation|code)\/[^/]+/, "/$1/…");
    const ms = Math.round(performance.now() - start);
    // a page that watches and finds nothing, every three seconds
    if (c.res.status === 204) return;
    deps.log.info(
      { id: c.get("requestId"), method: c.req.method, path, status: c.res.status, ms },
      "request",
    );
  });
  app.use(async (c, next) => {
    const limit = (c.req.header("content-type") ?? "").startsWith("multipart/") ? UPLOAD_LIMIT : FORM_LIMIT;
    return bodyLimit({
      maxSize: limit,
      onError: () =>
        problem(c, null, {
          status: 413,
          title: "Envoi trop volumineux",
          sentence: `Cet envoi dépasse ${limit / 1024 / 1024} Mo. Réduisez-le et recommencez : rien n’a été enregistré.`,
        }),
    })(c, next);
  });
  for (const route of allRoutes)
    app.on(route.method, route.pattern, async (c) => {
      const token = readCookie(c, "session");
      if (token)
        c.set("session", await deps.sessions.find(deps.db, token, deps.clock(), { geste: !route.veille }));
      return route.handle(c);
    });
  app.notFound((c) => notFound(c));
  app.onError((error, c) => {
    if (databaseIsAway(error))
      return problem(c, null, {
        status: 503,
        title: "Service momentanément indisponible",
        sentence: "Passerelle ne joint pas sa base de données. Rien n’est perdu : réessayez dans un instant.",
      });
    if (error instanceof UnreadableBody)
      return problem(c, null, {
        status: 400,
        title: "Envoi illisible",
        sentence: "Cet envoi est incomplet. Rechargez la page.",
      });
    // the message may quote what somebody typed: only the kind and the place are logged
    deps.log.error({ id: c.get("requestId"), kind: error.name, at: placesOf(error) }, "defect");
    return problem(c, null, {
      status: 500,
      title: "Une erreur est survenue",
      sentence: `Rien n’a été enregistré. Réessayez ; si cela se reproduit, signalez le numéro ${c.get("requestId")}.`,
    });
  });
  return app;
}
