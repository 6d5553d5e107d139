import { loadLecture } from "#portfolio/lecture/load.ts";
import { LecturePage } from "#portfolio/lecture/pages.tsx";
import { droitsPortfolio } from "#portfolio/rights.ts";
import { routes } from "#routes.ts";
import { type Route, view } from "#web/act.ts";

/** The whole portfolio on one page, to scroll and to print. */
const lire = view({
  path: routes.portfolioEntier,
  right: droitsPortfolio.lire,
  load: loadLecture,
  page: (faits, screen) => <LecturePage faits={faits} screen={screen} />,
});

export const lecture: Route[] = [lire];
