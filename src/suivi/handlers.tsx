import { accueil } from "#suivi/accueil/handlers.tsx";
import { vueParPeriodes } from "#suivi/periodes/handlers.tsx";
import type { Route } from "#web/act.ts";

/** The pages that look at everything: the teacher's « Vue par périodes », and everybody's home. */
export const suivi: Route[] = [...accueil, ...vueParPeriodes];
