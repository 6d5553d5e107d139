import { bilansImprimes } from "#bilans/papier/bilans.ts";
import { grillesPapier } from "#bilans/papier/grilles.ts";
import type { Route } from "#web/act.ts";

/** The papers of the bilans: grids to fill by hand, bilans as they were filled. */
export const papiersDesBilans: Route[] = [...grillesPapier, ...bilansImprimes];
