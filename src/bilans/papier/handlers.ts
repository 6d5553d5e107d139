import { bilansImprimes } from "#bilans/papier/bilans.ts";
import { grillesPapier } from "#bilans/papier/grilles.ts";
import { transcription } from "#bilans/papier/transcription/handlers.tsx";
import type { Route } from "#web/act.ts";

/** The papers of the bilans: grids to fill by hand and the page where they are typed, bilans as they were filled. */
export const papiersDesBilans: Route[] = [...grillesPapier, ...bilansImprimes, ...transcription];
