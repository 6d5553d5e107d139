import { AppareilsPage } from "#comptes/appareils/pages.tsx";
import { appareilsDe, fermerSessions } from "#comptes/appareils/store.ts";
import { droitsComptes } from "#comptes/rights.ts";
import { parsed } from "#kernel/form-input.ts";
import { routes } from "#routes.ts";
import { act, type Route, view, type Work } from "#web/act.ts";

const load = (print: Buffer) => (work: Work) => appareilsDe(work.tx, work.actor.identite, print, work.now);

/** A session knows itself only by its cookie: the route is made for the one that asks. */
const forSession = (make: (print: Buffer) => Route): Route => ({
  ...make(Buffer.alloc(0)),
  handle: (c) => make(c.get("session")?.fingerprint ?? Buffer.alloc(0)).handle(c),
});

export const mesAppareils: Route[] = [
  forSession((print) =>
    view({
      path: routes.mesAppareils,
      right: droitsComptes.sien,
      load: load(print),
      page: (appareils, { frame, actor, today }) => (
        <AppareilsPage frame={frame} actor={actor} appareils={appareils} today={today} />
      ),
    }),
  ),

  forSession((print) =>
    act({
      path: routes.mesAppareils,
      name: "compte.appareil.deconnecter",
      right: droitsComptes.sien,
      load: load(print),
      form: (input) => parsed(input.text("appareil")),
      write: async ({ tx, actor }, appareils, choix) => {
        const fermes = appareils.filter(
          ({ id, courant }) => !courant && (choix === "autres" || id === choix),
        );
        await fermerSessions(
          tx,
          actor.identite,
          fermes.map(({ empreinte }) => empreinte),
        );
        const message =
          fermes.length === 0
            ? "Cet appareil était déjà déconnecté."
            : fermes.length === 1
              ? `${fermes[0]?.nom} : déconnecté.`
              : `${fermes.length} appareils déconnectés.`;
        return { to: routes.mesAppareils.href({}), message, details: { nombre: fermes.length } };
      },
    }),
  ),
];
